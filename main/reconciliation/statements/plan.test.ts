import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstFileDate,
  parsePeriod,
  statementKinds,
  type StatementKind,
  type StatementPeriod,
  type StatementWait,
} from '../../../shared/domain/statement.ts';
import {
  instant,
  parseBeijingStamp,
  toBeijingStamp,
  type BusinessDate,
  type Instant,
} from '../../../shared/domain/time.ts';
import { automaticPeriods, isFetchable, newWait, readyAt } from './calendar.ts';
import { nextAsk, planOf } from './plan.ts';

const at = (stamp: string) => parseBeijingStamp(`${stamp}00`)!;
const day = (text: string) => text as BusinessDate;

function wait(kind: StatementKind, period: string, change: Partial<StatementWait> = {}): StatementWait {
  const now = at('202611010000');
  return { ...newWait('p', kind, period as StatementPeriod, { now, wanted: false, atOnce: false }), ...change };
}

describe('when a statement is ready', () => {
  it.each([
    ['trade', '20261127', '202611281205'],
    ['split', '20261127', '202611281205'],
    ['withdrawal', '20261127', '202611281135'],
    ['settlement', '20261127', '202611281805'],
    ['trade', '20261231', '202701011205'],
    ['tradeMonth', '202611', '202612011805'],
    ['tradeMonth', '202612', '202701011805'],
  ] as const)('%s of %s: %s', (kind, period, ready) => {
    const fileDate = firstFileDate(kind, period as StatementPeriod);
    expect(toBeijingStamp(readyAt(kind, fileDate)).slice(0, 12)).toBe(ready);
  });

  it('periods are days or months that exist', () => {
    expect(parsePeriod('trade', '20260228')).toBe('20260228');
    for (const bad of ['20260229', '20261301', '202611', '2026112', 'x0261127', ''])
      expect(parsePeriod('trade', bad)).toBeNull();
    expect(parsePeriod('tradeMonth', '202602')).toBe('202602');
    for (const bad of ['202613', '202600', '20260201']) expect(parsePeriod('tradeMonth', bad)).toBeNull();
  });

  it('today can be fetched in practice only; a year is kept', () => {
    const today = day('20261128');
    expect(isFetchable('trade', '20261128' as StatementPeriod, today, false)).toBe(false);
    expect(isFetchable('trade', '20261128' as StatementPeriod, today, true)).toBe(true);
    expect(isFetchable('trade', '20261127' as StatementPeriod, today, false)).toBe(true);
    expect(isFetchable('trade', '20251001' as StatementPeriod, today, false)).toBe(false);
    expect(isFetchable('tradeMonth', '202611' as StatementPeriod, today, false)).toBe(false);
  });

  it('by themselves: the last days since the profile is there, and the last month in its first days', () => {
    const periods = automaticPeriods(['trade', 'tradeMonth'], day('20261203'), day('20261130'));
    expect(periods.map(({ kind, period }) => `${kind} ${period}`)).toEqual([
      'trade 20261202',
      'trade 20261201',
      'trade 20261130',
      'tradeMonth 202611',
    ]);
    expect(automaticPeriods(['tradeMonth'], day('20261220'), day('20260101'))).toEqual([]);
  });
});

