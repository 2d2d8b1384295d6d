import { describe, expect, it } from 'vitest';
import { fen } from './money.ts';
import { refundSignals, silenceSignal, type PersonTotals, type SignalRefund } from './signals.ts';
import { instant } from './time.ts';

const NOON = Date.UTC(2026, 10, 23, 4);
let counter = 0;

function refund(over: Partial<SignalRefund> = {}): SignalRefund {
  counter += 1;
  return {
    id: `R${counter}`,
    paymentId: `P${counter}`,
    amount: fen(1000),
    at: instant(NOON + counter),
    operatorId: 'li',
    operator: '李',
    payer: null,
    outsideShift: false,
    limit: fen(20_000),
    ...over,
  };
}

const person = (operatorId: string, paidCount: number, refundCount: number): PersonTotals => ({
  operatorId,
  operator: operatorId,
  paidCount,
  refundCount,
});

const kinds = (refunds: SignalRefund[], people: PersonTotals[] = []) =>
  refundSignals(refunds, people).map(({ kind }) => kind);

describe('refunds to the same payer', () => {
  it('are told from the third on, with the rows behind them', () => {
    const two = [refund({ payer: 'oX…1' }), refund({ payer: 'oX…1' }), refund({ payer: 'oY…2' })];
    expect(kinds(two)).toEqual([]);
    const [found] = refundSignals([...two, refund({ payer: 'oX…1', amount: fen(50) })], []);
    expect(found).toMatchObject({ kind: 'samePayer', params: { payer: 'oX…1', count: 3, amount: 2050 } });
    expect(found!.refunds.map(({ at }) => at)).toEqual(found!.refunds.map(({ at }) => at).toSorted((a, b) => b - a));
  });

  it('are not told of payers that nobody knows', () => {
    expect(kinds([refund(), refund(), refund(), refund()])).toEqual([]);
  });
});

describe('refunds outside a shift', () => {
  it('are told from the first on', () => expect(kinds([refund({ outsideShift: true })])).toEqual(['afterClosing']));
});

describe('refunds just under the limit', () => {
  it.each([
    [18_000, true],
    [20_000, true],
    [17_999, false],
    [20_001, false],
  ])('of ¥200: three of %d fen count: %s', (amount, told) => {
    const list = [1, 2, 3].map(() => refund({ amount: fen(amount) }));
    expect(kinds(list)).toEqual(told ? ['underLimit'] : []);
  });

  it('are counted for each person, and not where there is no limit', () => {
    const amount = fen(19_000);
    expect(kinds([refund({ amount }), refund({ amount }), refund({ amount, operatorId: 'wang' })])).toEqual([]);
    expect(kinds([1, 2, 3].map(() => refund({ amount, limit: null })))).toEqual([]);
  });
});

describe('a high rate of refunds', () => {
  it('is three times that of the others together', () => {
    const list = [1, 2, 3, 4, 5, 6].map(() => refund());
    expect(kinds(list, [person('li', 100, 6), person('wang', 200, 4)])).toEqual(['highRate']);
    expect(kinds(list, [person('li', 100, 6), person('wang', 200, 5)])).toEqual([]);
  });

  it('is not told of a few refunds, of a shop of one, or without anybody to compare with', () => {
    expect(kinds([], [person('li', 10, 4), person('wang', 200, 0)])).toEqual([]);
    expect(kinds([], [person('li', 10, 9)])).toEqual([]);
    expect(kinds([], [person('li', 10, 9), person('wang', 3, 0)])).toEqual([]);
  });
});

describe('silence at the till', () => {
  const minute = 60_000;
  const at = (minutes: number) => instant(NOON - minutes * minute);
  const usual = { payments: 100, gapMs: 4 * minute };

  it('is told when it is far longer than usual at this hour', () => {
    expect(silenceSignal(instant(NOON), at(35), usual)).toMatchObject({ params: { minutes: 35, usual: 4 } });
    expect(silenceSignal(instant(NOON), at(23), usual)).toBeNull();
    expect(silenceSignal(instant(NOON), at(24), usual)).not.toBeNull();
  });

  it('is not told within twenty minutes, before the first payment of the day, or where nobody knows what is usual', () => {
    expect(silenceSignal(instant(NOON), at(19), { payments: 100, gapMs: 1 * minute })).toBeNull();
    expect(silenceSignal(instant(NOON), null, usual)).toBeNull();
    expect(silenceSignal(instant(NOON), at(500), { payments: 19, gapMs: minute })).toBeNull();
    expect(silenceSignal(instant(NOON), at(500), null)).toBeNull();
  });
});
