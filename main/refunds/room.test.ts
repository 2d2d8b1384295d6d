import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../shared/contract/errors.ts';
import { fen } from '../../shared/domain/money.ts';
import { failure } from '../log/failure.ts';
import { LedgerFault } from '../ledger/types.ts';
import { RefundShop } from './testing/refundShop.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

let shop: RefundShop;
beforeEach(async () => {
  shop = await RefundShop.open();
});
afterEach(() => shop.close());

const codeOf = (answer: Answered<unknown>) => (answer.ok ? 'ok' : answer.error.code);
const sent = () => shop.gateway.calls.filter(({ operation }) => operation === 'refund').length;

describe('a refund', () => {
  it('is on its way at once, and refunded only when the gateway says so', async () => {
    const order = await shop.paid();
    const answer = await shop.refund(order, 400);
    expect(answer).toMatchObject({ ok: true, data: { state: 'refunding', amount: 400, fee: 2, route: 'hosting' } });
    await shop.pass(MINUTE);
    expect((await shop.all())[0]!.state).toBe('refunding');
    shop.gateway.finish((await shop.all())[0]!.id, 'S');
    await shop.pass(10 * MINUTE, 5 * SECOND);
    expect((await shop.all())[0]).toMatchObject({ state: 'refunded', actual: 400 });
    const seen = await shop.refunds.ofPayment(order.id);
    expect(seen).toMatchObject({ data: { balance: { refunded: 400, underWay: 0, refundable: 600 } } });
    expect(shop.audited.map(({ act }) => act)).toEqual(['refund.requested', 'refund.ended']);
  });

  it('is asked for at once when a notification speaks of it, and only the answer moves it', async () => {
    const order = await shop.paid();
    await shop.refund(order, 400);
    const { id } = (await shop.all())[0]!;
    const notice = {
      requestNumber: id,
      requestDate: null,
      huifuNumber: null,
      orderNumber: order.requestNumber,
      state: 'refunded',
      respCode: '00000000',
      respDesc: '',
    } as const;
    const told = async () => {
      const done = shop.refunds.noticed(notice);
      await shop.pass(3 * SECOND);
      return done;
    };
    expect(await told()).toBe(true);
    expect((await shop.all())[0]!.state).toBe('refunding');
    shop.gateway.finish(id, 'S');
    expect(await told()).toBe(true);
    expect((await shop.all())[0]).toMatchObject({ state: 'refunded', actual: 400 });
    const lines = (await shop.ledger.refundEvents(id)).filter(({ kind }) => kind === 'notice');
    expect(lines.map(({ detail }) => detail)).toEqual(['refunded', 'refunded']);
    expect(await shop.refunds.noticed({ ...notice, requestNumber: 'R1' })).toBe(false);
  });

  it('has its intent, its number and its audit row on disk before a byte of it leaves', async () => {
    const order = await shop.paid();
    const real = shop.gateway.refund.bind(shop.gateway);
    let onDisk: unknown = null;
    shop.gateway.refund = async (request) => {
      onDisk = {
        refund: (await shop.ledger.refund(request.call.requestNumber))?.state,
        audit: shop.audited.map(({ act, subject }) => [act, subject === request.call.requestNumber]),
      };
      return real(request);
    };
    await shop.refund(order);
    expect(onDisk).toEqual({ refund: 'unknown', audit: [['refund.requested', true]] });
  });

  it('goes back in parts until nothing is left, and the fees come back to the fen', async () => {
    const order = await shop.paid(1000);
    for (const amount of [333, 333, 334]) {
      expect(codeOf(await shop.refund(order, amount))).toBe('ok');
      shop.gateway.finish((await shop.all())[0]!.id, 'S');
      await shop.pass(4 * SECOND);
    }
    const refunds = await shop.all();
    expect(refunds.map(({ state }) => state)).toEqual(['refunded', 'refunded', 'refunded']);
    expect(refunds.reduce((sum, { fee }) => sum + fee!, 0)).toBe(5);
    expect(codeOf(await shop.refund(order, 1))).toBe('refundTooMuch');
    expect(sent()).toBe(3);
  });

  it.each([
    [0, 'refundTooMuch'],
    [1001, 'refundTooMuch'],
  ])('of %d fen is refused without asking anybody', async (amount, code) => {
    const order = await shop.paid();
    const shown = await shop.refunds.prepare({ paymentId: order.id });
    expect(codeOf(await shop.confirm(order, shown.ok ? shown.data.number : '', amount))).toBe(code);
    expect(shop.gateway.calls).toEqual([]);
  });

  it('needs the tail of the order, a reason from the list, a paid order within the window, and somebody signed in', async () => {
    const order = await shop.paid();
    const shown = await shop.refunds.prepare({ paymentId: order.id });
    const number = shown.ok ? shown.data.number : '';
    const wish = { paymentId: order.id, number, amount: fen(100), reason: '商品退货', approvalId: null };
    expect(codeOf(await shop.refunds.request({ ...wish, tail: '0' }))).toBe('refundTail');
    const tail = order.requestNumber.slice(-4);
    expect(codeOf(await shop.refunds.request({ ...wish, tail, reason: '不在列表里' }))).toBe('stateChanged');
    const old = await shop.paid(1000, { requestDate: '20251101' as never });
    expect(codeOf(await shop.refund(old))).toBe('refundTooOld');
    shop.actor = null;
    expect(codeOf(await shop.refunds.request({ ...wish, tail }))).toBe('locked');
    expect(shop.gateway.calls).toEqual([]);
  });

  it('is refused on a wrong date before anything is written, asked or approved, and possible once the clock is right', async () => {
    const order = await shop.paid();
    const params = { pc: '2026-11-22 12:00:00', gateway: '2026-11-23 12:00:00' };
    shop.clock = failure('clockWrong', { params });
    expect(await shop.refund(order)).toMatchObject({ ok: false, error: { code: 'clockWrong', params } });
    expect(await shop.all()).toEqual([]);
    expect(shop.gateway.calls).toEqual([]);
    expect(shop.audited).toEqual([]);
    shop.calm();
    expect(codeOf(await shop.refund(order))).toBe('ok');
    expect(sent()).toBe(1);
  });

  it('is out of date when midnight passed while the order was asked for', async () => {
    const order = await shop.paid();
    const real = shop.gateway.queryHostedPayment.bind(shop.gateway);
    shop.gateway.queryHostedPayment = (...given) => {
      shop.clockAhead = DAY;
      return real(...given);
    };
    expect(codeOf(await shop.refund(order))).toBe('stateChanged');
    expect(await shop.all()).toEqual([]);
    expect(sent()).toBe(0);
  });

  it('waits for the booking', async () => {
    const order = await shop.paid();
    shop.gateway.orders.get(order.requestNumber)!.booked = false;
    expect(codeOf(await shop.refund(order))).toBe('refundNotBooked');
    expect(sent()).toBe(0);
  });
});

