import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../log/failure.ts';
import { Shop } from './testing/shop.ts';

/** What is asked for when nobody asked: booking after the payment, and a keychain that gives no key. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const SECOND = 1_000;
const MINUTE = 60_000;
const queries = () => shop.gateway.calls.filter(({ operation }) => operation === 'query').length;

async function paid() {
  const payment = await shop.collect();
  shop.gateway.act(payment.id, 'paid');
  await shop.pass(3 * SECOND);
  expect(await shop.reread(payment)).toMatchObject({ state: 'paid', booking: 'pending' });
  return payment;
}

describe('booking', () => {
  it('of a paid payment is asked for until it is known, and then no more', async () => {
    const payment = await paid();
    shop.gateway.order(payment.id)!.booked = true;
    await shop.pass(6 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', booking: 'booked', alert: null });
    const before = queries();
    await shop.pass(40 * MINUTE);
    expect(queries()).toBe(before);
  });

  it('is asked for ever more seldom, and left to others after half an hour', async () => {
    await paid();
    const before = queries();
    await shop.pass(35 * MINUTE);
    expect(queries() - before).toBeLessThanOrEqual(14);
    const late = queries();
    await shop.pass(60 * MINUTE);
    expect(queries()).toBe(late);
  });

  it('does not count as waiting, and never moves what is paid', async () => {
    const payment = await paid();
    expect(shop.health.current().waiting).toBe(0);
    shop.gateway.order(payment.id)!.state = 'closed';
    await shop.pass(6 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: 'contradicted' });
  });

  it('is asked for again after a restart', async () => {
    const payment = await paid();
    await shop.crash();
    shop.gateway.order(payment.id)!.booked = true;
    await shop.pass(10 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ booking: 'booked' });
  });

  it('stays booked, though an older answer comes later', async () => {
    const payment = await paid();
    const early = { booking: 'pending' as const, fee: null };
    const late = { booking: 'booked' as const };
    expect(await shop.ledger.movePayment(payment.id, 'paid', 'paid', late, null)).toBe(true);
    expect(await shop.ledger.movePayment(payment.id, 'paid', 'paid', early, null)).toBe(true);
    expect(await shop.reread(payment)).toMatchObject({ booking: 'booked' });
  });
});

describe('a keychain that gives no key', () => {
  let reads = 0;
  const locked = () => {
    reads = 0;
    shop.keychain = failure('keychainLocked');
    shop.keyRead = () => (reads += 1);
  };

  it('is asked again after 5 s, 10 s, 20 s, 40 s, then once a minute, whatever waits', async () => {
    for (let i = 0; i < 5; i += 1) await shop.collect();
    locked();
    await shop.pass(4 * SECOND);
    // Those that were due at the same moment may have asked together.
    const atOnce = reads;
    expect(atOnce).toBeLessThanOrEqual(4);
    await shop.pass(5 * MINUTE);
    expect(reads - atOnce).toBeLessThanOrEqual(8 * 4);
    const before = reads;
    await shop.pass(10 * MINUTE);
    expect(reads - before).toBeLessThanOrEqual(11 * 4);
  });

  it('that is unlocked is used at once when somebody says so', async () => {
    const payment = await shop.collect();
    locked();
    await shop.pass(2 * MINUTE);
    shop.gateway.act(payment.id, 'paid');
    shop.keychain = null;
    shop.payments.keysChanged();
    await shop.pass(3 * SECOND);
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('that is unlocked by a charge is used for everything that waits', async () => {
    const payment = await shop.collect();
    locked();
    await shop.pass(2 * MINUTE);
    shop.gateway.act(payment.id, 'paid');
    shop.keychain = null;
    await shop.collect();
    await shop.pass(3 * SECOND);
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('holds up no close for ever', async () => {
    const payment = await shop.collect();
    await shop.payments.cancel(payment.id);
    locked();
    await shop.pass(2 * MINUTE);
    shop.keychain = null;
    await shop.pass(2 * MINUTE);
    expect((await shop.reread(payment)).state).toBe('closed');
  });
});
