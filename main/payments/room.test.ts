import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { failure } from '../log/failure.ts';
import { LedgerFault } from '../ledger/types.ts';
import { Shop } from './testing/shop.ts';

/** Payments over time: clocks that jump, calls that cross, machines that fail in the wrong moment. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const full = () => new LedgerFault('full', 'disk full');

function calls(operation: string, payment?: Payment): number[] {
  return shop.gateway.calls
    .filter((c) => c.operation === operation && (!payment || c.order === payment.id))
    .map((c) => c.at);
}

describe('a clock that jumps', () => {
  it('forward: a link that can still be paid is not called expired, and its payment is seen', async () => {
    const payment = await shop.collect();
    shop.clockAhead = 13 * MINUTE;
    await shop.pass(10 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'waiting' });
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(MINUTE);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: null });
  });

  it('ahead all the time: followed until the gateway itself lets the link expire', async () => {
    shop.clockAhead = 5 * MINUTE;
    const payment = await shop.collect();
    await shop.pass(14 * MINUTE);
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(2 * MINUTE);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: null });
  });

  it('backward: the payment is seen as fast as ever', async () => {
    const payment = await shop.collect();
    await shop.pass(10 * SECOND);
    shop.clockAhead = -HOUR;
    await shop.pass(2 * SECOND);
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(6 * SECOND);
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('backward: many payments at once do not stop the asking', async () => {
    for (let i = 0; i < 8; i += 1) await shop.collect();
    const payment = await shop.collect();
    await shop.pass(10 * SECOND);
    shop.clockAhead = -HOUR;
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(10 * SECOND);
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('backward: a close that waits goes out as if nothing had happened', async () => {
    const payment = await shop.collect();
    shop.clockAhead = -HOUR;
    await shop.payments.cancel(payment.id);
    await shop.pass(65 * SECOND);
    expect((await shop.reread(payment)).state).toBe('closed');
  });
});

describe('the limits of the gateway', () => {
  it('are kept by poller, close and operator together', async () => {
    const open = [];
    for (let i = 0; i < 12; i += 1) open.push(await shop.collect());
    for (const payment of open) shop.gateway.act(payment.id, 'open');
    await shop.pass(58 * SECOND);
    for (const payment of open) await shop.payments.cancel(payment.id);
    const byHand = open.map((payment) => shop.payments.queryNow(payment.id));
    await shop.pass(15 * SECOND);
    await Promise.all(byHand);
    const all = calls('query');
    for (let i = 5; i < all.length; i += 1) expect(all[i]! - all[i - 5]!).toBeGreaterThanOrEqual(1_000);
    for (const payment of open) {
      const own = calls('query', payment);
      for (let i = 1; i < own.length; i += 1) expect(own[i]! - own[i - 1]!).toBeGreaterThanOrEqual(2_000);
    }
  });

  it('"too much" means a minute of quiet', async () => {
    const payment = await shop.collect();
    const answer = shop.gateway.answer('HTTP 911');
    shop.gateway.fault('query', {
      kind: 'answer',
      outcome: { kind: 'throttled', advice: 'throttled', retryAfterMs: MINUTE, answer },
    });
    await shop.pass(2_500);
    expect(calls('query').length).toBe(1);
    await shop.payments.cancel(payment.id);
    await shop.pass(58 * SECOND);
    expect(calls('query').length).toBe(1);
    await shop.pass(10 * SECOND);
    expect(calls('query').length).toBeGreaterThan(1);
  });

  it('a gateway that refuses to say anything is not asked without end at full speed', async () => {
    await shop.collect();
    shop.gateway.refuseQueries = {
      kind: 'rejected',
      advice: 'requestSignature',
      answer: shop.gateway.answer('HTTP 922'),
    };
    await shop.pass(13 * MINUTE);
    const before = calls('query').length;
    await shop.pass(5 * MINUTE);
    expect(calls('query').length - before).toBeLessThanOrEqual(6);
  });
});

describe('an order that the gateway knew', () => {
  it('is not closed because a later query does not find it', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'paying');
    await shop.pass(5 * SECOND);
    expect((await shop.reread(payment)).state).toBe('processing');
    shop.gateway.refuseQueries = { kind: 'notFound', advice: 'notOpenedYet', answer: shop.gateway.answer('99010003') };
    await shop.pass(13 * MINUTE);
    expect((await shop.reread(payment)).state).toBe('processing');
  });

  it('is asked for beyond its expiry while the payer is paying', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'paying');
    await shop.pass(20 * MINUTE);
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(2 * MINUTE);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: null });
  });
});

describe('closing', () => {
  it('notes one wish, however often it is pressed', async () => {
    const payment = await shop.collect();
    await Promise.all([1, 2, 3].map(() => shop.payments.cancel(payment.id)));
    expect((await shop.wishes()).length).toBe(1);
  });

  it('does not lose the wish when the disk is full after the close was sent', async () => {
    const payment = await shop.collect();
    await shop.payments.cancel(payment.id);
    shop.failLedger('movePayment', full(), ([, , to]) => to === 'closed');
    await shop.pass(3 * MINUTE);
    expect(await shop.reread(payment)).toMatchObject({ state: 'closed' });
    expect(await shop.wishes()).toEqual([]);
    expect(await shop.payments.detail(payment.id)).toMatchObject({ data: { closing: null } });
  });

  it('does not lose the wish when the answer cannot be noted', async () => {
    const payment = await shop.collect();
    await shop.payments.cancel(payment.id);
    shop.gateway.fault('close', { kind: 'lost', when: 'before' });
    shop.failLedger('movePayment', full(), ([, , , , event]) => (event as { kind: string })?.kind === 'closeAnswer');
    await shop.pass(4 * MINUTE);
    expect(shop.gateway.order(payment.id)?.state).toBe('closed');
    expect((await shop.reread(payment)).state).toBe('closed');
  });

  it('keeps the wish on disk while a refused close is asked after', async () => {
    const payment = await shop.collect();
    await shop.payments.cancel(payment.id);
    const answer = shop.gateway.answer('20000001');
    shop.gateway.fault('close', {
      kind: 'answer',
      outcome: { kind: 'throttled', advice: 'tooFast', retryAfterMs: MINUTE, answer },
    });
    await shop.pass(61 * SECOND);
    for (let i = 0; i < 8 && calls('close').length === 0; i += 1) await shop.pass(SECOND);
    expect(calls('close').length).toBe(1);
    shop.gateway.fault('query', { kind: 'late', ms: 20 * SECOND });
    await shop.pass(3 * SECOND);
    await shop.crash();
    expect((await shop.wishes()).length).toBe(1);
    await shop.pass(2 * MINUTE);
    expect((await shop.reread(payment)).state).toBe('closed');
    expect(await shop.wishes()).toEqual([]);
  });

  it('says that a payment came all the same, also when the disk was full at that moment', async () => {
    const payment = await shop.collect();
    await shop.payments.cancel(payment.id);
    shop.gateway.act(payment.id, 'paid');
    shop.failLedger('movePayment', full(), ([, , , patch]) => (patch as Partial<Payment>).alert !== undefined);
    await shop.pass(3 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: null });
    await shop.crash();
    await shop.pass(2 * MINUTE);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
    expect(await shop.wishes()).toEqual([]);
  });

  it('a close that was accepted while the payer is paying is no end yet', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'paying');
    await shop.payments.cancel(payment.id);
    await shop.pass(70 * SECOND);
    expect((await shop.reread(payment)).state).toBe('processing');
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(20 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
  });

  it('asks once more after the close, and says loudly what it finds', async () => {
    const payment = await shop.collect();
    await shop.payments.cancel(payment.id);
    for (let i = 0; i < 80 && (await shop.reread(payment)).state !== 'closed'; i += 1) await shop.pass(SECOND);
    shop.gateway.order(payment.id)!.state = 'paid';
    await shop.pass(5 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
  });
});

describe('sending', () => {
  it('again while the first answer is still out waits for that answer', async () => {
    shop.gateway.fault('preorder', { kind: 'late', ms: 10 * SECOND });
    const answer = shop.gateway.answer('HTTP 911');
    shop.gateway.fault('preorder', {
      kind: 'answer',
      outcome: { kind: 'throttled', advice: 'throttled', retryAfterMs: MINUTE, answer },
    });
    const first = shop.payments.collect(randomUUID(), fen(100), '');
    await shop.pass(SECOND);
    const [standing] = await shop.payments.open();
    const again = shop.payments.resend(standing!.id);
    await shop.pass(15 * SECOND);
    expect(await first).toMatchObject({ ok: true, data: { state: 'waiting' } });
    expect(await again).toMatchObject({ ok: true, data: { state: 'waiting' } });
    expect((await shop.reread(standing!)).link).not.toBeNull();
  });

  it('comes to its end before the room is left', async () => {
    shop.gateway.fault('preorder', { kind: 'late', ms: 2 * SECOND });
    const collecting = shop.payments.collect(randomUUID(), fen(100), '');
    await shop.pass(SECOND);
    let left = false;
    const leaving = shop.payments.stop().then(() => (left = true));
    await shop.settle();
    expect(left).toBe(false);
    await shop.pass(3 * SECOND);
    await leaving;
    expect(await collecting).toMatchObject({ ok: true, data: { state: 'waiting' } });
  });
});

describe('a start', () => {
  it('goes on when one of the payments cannot be tidied', async () => {
    const paid = await shop.collect();
    shop.failLedger('movePayment', full());
    await expect(shop.payments.collect(randomUUID(), fen(100), '')).rejects.toThrow('disk full');
    shop.gateway.act(paid.id, 'paid');
    shop.failLedger('movePayment', full(), ([, from]) => from === 'created');
    await shop.crash();
    await shop.pass(6 * SECOND);
    expect((await shop.reread(paid)).state).toBe('paid');
  });

  it('with a locked keychain follows everything once it is open', async () => {
    const payment = await shop.collect();
    shop.keychain = failure('keychainLocked');
    await shop.crash();
    await shop.pass(20 * MINUTE);
    shop.keychain = null;
    await shop.pass(2 * MINUTE);
    expect(await shop.reread(payment)).toMatchObject({ state: 'closed', endReason: 'expired' });
  });
});