describe('a lost answer', () => {
  it.each(['before', 'after'] as const)(
    'lost %s its effect: unknown, and no other refund of the order',
    async (when) => {
      const order = await shop.paid();
      shop.gateway.appearsAfter = 2 * SECOND;
      shop.gateway.fault('refund', { kind: 'lost', when });
      expect(await shop.refund(order, 400)).toMatchObject({ data: { state: 'unknown', endReason: null } });
      expect(codeOf(await shop.refund(order, 100))).toBe('refundOpen');
      await shop.pass(30 * SECOND);
      const [refund] = await shop.all();
      expect(refund!.state).toBe(when === 'after' ? 'refunding' : 'unknown');
      await shop.pass(20 * MINUTE, 5 * SECOND);
      // Never taken for failed, however often the gateway says that it does not know it.
      expect((await shop.all()).map(({ state }) => state)).toEqual([when === 'after' ? 'refunding' : 'unknown']);
      expect(sent()).toBe(1);
    },
  );

  it('may be sent again after two minutes, with the same number only', async () => {
    const order = await shop.paid();
    shop.gateway.fault('refund', { kind: 'lost', when: 'before' });
    await shop.refund(order, 400);
    const [refund] = await shop.all();
    expect(codeOf(await shop.refunds.resend(refund!.id))).toBe('stateChanged');
    await shop.pass(2 * MINUTE);
    const resending = [shop.refunds.resend(refund!.id), shop.refunds.resend(refund!.id)];
    await shop.pass(10 * SECOND);
    expect((await Promise.all(resending)).map(codeOf)).toEqual(['ok', 'ok']);
    expect((await shop.all()).map(({ id, state }) => [id, state])).toEqual([[refund!.id, 'refunding']]);
    expect([...shop.gateway.refunds.keys()]).toEqual([refund!.id]);
    expect(sent()).toBe(2);
  });

  it('that is found when it is to be sent again is not sent again', async () => {
    const order = await shop.paid();
    shop.gateway.appearsAfter = 125 * SECOND;
    shop.gateway.fault('refund', { kind: 'lost', when: 'after' });
    await shop.refund(order, 400);
    const [refund] = await shop.all();
    // The poller is kept from finding it first.
    shop.gateway.fault('refundQuery', { kind: 'late', ms: 1 });
    await shop.pass(126 * SECOND);
    const resending = shop.refunds.resend(refund!.id);
    await shop.pass(5 * SECOND);
    await resending;
    expect((await shop.reread(refund!.id)).state).toBe('refunding');
    expect(sent()).toBe(1);
  });

  it('survives a restart: only the same number is asked for', async () => {
    const order = await shop.paid();
    shop.gateway.fault('refund', { kind: 'lost', when: 'after' });
    shop.gateway.appearsAfter = HOUR;
    await shop.refund(order, 400);
    await shop.crash();
    expect(codeOf(await shop.refund(order, 400))).toBe('refundOpen');
    shop.gateway.appearsAfter = 0;
    await shop.pass(2 * MINUTE);
    expect((await shop.all())[0]!.state).toBe('refunding');
    const asked = shop.gateway.calls.filter(({ operation }) => operation === 'refundQuery');
    expect(new Set(asked.map(({ number }) => number)).size).toBe(1);
  });
});

