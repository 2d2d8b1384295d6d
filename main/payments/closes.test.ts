import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Shop } from './testing/shop.ts';

/** Closing as a person sees it: single closes, many at once, and what the gateway says of any. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const SECOND = 1_000;
const MINUTE = 60_000;

const results = async () => (await shop.payments.closes.history(null, 50)).rows.map(({ result }) => result);

describe('an aggregated order', () => {
  it('is closed at its own product, and the close query follows the close to its end', async () => {
    const payment = await shop.place('alipay');
    await shop.payments.cancel(payment.id);
    expect(await results()).toEqual(['scheduled']);
    shop.gateway.closeTakesMs = 8 * SECOND;
    await shop.pass(90 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'closed', endReason: 'cancelled' });
    expect(await results()).toEqual(['closed']);
    expect(shop.gateway.calls.some(({ operation }) => operation === 'closeQuery')).toBe(true);
    expect(shop.audited).toMatchObject([{ act: 'payment.closeRequested', subject: payment.id }]);
  });

  it('that the payer pays while it is being closed is paid, and said so', async () => {
    const payment = await shop.place('alipay');
    await shop.payments.cancel(payment.id);
    await shop.pass(59 * SECOND);
    shop.gateway.fault('query', { kind: 'late', ms: 4 * SECOND });
    await shop.pass(3 * SECOND);
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(20 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
    expect(await results()).toEqual(['paidWhileClosing']);
  });

  it('whose close got lost is unknown, then closed', async () => {
    const payment = await shop.place('alipay');
    await shop.payments.cancel(payment.id);
    shop.gateway.fault('close', { kind: 'lost', when: 'after' });
    for (let i = 0; i < 80 && shop.gateway.order(payment.id)?.closeAt === null; i += 1) await shop.pass(SECOND);
    expect(await results()).toEqual(['unknown']);
    await shop.pass(20 * SECOND);
    expect(await results()).toEqual(['closed']);
    expect(await shop.wishes()).toEqual([]);
  });

  it('of UnionPay cannot be closed: refused at once, and followed to its expiry', async () => {
    const payment = await shop.place('unionpay');
    expect(await shop.payments.cancel(payment.id)).toMatchObject({ ok: false, error: { code: 'cannotClose' } });
    expect(await shop.payments.closes.orders()).toMatchObject([{ verdict: 'cannotClose' }]);
    await shop.pass(3 * MINUTE);
    expect(shop.gateway.calls.some(({ operation }) => operation === 'close')).toBe(false);
  });

  it('that turns out to be UnionPay’s is not tried again and again', async () => {
    const payment = await shop.place('unknown');
    shop.gateway.orders.get(payment.id)!.method = 'unionpay';
    await shop.payments.cancel(payment.id);
    await shop.pass(5 * MINUTE);
    expect(shop.gateway.calls.filter(({ operation }) => operation === 'close').length).toBe(1);
    expect(await results()).toEqual(['cannotClose']);
    expect(await shop.wishes()).toEqual([]);
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(2 * MINUTE);
    expect((await shop.reread(payment)).state).toBe('paid');
  });
});

describe('the dry run', () => {
  it('says of every order what closing it would come to, and sends nothing', async () => {
    const old = await shop.place('alipay');
    const paying = await shop.place('wechat');
    const union = await shop.place('unionpay');
    const wished = await shop.collect();
    await shop.payments.cancel(wished.id);
    await shop.pass(50 * SECOND);
    shop.gateway.act(paying.id, 'paying');
    await shop.pass(12 * SECOND);
    const young = await shop.collect();
    const before = shop.gateway.calls.filter(({ operation }) => operation === 'close').length;
    const orders = await shop.payments.closes.orders();
    const verdicts = new Map(orders.map(({ payment, verdict }) => [payment.id, verdict]));
    expect(verdicts.get(old.id)).toBe('close');
    expect(verdicts.get(paying.id)).toBe('paying');
    expect(verdicts.get(union.id)).toBe('cannotClose');
    expect(verdicts.get(young.id)).toBe('tooYoung');
    expect([undefined, 'closing']).toContain(verdicts.get(wished.id));
    expect(shop.gateway.calls.filter(({ operation }) => operation === 'close').length).toBe(before);
  });
});

describe('a bulk close', () => {
  it('tells each order’s own result', async () => {
    const plain = await shop.collect();
    const scan = await shop.place('alipay');
    const union = await shop.place('unionpay');
    const paid = await shop.collect();
    await shop.pass(70 * SECOND);
    shop.gateway.refuseQueries = null;
    shop.gateway.act(paid.id, 'paid');
    const job = shop.payments.closes.closeMany([plain, scan, union, paid].map(({ id }) => id));
    expect((await shop.finished(job.id)).state).toBe('done');
    const run = shop.payments.closes.run()!;
    expect(Object.fromEntries(run.rows.map(({ payment, result }) => [payment.id, result]))).toEqual({
      [plain.id]: 'closed',
      [scan.id]: 'closed',
      [union.id]: 'cannotClose',
      [paid.id]: 'paidWhileClosing',
    });
  });

  it('that is stopped leaves the rest alone, and what was begun goes on', async () => {
    const orders = [];
    for (let i = 0; i < 8; i += 1) orders.push(await shop.place('alipay'));
    await shop.pass(70 * SECOND);
    const job = shop.payments.closes.closeMany(orders.map(({ id }) => id));
    await shop.pass(500);
    shop.jobs.cancel(job.id);
    expect((await shop.finished(job.id)).state).toBe('cancelled');
    const now = shop.payments.closes.run()!.rows.map(({ result }) => result);
    expect(now.filter((result) => result === 'left').length).toBe(4);
    await shop.pass(60 * SECOND);
    const states = (await shop.all()).map(({ state }) => state);
    expect(states.filter((state) => state === 'closed').length).toBe(4);
    expect(states.filter((state) => state === 'waiting').length).toBe(4);
  });

  it('without an answer says unknown, and goes on by itself', async () => {
    const payment = await shop.place('alipay');
    await shop.pass(70 * SECOND);
    const nothing = { kind: 'unknown', reason: 'timeout', advice: 'confirming', detail: '', answer: null } as const;
    shop.gateway.refuseQueries = nothing;
    const job = shop.payments.closes.closeMany([payment.id]);
    await shop.finished(job.id);
    expect(shop.payments.closes.run()!.rows[0]!.result).toBe('scheduled');
    shop.gateway.refuseQueries = null;
    await shop.pass(60 * SECOND);
    expect((await shop.reread(payment)).state).toBe('closed');
  });
});

describe('a close query by hand', () => {
  it('is found by any number, and changes nothing', async () => {
    const payment = await shop.place('alipay');
    const asked = await shop.during(shop.payments.closes.ask(payment.requestNumber.slice(-8), null));
    expect(asked).toMatchObject({ ok: true, data: { close: 'none', payment: { id: payment.id } } });
    await shop.payments.cancel(payment.id);
    await shop.pass(80 * SECOND);
    const later = await shop.during(shop.payments.closes.ask(payment.requestNumber, null));
    expect(later).toMatchObject({ ok: true, data: { close: 'closed', order: 'closed' } });
  });

  it('asks for another till’s order by its number and day', async () => {
    const number = 'P20261123115900A2ABCDEFGH';
    const { requestDate, amount, expiresAt } = await shop.place('alipay');
    shop.gateway.place({
      product: 'aggregation',
      requestDate,
      requestNumber: number,
      amount,
      method: 'alipay',
      expiresAt,
    });
    await shop.pass(70 * SECOND);
    expect(await shop.during(shop.payments.closes.ask(number, null))).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    });
    void shop.gateway.closeAggregatedPayment(
      { requestDate, requestNumber: 'C1' },
      { requestDate, requestNumber: number, huifuNumber: null },
    );
    await shop.pass(5 * SECOND);
    expect(await shop.during(shop.payments.closes.ask(number, null))).toMatchObject({
      ok: true,
      data: { payment: null, close: 'closed', requestDate },
    });
  });
});

describe('a cashier, who sees their own orders', () => {
  it('closes them, and finds neither others’ orders nor their closes', async () => {
    const mine = await shop.place('alipay', { operatorId: 'li' });
    const others = await shop.place('alipay', { operatorId: 'wang' });
    await shop.pass(70 * SECOND);
    const { closes } = shop.payments;
    shop.scope = { operatorId: 'li', till: '09', since: mine.createdAt };
    expect((await closes.orders()).map(({ payment }) => payment.id)).toEqual([mine.id]);
    expect(await shop.during(closes.ask(mine.requestNumber, null))).toMatchObject({ data: { close: 'none' } });
    const calls = shop.gateway.calls.length;
    expect(await shop.during(closes.ask(others.requestNumber, null))).toMatchObject({ error: { code: 'notFound' } });
    expect(shop.gateway.calls.slice(calls).some(({ operation }) => operation === 'closeQuery')).toBe(false);

    await shop.finished(closes.closeMany([mine.id, others.id]).id);
    expect(closes.run()!.rows.map(({ payment }) => payment.id)).toEqual([mine.id]);
    expect((await shop.reread(others)).state).toBe('waiting');
    shop.scope = null;
    await shop.finished(closes.closeMany([others.id]).id);
    expect((await closes.history(null, 10)).rows.map(({ payment }) => payment.id)).toEqual([others.id, mine.id]);
    expect(closes.run()!.rows).toHaveLength(1);
    shop.scope = { operatorId: 'li', till: '09', since: mine.createdAt };
    expect((await closes.history(null, 10)).rows.map(({ payment }) => payment.id)).toEqual([mine.id]);
    expect(closes.run()).toBeNull();
  });
});
