import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { businessDateOf, instant } from '../../shared/domain/time.ts';
import { NOON } from '../ledger/testing/samples.ts';
import { Shop } from './testing/shop.ts';

/** Days brought up to date, after an outage and by hand. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const SECOND = 1_000;
const MINUTE = 60_000;
const today = businessDateOf(NOON);
const offline = { kind: 'notSent', reason: 'offline', detail: 'ENETUNREACH' } as const;

const calls = (operation: string) => shop.gateway.calls.filter((call) => call.operation === operation).length;

/** The line is dead for everything that is asked. */
async function outage(ms: number): Promise<void> {
  shop.gateway.refuseQueries = offline;
  await shop.pass(ms);
  expect(shop.health.isDown()).toBe(true);
}

describe('after an outage', () => {
  it('starts by itself, brings everything in by the bulk query, and leaves no gap', async () => {
    const payments = [];
    for (let i = 0; i < 12; i += 1) payments.push(await shop.collect());
    await outage(3 * MINUTE);
    for (const { id } of payments.slice(0, 9)) shop.gateway.act(id, 'paid');
    shop.gateway.refuseQueries = null;
    await shop.pass(10 * SECOND);
    const [report] = shop.payments.catchUp.reports();
    expect(report).toMatchObject({ automatic: true, dates: [today], gaps: 0, foreign: 0 });
    expect(report!.endedAt).not.toBeNull();
    const states = (await shop.all()).map(({ state }) => state);
    expect(states.filter((state) => state === 'paid').length).toBe(9);
    expect(calls('day')).toBe(1);
  });

  it('does nothing where nothing waits', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(5 * SECOND);
    shop.health.saw(offline);
    shop.health.saw(offline);
    expect(shop.health.isDown()).toBe(true);
    await shop.during(shop.payments.queryNow(payment.id));
    await shop.pass(5 * SECOND);
    expect(shop.payments.catchUp.reports()).toEqual([]);
  });
});

describe('by hand', () => {
  it.each(['refused', 'unreadable'] as const)('with a bulk query that is %s: by single queries', async (bulk) => {
    shop.gateway.bulk = bulk;
    for (let i = 0; i < 6; i += 1) await shop.collect();
    const job = shop.payments.catchUp.start([today], false);
    expect(await shop.finished(job.id)).toMatchObject({ state: 'done', done: 6, total: 6 });
    expect(shop.payments.catchUp.reports()[0]).toMatchObject({
      bulkAnswers: 0,
      singleAnswers: 6,
      stillOpen: 6,
      gaps: 0,
    });
  });

  it('finds money that came to an order after its end', async () => {
    const payment = await shop.collect();
    await shop.pass(13 * MINUTE);
    expect((await shop.reread(payment)).state).toBe('closed');
    shop.gateway.order(payment.id)!.state = 'paid';
    const job = shop.payments.catchUp.start([today], false);
    await shop.finished(job.id);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
  });

  it('counts the orders of other tills, and does not believe another amount', async () => {
    const payment = await shop.collect();
    const { requestDate, expiresAt } = payment;
    const other = { product: 'hosting', requestDate, method: 'wechat', expiresAt } as const;
    shop.gateway.place({ ...other, requestNumber: 'P20261123115900A2ABCDEFGH', amount: fen(900) });
    shop.gateway.order(payment.id)!.amount = fen(1);
    shop.gateway.order(payment.id)!.state = 'paid';
    const job = shop.payments.catchUp.start([today], false);
    await shop.finished(job.id);
    expect(shop.payments.catchUp.reports()[0]).toMatchObject({ foreign: 1, bulkAnswers: 0, singleAnswers: 1 });
    expect((await shop.reread(payment)).state).not.toBe('paid');
  });

  it('without a line to the gateway says how many gaps are left, and why', async () => {
    await shop.collect();
    await outage(10 * SECOND);
    shop.gateway.fault('day', { kind: 'answer', outcome: offline });
    const job = shop.payments.catchUp.start([today], false);
    expect(await shop.finished(job.id)).toMatchObject({ state: 'failed', error: 'offline' });
    expect(shop.payments.catchUp.reports()[0]).toMatchObject({ gaps: 1 });
  });

  it('keeps within the limits and can be stopped', async () => {
    shop.gateway.bulk = 'refused';
    for (let i = 0; i < 40; i += 1) await shop.collect();
    await shop.pass(160 * SECOND);
    const from = performance.now();
    const job = shop.payments.catchUp.start([today], false);
    await shop.pass(4 * SECOND);
    shop.jobs.cancel(job.id);
    expect((await shop.finished(job.id)).state).toBe('cancelled');
    const asked = shop.gateway.calls.filter(({ operation, at }) => operation === 'query' && at >= from);
    expect(asked.length).toBeLessThan(40);
    for (let i = 5; i < asked.length; i += 1) {
      expect(asked[i]!.at - asked[i - 5]!.at).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('is not made twice for one day, and bookings wait for its end', async () => {
    shop.gateway.bulk = 'refused';
    const payments = [];
    for (let i = 0; i < 30; i += 1) {
      payments.push(await shop.collect());
      await shop.pass(SECOND);
    }
    await outage(160 * SECOND);
    for (const { id } of payments) shop.gateway.act(id, 'paid');
    shop.gateway.refuseQueries = null;
    const before = shop.gateway.calls.length;
    const job = shop.payments.catchUp.start([today], false);
    expect(shop.payments.catchUp.start([today], false).id).toBe(job.id);
    expect(await shop.finished(job.id)).toMatchObject({ state: 'done', done: 30, total: 30 });
    expect(shop.payments.catchUp.reports().map(({ jobId }) => jobId)).toEqual([job.id]);
    // Each payment has been asked for before one is asked for again; the newest may be asked for beside it.
    const asked = shop.gateway.calls.slice(before).filter(({ operation }) => operation === 'query');
    expect(new Set(asked.slice(0, 30 + 1).map(({ order }) => order)).size).toBe(30);
  });

  it('takes a day that is over', async () => {
    const payment = await shop.collect();
    shop.gateway.refuseQueries = offline;
    await shop.pass(11 * MINUTE);
    shop.gateway.refuseQueries = null;
    const day = businessDateOf(instant(NOON));
    const job = shop.payments.catchUp.start([day], false);
    await shop.finished(job.id);
    expect((await shop.reread(payment)).state).toBe('closed');
  });
});
