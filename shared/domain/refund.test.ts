import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, type Fen } from './money.ts';
import { UNHEARD_REFUND, balanceOf, familyOf, mayResend, returnedFee, troubleOf, type Refund } from './refund.ts';
import { instant } from './time.ts';

const NOW = instant(1_800_000_000_000);
const DAY = 86_400_000;

function sample(over: Partial<Refund> = {}): Refund {
  return {
    ...UNHEARD_REFUND,
    id: 'R1',
    paymentId: 'P1',
    huifuId: 'm',
    requestDate: '20270115' as Refund['requestDate'],
    requestNumber: 'R1',
    route: 'hosting',
    origin: 'console',
    state: 'refunding',
    amount: fen(500),
    fee: fen(1),
    reason: '',
    level: 2,
    operatorId: null,
    approverId: null,
    till: '01',
    batchId: null,
    createdAt: NOW,
    sentAt: NOW,
    ...over,
  };
}

describe('returnedFee', () => {
  it('returns the whole fee with the whole order', () => {
    expect(returnedFee(fen(1250), { amount: fen(1250), fee: fen(5) }, { amount: fen(0), fee: fen(0) })).toBe(5);
  });

  it('returns the floor of the share with a part', () => {
    // 500 × 5 ÷ 1250 = 2.0; 499 × 5 ÷ 1250 = 1.996
    expect(returnedFee(fen(500), { amount: fen(1250), fee: fen(5) }, { amount: fen(0), fee: fen(0) })).toBe(2);
    expect(returnedFee(fen(499), { amount: fen(1250), fee: fen(5) }, { amount: fen(0), fee: fen(0) })).toBe(1);
  });

  it('sums to the fee exactly, into whatever parts an order is refunded', () => {
    const order = fc.record({
      amount: fc.integer({ min: 1, max: 9_999_999_999_999 }),
      rate: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(
        order,
        fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), { maxLength: 6 }),
        (given, shares) => {
          const amount = fen(given.amount);
          const fee = fen(Number((BigInt(amount) * BigInt(given.rate)) / 100_000n));
          let before = { amount: fen(0), fee: fen(0) };
          const refund = (part: Fen) => {
            const back = returnedFee(part, { amount, fee }, before);
            expect(back).toBeGreaterThanOrEqual(0);
            before = { amount: fen(before.amount + part), fee: fen(before.fee + back) };
          };
          for (const share of shares) {
            const left = amount - before.amount;
            const part = Math.max(1, Math.floor(left * share));
            if (part < left) refund(fen(part));
          }
          refund(fen(amount - before.amount));
          expect(before).toEqual({ amount, fee });
        },
      ),
    );
  });
});

describe('balanceOf', () => {
  it('counts what went back and what is on its way, and nothing that failed', () => {
    const refunds = [
      sample({ state: 'refunded', amount: fen(300) }),
      sample({ state: 'failed', amount: fen(900) }),
      sample({ state: 'unknown', amount: fen(200), fee: fen(2) }),
    ];
    expect(balanceOf({ amount: fen(1250) }, refunds)).toEqual({
      refunded: 300,
      underWay: 200,
      refundable: 750,
      returnedFee: 3,
      count: 2,
    });
  });

  it('does not know the fees when one of them is not known', () => {
    expect(balanceOf({ amount: fen(1250) }, [sample({ fee: null })]).returnedFee).toBe(null);
  });
});

describe('troubleOf', () => {
  it.each([
    ['a fresh refund', sample(), NOW + 1000, null],
    ['one that the gateway has had for days', sample(), NOW + 3 * DAY + 1, 'stuck'],
    ['one that nobody knows of for long', sample({ state: 'unknown' }), NOW + 31 * 60_000, 'unknownLong'],
    ['one that was refused', sample({ state: 'failed', endReason: 'refused' }), NOW, null],
    ['money that could not be returned', sample({ state: 'failed', endReason: 'channel' }), NOW, 'notReturned'],
    ['money that went back after all', sample({ state: 'refunded', alert: 'refundedAfterEnd' }), NOW, 'alert'],
    ['one that somebody has seen to', sample({ state: 'failed', endReason: 'channel', handledAt: NOW }), NOW, null],
  ] as const)('%s', (_, refund, now, trouble) => expect(troubleOf(refund, instant(now))).toBe(trouble));
});

it('lets the same number go out again only once the answer has been missing for two minutes', () => {
  expect(mayResend(sample({ state: 'unknown' }), instant(NOW + 119_999))).toBe(false);
  expect(mayResend(sample({ state: 'unknown' }), instant(NOW + 120_000))).toBe(true);
  expect(mayResend(sample({ state: 'refunding' }), instant(NOW + DAY))).toBe(false);
});

it('knows the product of every way but that of an adopted payment', () => {
  expect(familyOf('hosted')).toBe('hosting');
  expect(familyOf('code')).toBe('aggregated');
  expect(familyOf('adopted')).toBe(null);
});
