import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridgeDay, bridgeSum, minuteText, shopDayOf, type DatedTrade } from './shopDay.ts';
import { addDays, businessDateOf, instant, startOfBusinessDate, type BusinessDate } from './time.ts';

const DAY = '20261123' as BusinessDate;
const at = (hours: number) => instant(startOfBusinessDate(DAY) + hours * 3_600_000);
const trade = (id: string, hours: number, over: Partial<DatedTrade> = {}): DatedTrade => ({
  kind: 'payment',
  id,
  paymentId: id,
  gatewayDay: businessDateOf(at(hours)),
  at: at(hours),
  amount: 100,
  ...over,
});

describe('the shop’s day and the gateway’s', () => {
  it('names the orders that cross, either way', () => {
    const bridge = bridgeDay(DAY, 360, [trade('late', 3), trade('day', 12), trade('night', 27), trade('next', 31)]);
    expect(bridge.leaving.map(({ id }) => id)).toEqual(['late']);
    expect(bridge.joining.map(({ id }) => id)).toEqual(['night']);
    expect([bridge.gateway.net, bridge.shop.net]).toEqual([200, 200]);
    expect(minuteText(360)).toBe('06:00');
    expect(shopDayOf(at(5.99), 360)).toBe('20261122');
  });

  it('are the same for a shop that closes before midnight', () => {
    const bridge = bridgeDay(DAY, 0, [trade('a', 9), trade('b', 23.9)]);
    expect([bridge.leaving, bridge.joining]).toEqual([[], []]);
  });

  it('always tie: gateway − leaving + joining = shop', () => {
    const trades = fc.array(
      fc.record({
        hours: fc.double({ min: -24, max: 48, noNaN: true }),
        amount: fc.nat(),
        refund: fc.boolean(),
        off: fc.integer({ min: -1, max: 1 }),
      }),
    );
    fc.assert(
      fc.property(trades, fc.integer({ min: 0, max: 1439 }), (list, start) => {
        const all = list.map(({ hours, amount, refund, off }, i) => {
          const moment = instant(Math.round(at(0) + hours * 3_600_000));
          return trade(String(i), 0, {
            at: moment,
            amount,
            kind: refund ? 'refund' : 'payment',
            gatewayDay: addDays(businessDateOf(moment), off),
          });
        });
        const { gateway, leaving, joining, shop } = bridgeDay(DAY, start, all);
        expect(gateway.net - bridgeSum(leaving).net + bridgeSum(joining).net).toBe(shop.net);
        expect(gateway.payments - bridgeSum(leaving).payments + bridgeSum(joining).payments).toBe(shop.payments);
      }),
    );
  });
});
