import { describe, expect, it } from 'vitest';
import type { Month } from './difference.ts';
import { addMonths, ageBucket, parseMonth } from './difference.ts';
import { dayStates, monthLockProblems, monthTotals, type DayOverview, type DayState } from './monthLock.ts';
import { addDays, instant, type BusinessDate } from './time.ts';

const MONTH = '202610' as Month;
const later = instant(Date.parse('2026-11-02T00:00:00Z'));
const day = (state: DayState, over: Partial<DayOverview> = {}): DayOverview => ({
  day: '20261005' as BusinessDate,
  state,
  payments: { count: 1, sum_fen: 100 },
  open: 0,
  atRisk: 0,
  stale: false,
  comparedAt: null,
  ...over,
});
const codes = (days: DayOverview[], over: Partial<Parameters<typeof monthLockProblems>[2]> = {}) =>
  monthLockProblems(MONTH, days, { now: later, locked: false, earlierOpen: false, ...over }).map(({ code }) => code);

const one = (n: number) => ({
  day: addDays('20261001' as BusinessDate, n),
  state: 'clear' as const,
  run: null,
  result: null,
  payments: { count: 2, sum_fen: 500 + n },
  refunds: { count: 1, sum_fen: 100 },
  fee_fen: 3,
});

describe('locking a month', () => {
  it.each<[DayState, string[]]>([
    ['none', ['dayNotCompared']],
    ['noFile', ['dayNotCompared']],
    ['unread', ['dayUnread']],
    ['untied', ['untied']],
    ['open', []],
    ['explained', []],
    ['clear', []],
  ])('over a day that is %s: %j', (state, expected) => expect(codes([day(state)])).toEqual(expected));

  it('knows every state of a day', () => expect(dayStates.length).toBe(7));

  it('asks nothing of a day without trades, and names the days that it does ask of', () => {
    expect(codes([day('none', { payments: { count: 0, sum_fen: 0 } })])).toEqual([]);
    const [problem] = monthLockProblems(MONTH, [day('none')], { now: later, locked: false, earlierOpen: false });
    expect(problem?.days).toEqual(['20261005']);
  });

  it('waits for its end, for the month before, and for days that were carried over from a changed one', () => {
    expect(codes([], { now: instant(Date.parse('2026-10-31T15:59:00Z')) })).toEqual(['notOver']);
    expect(codes([], { now: instant(Date.parse('2026-10-31T16:00:00Z')) })).toEqual([]);
    expect(codes([], { earlierOpen: true })).toEqual(['earlierOpen']);
    expect(codes([day('clear', { stale: true })])).toEqual(['untied']);
    expect(codes([day('none')], { locked: true })).toEqual(['locked']);
  });

  it('adds up its days', () => {
    const totals = monthTotals(MONTH, [one(0), one(1)], { opening: 0, new: 1, cleared: 0, closing: 1 }, 77);
    expect(totals).toMatchObject({
      payments: { count: 4, sum_fen: 1001 },
      refunds: { count: 2, sum_fen: 200 },
      net_fen: 801,
      fee_fen: 6,
    });
  });
});

describe('months and ages', () => {
  it('count across years and refuse what is none', () => {
    expect(addMonths('202612' as Month, 1)).toBe('202701');
    expect(addMonths('202601' as Month, -1)).toBe('202512');
    expect(['202613', '20261', '202600', 'x'].map(parseMonth)).toEqual([null, null, null, null]);
    expect([0, 1, 3, 4, 7, 8].map(ageBucket)).toEqual(['day', 'threeDays', 'threeDays', 'week', 'week', 'older']);
  });
});
