import type { Leg } from '../../../shared/domain/reconciliation/outcome.ts';
import type { RunTotals } from '../../../shared/domain/reconciliation/run.ts';
import { DONE, MOVED } from '../rows/rows.ts';
import type { ComparedLeg } from '../run/compare.ts';
import { noFile, type Draft } from './drafts.ts';
import type { Findings } from './report.ts';

/** Legs that there should be and are not: a run without any list of trades says so for each day of the ledger. */
export function missingLegs({ input, day, ledger, gathered, compared }: Findings): Draft[] {
  const given = new Set(gathered.parts.map((part) => part.leg));
  const expected: Leg[] = (input.expect ?? []).filter((leg) => !given.has(leg));
  const drafts = expected
    .filter((leg) => leg !== 'huifu' && leg !== 'wallet')
    .map((leg) => noFile(leg, day, 0, 0, null));
  const trades = expected.filter((leg) => leg === 'huifu' || leg === 'wallet');
  if (compared.length === 0 && trades.length === 0) trades.push('huifu');
  const { rows } = ledger.side;
  for (const leg of trades) {
    const days = new Map<number, { count: number; risk: number }>();
    for (let row = 0; row < rows.count; row++) {
      if ((rows.status[row]! & MOVED) !== DONE) continue;
      const on = rows.requestDay[row]!;
      if (input.day !== undefined && on !== day) continue;
      const held = days.get(on) ?? { count: 0, risk: 0 };
      days.set(on, { count: held.count + 1, risk: held.risk + rows.amount[row]! });
    }
    if (days.size === 0) days.set(day, { count: 0, risk: 0 });
    for (const [on, { count, risk }] of [...days].toSorted(([a], [b]) => a - b))
      drafts.push(noFile(leg, on, count, risk, null));
  }
  return drafts;
}

/** Differences within the tolerance that all have one direction are a rate, not rounding (product.md §5.4). */
export function oneSidedFees(compared: readonly ComparedLeg[], { legs }: RunTotals): Draft[] {
  return legs
    .filter(({ fees }) => fees.one_sided)
    .map(({ leg, fees }) => ({
      outcome: 'FEE',
      leg,
      compared: compared.find(({ match }) => match.leg === leg)!,
      line: -1,
      row: -1,
      risk: Math.ceil(Math.abs(fees.difference_millifen) / 1_000),
      number: '',
      fees,
    }));
}