describe('a refusal', () => {
  it('is final once the gateway does not know the number either', async () => {
    const order = await shop.paid();
    shop.gateway.funds = 100;
    expect(await shop.refund(order, 400)).toMatchObject({
      data: { state: 'failed', endReason: 'refused', failureCode: '23000003', failureText: '账户余额不足' },
    });
    // The order is free again.
    await shop.pass(3 * SECOND);
    expect(await shop.refund(order, 100)).toMatchObject({ data: { state: 'refunding' } });
  });

  it('that is wrong is found out: the refund stands', async () => {
    const order = await shop.paid();
    const real = shop.gateway.refund.bind(shop.gateway);
    shop.gateway.refund = async (request) => {
      await real(request);
      return { kind: 'rejected', advice: 'unknownCode', answer: shop.gateway.answer('90000000', '系统繁忙') };
    };
    expect(await shop.refund(order, 400)).toMatchObject({ data: { state: 'refunding', failureCode: null } });
  });

  it('that cannot be confirmed leaves it unknown until it can', async () => {
    const order = await shop.paid();
    shop.gateway.funds = 0;
    shop.gateway.fault('refundQuery', { kind: 'lost', when: 'before' });
    expect(await shop.refund(order, 400)).toMatchObject({ data: { state: 'unknown', endReason: 'refused' } });
    expect(codeOf(await shop.refund(order, 400))).toBe('refundOpen');
    await shop.pass(2 * MINUTE);
    expect((await shop.all())[0]).toMatchObject({ state: 'failed', endReason: 'refused' });
  });

  it('to connect is believed only after a query: the connection may have been an old one', async () => {
    const order = await shop.paid();
    shop.gateway.fault('refund', { kind: 'seemsNotSent' });
    expect(await shop.refund(order, 400)).toMatchObject({ data: { state: 'refunding', endReason: null } });
    const other = await shop.paid();
    const notSent = { kind: 'notSent', reason: 'refused', detail: 'ECONNREFUSED' } as const;
    shop.gateway.fault('refund', { kind: 'answer', outcome: notSent });
    expect(await shop.refund(other, 400)).toMatchObject({ data: { state: 'unknown', endReason: 'notSent' } });
    await shop.pass(3 * MINUTE, SECOND);
    expect((await shop.refunds.ofPayment(other.id)).ok && (await shop.ledger.refundsOf(other.id))[0]).toMatchObject({
      state: 'failed',
      endReason: 'notSent',
    });
  });

  it('of the keychain ends it before anything left', async () => {
    const order = await shop.paid();
    const shown = await shop.refunds.prepare({ paymentId: order.id });
    shop.keychain = failure('keychainLocked');
    expect(codeOf(await shop.confirm(order, shown.ok ? shown.data.number : '', 100))).toBe('keychainLocked');
    expect(await shop.all()).toEqual([]);
  });
});

