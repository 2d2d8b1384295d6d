import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { instant } from '../../shared/domain/time.ts';
import { isOnTwoDays } from './clock.ts';
import { Shop } from './testing/shop.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 2026-11-23 at this time in Beijing, ms. */
const beijing = (hours: number, minutes = 0, seconds = 0) =>
  instant(Date.UTC(2026, 10, 23) + ((hours * 60 + minutes) * 60 + seconds) * SECOND - 8 * HOUR);

describe('isOnTwoDays', () => {
  it.each([
    ['noon, exact', beijing(12), 0, false],
    ['noon, 5 minutes off', beijing(12), 5 * MINUTE, false],
    ['noon, a day off', beijing(12), 24 * HOUR, true],
    ['a minute before midnight, 2 minutes off', beijing(23, 59), 2 * MINUTE, true],
    ['5 minutes before midnight, 2 minutes off', beijing(23, 55), 2 * MINUTE, true],
    ['5 minutes before midnight, half a minute off', beijing(23, 55), 30 * SECOND, false],
    ['5 minutes after midnight, 2 minutes off', beijing(0, 5), 2 * MINUTE, true],
    ['half past eleven at night, 2 minutes off', beijing(23, 30), 2 * MINUTE, false],
    ['a second before midnight, 2 seconds off', beijing(23, 59, 59), 2 * SECOND, true],
  ])('%s', (_, now, ahead, expected) => {
    expect(isOnTwoDays(now, ahead)).toBe(expected);
    expect(isOnTwoDays(instant(now + ahead), -ahead)).toBe(expected);
  });
});

describe('collecting', () => {
  let shop: Shop;
  afterEach(() => shop.close());
  const collect = () => shop.during(shop.payments.collect(randomUUID(), fen(1250), ''));

  it('on the wrong day is refused before anything is written or sent', async () => {
    shop = await Shop.open();
    shop.clockAhead = -24 * HOUR;
    expect(await collect()).toMatchObject({
      ok: false,
      error: { code: 'clockWrong', params: { pc: '2026-11-22 12:00:00', gateway: '2026-11-23 12:00:00' } },
    });
    expect(await shop.all()).toEqual([]);
    expect(shop.gateway.orders.size).toBe(0);
    expect(await shop.during(shop.payments.checkClock())).toMatchObject({ ok: false, error: { code: 'clockWrong' } });
  });

  it('works as soon as the clock is put right', async () => {
    shop = await Shop.open();
    shop.clockAhead = -24 * HOUR;
    expect(await collect()).toMatchObject({ ok: false });
    shop.clockAhead = 0;
    expect(await collect()).toMatchObject({ ok: true, data: { state: 'waiting', requestDate: '20261123' } });
  });

  it('notices a clock that is turned after the last answer', async () => {
    shop = await Shop.open();
    await shop.collect();
    shop.clockAhead = 13 * HOUR;
    expect(await collect()).toMatchObject({ ok: false, error: { code: 'clockWrong' } });
  });

  it('with five minutes off: goes on by day, not around midnight', async () => {
    shop = await Shop.open(beijing(23, 30));
    shop.clockAhead = 5 * MINUTE;
    expect(await collect()).toMatchObject({ ok: true });
    await shop.pass(20 * MINUTE);
    expect(await collect()).toMatchObject({ ok: false, error: { code: 'clockWrong' } });
  });

  it('waits out a second that belongs to two days', async () => {
    shop = await Shop.open(beijing(23, 59, 57));
    shop.clockAhead = 2 * SECOND;
    await shop.pass(1_500);
    const collected = await collect();
    expect(collected).toMatchObject({ ok: true, data: { requestDate: '20261124' } });
    for (const order of shop.gateway.orders.values()) expect(order.madeOn).toBe(order.requestDate);
  });

  it('asks the gateway once, not before every payment', async () => {
    shop = await Shop.open();
    for (let i = 0; i < 5; i += 1) await collect();
    expect(shop.gateway.calls.filter(({ operation }) => operation === 'clock').length).toBe(1);
  });

  it('is not refused because the gateway cannot be asked for the time', async () => {
    shop = await Shop.open();
    shop.gateway.fault('clock', { kind: 'lost', when: 'before' });
    expect(await collect()).toMatchObject({ ok: true });
  });
});