describe('the next question', () => {
  it('is none before the time, and none when the day has none left', () => {
    const waits = [wait('trade', '20261127')];
    expect(nextAsk(waits, at('202611281204'), 3)).toBeNull();
    expect(nextAsk(waits, at('202611281206'), 0)).toBeNull();
    expect(nextAsk(waits, at('202611281206'), 3)).toMatchObject({ fileDate: '20261128', kind: 'trade' });
  });

  it('asks for everything of a file date when several of it are due', () => {
    const waits = [wait('trade', '20261127'), wait('settlement', '20261127')];
    expect(nextAsk(waits, at('202611281830'), 3)).toMatchObject({ kind: null, waits: [{}, {}] });
  });

  it('asks by name for what a question about everything did not mention', () => {
    const waits = [wait('trade', '20261127', { alone: true }), wait('settlement', '20261127')];
    const ask = nextAsk(waits, at('202611281830'), 3)!;
    expect(ask.waits).toHaveLength(1);
    expect(ask.kind).toBe(ask.waits[0]!.kind);
  });

  it('puts what a person asked for first, then the newest day', () => {
    const waits = [wait('trade', '20261125'), wait('trade', '20261127'), wait('trade', '20261120', { wanted: true })];
    const now = at('202611281830');
    expect(nextAsk(waits, now, 3)).toMatchObject({ fileDate: '20261121' });
    expect(nextAsk(waits.slice(0, 2), now, 3)).toMatchObject({ fileDate: '20261128' });
  });

  it('waits for the rest of a file date when questions are scarce, and says so', () => {
    const backlog = ['20261124', '20261125', '20261126', '20261127'].flatMap((period) => [
      wait('trade', period),
      wait('settlement', period),
    ]);
    const noon = at('202611281210');
    expect(nextAsk(backlog, noon, 3)).toMatchObject({ fileDate: '20261127', kind: null });
    const planned = planOf(backlog, noon, 3);
    const yesterday = planned.filter(({ period }) => period === '20261127');
    expect(yesterday.map(({ kind, reason }) => [kind, reason])).toEqual(expect.arrayContaining([['trade', 'merged']]));
    expect(planned.filter(({ reason }) => reason === 'quota').length).toBeGreaterThan(0);
  });

  it('a person’s wish is not made to wait for others', () => {
    const waits = [wait('trade', '20261127', { wanted: true }), wait('settlement', '20261127')];
    expect(nextAsk(waits, at('202611281210'), 1)).toMatchObject({ kind: 'trade' });
  });
});

describe('whatever is waited for', () => {
  const waits = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...statementKinds.filter((kind) => !kind.endsWith('Month'))),
      back: fc.integer({ min: 1, max: 10 }),
      wanted: fc.boolean(),
      alone: fc.boolean(),
      tries: fc.integer({ min: 0, max: 3 }),
    }),
    { selector: ({ kind, back }) => `${kind} ${back}`, maxLength: 30 },
  );
  const moments = fc.integer({ min: 0, max: 86_399 });

  it('is all served in the end, never before its time, and never with more than three questions a day', () => {
    fc.assert(
      fc.property(waits, moments, fc.integer({ min: 0, max: 3 }), (given, second, usedToday) => {
        const start = at('202611280000') + second * 1_000;
        let open = given.map(({ kind, back, ...rest }) => {
          const period = toBeijingStamp(instant(start - back * 86_400_000)).slice(0, 8);
          return wait(kind, period, rest);
        });
        const asked = new Map<string, number>([['20261128', usedToday]]);
        for (let now = start; open.length > 0; now += 15 * 60_000) {
          expect(now - start).toBeLessThan(40 * 86_400_000);
          const today = toBeijingStamp(instant(now)).slice(0, 8);
          const ask = nextAsk(open, now as Instant, 3 - (asked.get(today) ?? 0));
          if (!ask) continue;
          asked.set(today, (asked.get(today) ?? 0) + 1);
          expect(asked.get(today)).toBeLessThanOrEqual(3);
          for (const one of ask.waits) expect(one.dueAt).toBeLessThanOrEqual(now);
          expect(new Set(ask.waits.map(({ fileDate }) => fileDate))).toEqual(new Set([ask.fileDate]));
          open = open.filter((one) => !ask.waits.includes(one));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has exactly one place in the plan, not before it is due', () => {
    fc.assert(
      fc.property(waits, moments, fc.integer({ min: 0, max: 3 }), (given, second, left) => {
        const now = instant(at('202611280000') + second * 1_000);
        const open = given.map(({ kind, back, ...rest }) =>
          wait(kind, toBeijingStamp(instant(now - back * 86_400_000)).slice(0, 8), rest),
        );
        const planned = planOf(open, now, left);
        expect(planned.map(({ kind, period }) => `${kind} ${period}`).sort()).toEqual(
          open.map(({ kind, period }) => `${kind} ${period}`).sort(),
        );
        for (const one of planned) expect(one.plannedAt).toBeGreaterThanOrEqual(Math.max(one.dueAt, now));
      }),
    );
  });
});
