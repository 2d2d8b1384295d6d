import { settledOutcomes, type Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type { BothLanguages, RunTotals } from '../../../shared/domain/reconciliation/run.ts';
import type { Draft } from './drafts.ts';
import { dayText, say, together, yuanText } from './words.ts';

interface Verdict {
  day: number;
  clear: boolean;
  allRead: boolean;
  drafts: readonly Draft[];
  totals: RunTotals;
  counts: Record<Outcome, number>;
}

/** The day in one sentence. */
export function verdictOf({ clear, allRead, drafts, totals, counts, ...run }: Verdict): BothLanguages {
  const day = dayText(run.day);
  const lines = totals.legs.reduce(
    (sum, { statement }) => sum + statement.payments.count + statement.refunds.count,
    counts['BAD-LINE'] + counts['UNKNOWN-KIND'],
  );
  if (clear) return say((of) => of.verdict.clear, { day, lines });
  const open = drafts.filter(({ outcome }) => !settledOutcomes.includes(outcome));
  const equal = settledOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const risk = yuanText(open.reduce((sum, draft) => sum + draft.risk, 0));
  const verdict = say((of) => of.verdict.open, { day, lines, equal, open: open.length, risk });
  return allRead
    ? verdict
    : together(
        verdict,
        say((of) => of.verdict.unread),
      );
}
