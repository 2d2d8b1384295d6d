import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettlementCheck } from './reconciliation/run.ts';
import type { BusinessDate } from './time.ts';
import { dueDay, settlementFormula, whereIsEachYuan, type DayMoney } from './yuan.ts';

const DAY = '20261123' as BusinessDate;
const T1 = { days: 1, working: true };
const day = (text: string) => text as BusinessDate;

function batchOf(over: Partial<SettlementCheck> = {}): SettlementCheck {
  return {
    file: 'settle.csv',
    entry: '',
    line: 2,
    batch: 'B1',
    settled_on: '20261124',
    from: DAY,
    to: DAY,
    gross_fen: 10_000,
    refunded_fen: 500,
    fee_millifen: 38_000,
    returned_fee_millifen: 2_000,
    frozen_fen: 0,
    net_fen: 9_464,
    status: null,
    bank: 'arrived',
    own_ties: true,
    trades_tie: true,
    ...over,
  };
}
const money: DayMoney = { collected: 10_000, refunded: 500, fee: 38, returnedFee: 2 };
const ask = (over: Partial<Parameters<typeof whereIsEachYuan>[0]> = {}) =>
  whereIsEachYuan({ day: DAY, today: day('20261125'), money, batches: [], cycle: T1, holidays: [], ...over });
const filled = (view: ReturnType<typeof ask>) =>
  Object.fromEntries(
    view.places.filter(({ millifen }) => millifen !== 0).map(({ key, millifen }) => [key, millifen / 1000]),
  );

describe('where each yuan is', () => {
  it('sums to zero for any day, any statement and any mistake in either', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 });
    const days = fc.constantFrom(DAY, day('20261122'), day('20261124'));
    fc.assert(
      fc.property(
        fc.record({ collected: amount, refunded: amount, fee: amount, returnedFee: amount }),
        fc.array(
          fc.record({
            from: days,
            to: days,
            gross_fen: amount,
            net_fen: amount,
            frozen_fen: amount,
            bank: fc.constantFrom('arrived' as const, 'missing' as const, 'inTransit' as const),
            trades_tie: fc.constantFrom(true, false, null),
          }),
          { maxLength: 4 },
        ),
        fc.constantFrom(day('20261123'), day('20261124'), day('20261230')),
        (own, batches, today) => {
          expect(ask({ money: own, today, batches: batches.map(batchOf) }).sum).toBe(0);
        },
      ),
    );
  });

  it('needs no remainder where the settlement is true to the trades', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(amount, fc.nat(1000), fc.nat(100), (collected, fee, frozen) => {
        const net = collected - fee - frozen;
        const view = ask({
          money: { collected, refunded: 0, fee, returnedFee: 0 },
          batches: [batchOf({ gross_fen: collected, net_fen: net, frozen_fen: frozen })],
        });
        expect(filled(view)).toEqual({ ...(frozen && { frozen }), ...(net && { inBank: net }) });
      }),
    );
  });

  it('is not due until its day, and overdue after it', () => {
    expect(filled(ask({ today: day('20261124') }))).toEqual({ nextDay: 9_464 });
    expect(filled(ask({ today: day('20261125') }))).toEqual({ overdue: 9_464 });
    expect(filled(ask({ cycle: { days: 7, working: false } }))).toEqual({ later: 9_464 });
  });

  it('is on its way, in the bank, or missing there', () => {
    expect(filled(ask({ batches: [batchOf({ bank: 'inTransit' })] }))).toEqual({ inTransit: 9_464 });
    expect(filled(ask({ batches: [batchOf()] }))).toEqual({ inBank: 9_464 });
    expect(filled(ask({ batches: [batchOf({ bank: 'missing' })] }))).toEqual({ overdue: 9_464 });
  });

  it('says what it cannot explain, and takes less trade in the settlement for a later day', () => {
    expect(filled(ask({ batches: [batchOf({ net_fen: 9_400 })] }))).toEqual({ inBank: 9_400, unexplained: 64 });
    const part = batchOf({ gross_fen: 8_000, net_fen: 7_472 });
    expect(filled(ask({ batches: [part] }))).toEqual({ inBank: 7_472, later: 1_992 });
  });

  it('believes a line over several days only when it ties to all their trades', () => {
    const weekend = batchOf({ from: '20261121', net_fen: 30_000 });
    expect(filled(ask({ batches: [weekend] }))).toEqual({ inBank: 9_464 });
    expect(filled(ask({ batches: [{ ...weekend, trades_tie: null }] }))).toEqual({ unexplained: 9_464 });
  });
});

describe('the day on which money is due', () => {
  it('skips weekends and holidays for T, and no day for D', () => {
    expect(dueDay(day('20261127'), T1, [])).toBe('20261130');
    expect(dueDay(day('20261127'), T1, ['20261130'])).toBe('20261201');
    expect(dueDay(day('20261127'), { days: 1, working: false }, [])).toBe('20261128');
    expect(dueDay(day('20261127'), { days: 2, working: true }, [])).toBe('20261201');
  });
});

describe('the settlement formula', () => {
  it('adds up to what was settled, fractions of a fen included', () => {
    expect(settlementFormula(batchOf())).toMatchObject({ computed: 9_464_000, stated: 9_464_000, difference: 0 });
    const odd = settlementFormula(batchOf({ fee_millifen: 38_400 }));
    expect(odd.difference).toBe(400);
    const later = settlementFormula(batchOf(), 700);
    expect(later.terms.find(({ key }) => key === 'notDue')?.millifen).toBe(-700_000);
    expect(later.difference).toBe(0);
  });
});