describe('money that could not be returned', () => {
  it('stands on the worklist until somebody has seen to it', async () => {
    const order = await shop.paid();
    await shop.refund(order, 400);
    const [refund] = await shop.all();
    shop.gateway.finish(refund!.id, 'F');
    await shop.pass(4 * SECOND);
    expect(await shop.refunds.detail(refund!.id)).toMatchObject({
      data: { refund: { state: 'failed', endReason: 'channel' }, trouble: 'notReturned' },
    });
    expect(await shop.refunds.totals()).toMatchObject({ troubleCount: 1 });
    await shop.refunds.handled(refund!.id);
    expect(await shop.refunds.totals()).toMatchObject({ troubleCount: 0 });
    expect((await shop.refunds.list({ show: 'trouble' }, null, 10)).rows).toEqual([]);
  });

  it('is asked for ever more seldom, and at once after a long pause', async () => {
    const order = await shop.paid();
    await shop.refund(order, 400);
    const [refund] = await shop.all();
    const asked = () => shop.gateway.calls.filter(({ operation }) => operation === 'refundQuery').length;
    await shop.pass(MINUTE + SECOND);
    expect(asked()).toBe(4);
    await shop.pass(2 * HOUR, MINUTE);
    expect(asked()).toBe(6);
    expect(await shop.refunds.detail(refund!.id)).toMatchObject({
      data: { nextQueryAt: refund!.sentAt! + DAY, trouble: null },
    });
    await shop.pass(4 * DAY, HOUR);
    expect(asked()).toBe(10);
    expect(await shop.refunds.totals()).toMatchObject({ troubleCount: 1 });
  });
});

describe('a ledger that was restored from a backup', () => {
  it('meets the refunds made since, and sends nothing until they are recorded', async () => {
    const order = await shop.paid();
    const copy = await shop.backUp();
    await shop.refund(order, 700);
    shop.gateway.finish((await shop.all())[0]!.id, 'S');
    await shop.restore(copy);
    expect(await shop.all()).toEqual([]);
    const refused = await shop.refund(order, 1000);
    expect(refused).toMatchObject({
      error: { code: 'refundBalanceDiffers', params: { here: '10.00', there: '3.00' } },
    });
    expect(sent()).toBe(1);
    const adopting = shop.refunds.adopt(order.id);
    await shop.pass(3 * SECOND);
    expect(await adopting).toMatchObject({ data: { balance: { refunded: 700, refundable: 300, returnedFee: 3 } } });
    await shop.pass(3 * SECOND);
    const last = shop.refund(order);
    await shop.pass(3 * SECOND);
    expect(await last).toMatchObject({ data: { amount: 300, state: 'refunding', fee: 2 } });
  });

  it('does not adopt what nobody refunded', async () => {
    const order = await shop.paid();
    expect(codeOf(await shop.refunds.adopt(order.id))).toBe('stateChanged');
  });
});

describe('a disk that is full', () => {
  it('when the sending is to be noted: nothing left, and the intent is ended', async () => {
    const order = await shop.paid();
    shop.failLedger('moveRefund', new LedgerFault('full', 'disk full'));
    await expect(shop.refund(order, 400)).rejects.toMatchObject({ kind: 'full' });
    expect(shop.gateway.refunds.size).toBe(0);
    await shop.pass(10 * SECOND);
    expect((await shop.all()).map(({ state, endReason }) => [state, endReason])).toEqual([['failed', 'notSent']]);
  });
});
