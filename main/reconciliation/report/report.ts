import { basename } from 'node:path';
import {
  carriedOutcomes,
  outcomes,
  settledOutcomes,
  type Outcome,
} from '../../../shared/domain/reconciliation/outcome.ts';
import type {
  OpenItem,
  ReconciliationException,
  RunSummary,
  RunTotals,
} from '../../../shared/domain/reconciliation/run.ts';
import { codeOf } from '../match/legMatch.ts';
import { auditFees } from '../run/fees.ts';
import { checkSettlements } from '../run/settlements.ts';
import { checkSplits } from '../run/splits.ts';
import { ledgerTotals, totalsOfLeg } from '../run/totals.ts';
import type { ComparedLeg } from '../run/compare.ts';
import type { Gathered } from '../run/gather.ts';
import type { LedgerSide } from '../run/ledgerTypes.ts';
import type { RunInput } from '../types.ts';
import {
  draftsOfBadLines,
  draftsOfLeg,
  draftsOfSettlements,
  draftsOfSplits,
  sortDrafts,
  type Draft,
} from './drafts.ts';
import { renderException, type ReportContext } from './exceptions.ts';
import { openItemOf } from './lists.ts';
import { missingLegs, oneSidedFees } from './wholeDay.ts';
import { renderProblem } from './problems.ts';
import { sourcesOf } from './sources.ts';
import { verdictOf } from './verdict.ts';

/** Everything that a run found; the lists are made as they are read. */
export interface Report {
  summary: RunSummary;
  compared: readonly ComparedLeg[];
  context: ReportContext;
  exceptions(): Generator<ReconciliationException>;
  openItems(): Generator<OpenItem>;
}

export interface Findings {
  input: RunInput;
  day: number;
  ledger: LedgerSide;
  gathered: Gathered;
  compared: readonly ComparedLeg[];
  openItems: readonly OpenItem[];
}

export function prepareReport(findings: Findings): Report {
  const { input, day, ledger, gathered, compared, openItems } = findings;
  const context: ReportContext = { gathered, ledgerFile: basename(input.ledger), day };
  const huifu = compared.find(({ match }) => match.leg === 'huifu') ?? null;
  const settlements = checkSettlements(gathered, huifu, input.holidays ?? []);
  const drafts = sortDrafts([
    ...compared.flatMap(draftsOfLeg),
    ...missingLegs(findings),
    ...draftsOfBadLines(gathered, ledger.bad),
    ...draftsOfSettlements(settlements),
    ...draftsOfSplits(checkSplits(gathered, huifu)),
  ]);
  const totals: RunTotals = {
    ledger: ledgerTotals(ledger.side.rows),
    legs: compared.map((leg) => legTotals(leg, gathered, openItems, drafts)),
    fee_audit: auditFees(compared, gathered, input.rates ?? {}),
    settlement: settlements.map(({ check }) => check),
    tolerances: [
      { name: 'fee-per-line', limit: '0.5 fen', since: '20260101' },
      { name: 'fee-per-wallet-refund', limit: '1.5 fen', since: '20260101' },
      { name: 'amount', limit: '0', since: '20260101' },
    ],
  };
  drafts.push(...oneSidedFees(compared, totals));
  sortDrafts(drafts);
  const problems = gathered.problems.map((problem) => renderProblem(problem, gathered.files));
  const counts = countOutcomes(drafts, compared);
  const allRead = counts['BAD-LINE'] + counts['UNKNOWN-KIND'] === 0 && problems.every(({ unread }) => !unread);
  const clear =
    allRead &&
    problems.length === 0 &&
    compared.length > 0 &&
    drafts.every(({ outcome }) => settledOutcomes.includes(outcome)) &&
    totals.legs.every((leg) => leg.ties && leg.open_items.ties);
  const summary: RunSummary = {
    version: 1,
    day: day === 0 ? '' : String(day),
    sources: sourcesOf(gathered, input.ledger, ledger),
    totals,
    outcomes: counts,
    problems,
    notices: gathered.notices,
    verdict: verdictOf({ day, clear, allRead, drafts, totals, counts }),
    all_read: allRead,
    clear,
  };
  return {
    summary,
    compared,
    context,
    *exceptions() {
      for (const draft of drafts) yield renderException(draft, context);
    },
    *openItems() {
      for (const draft of drafts) {
        const item = openItemOf(draft, context);
        if (item) yield item;
      }
      // Nothing of this run could speak about them.
      for (const item of openItems) if (!compared.some(({ match }) => match.leg === item.leg)) yield item;
    },
  };
}

/** Drafts are exceptions; pairs that are simply equal are only counted. */
function countOutcomes(drafts: readonly Draft[], compared: readonly ComparedLeg[]): Record<Outcome, number> {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of drafts) counts[outcome]++;
  for (const { match } of compared) {
    for (const code of match.lineOutcome) {
      if (code === codeOf.OK) counts.OK++;
      else if (code === codeOf['OK-TOL']) counts['OK-TOL']++;
    }
  }
  return counts;
}

function legTotals(
  compared: ComparedLeg,
  gathered: Gathered,
  openItems: readonly OpenItem[],
  drafts: readonly Draft[],
) {
  const { leg } = compared.match;
  const opening = openItems.filter((item) => item.leg === leg).length;
  const totals = totalsOfLeg(compared, gathered, opening);
  const carried = drafts.filter(
    (draft) => draft.compared === compared && !draft.lines && carriedOutcomes.includes(draft.outcome),
  );
  const known = carried.filter(
    ({ row, line }) => compared.adopted.rows.has(row) || compared.adopted.lines.has(line),
  ).length;
  const roll = totals.open_items;
  roll.closing = carried.length;
  roll.new = carried.length - known;
  // An item that came back as another exception (its amount differs) leaves the list too: that exception has it now.
  roll.cleared = opening - known;
  roll.ties = roll.opening + roll.new - roll.cleared === roll.closing;
  return totals;
}
