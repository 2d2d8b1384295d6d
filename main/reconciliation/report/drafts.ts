import type { Leg, Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type { LegTotals, SettlementCheck } from '../../../shared/domain/reconciliation/run.ts';
import { codeOf, NOT_DUE, OTHER_DAY, OTHER_LEG } from '../match/legMatch.ts';
import { HUIFU, REQUEST, textOf, WALLET, type Rows } from '../rows/rows.ts';
import { isUnknownKind, type BadLine, type BadReason } from '../read/bad.ts';
import type { ComparedLeg } from '../run/compare.ts';
import type { Gathered } from '../run/gather.ts';
import type { CheckedSettlement } from '../run/settlements.ts';
import type { SplitDifference } from '../run/splits.ts';

/** An exception before it is put into words: a million of these must fit into memory, a million sentences need not. */
export interface Draft {
  outcome: Outcome;
  leg: Leg | null;
  compared: ComparedLeg | null;
  /** −1 for none. */
  line: number;
  row: number;
  risk: number;
  /** Sorts exceptions of one outcome and risk; never depends on the order of lines alone. */
  number: string;
  lines?: readonly number[];
  rows?: readonly number[];
  bad?: { part: number; line: number; reason: BadReason };
  settlement?: CheckedSettlement;
  split?: SplitDifference;
  /** A day without a file, or a count of rows. */
  day?: number;
  count?: number;
  /** All differences in fees have one direction. */
  fees?: LegTotals['fees'];
}

/** Outcomes that make no exception of their own, by code. */
const quiet = new Uint8Array(256);
for (const code of [
  codeOf.OK,
  codeOf['OK-TOL'],
  codeOf['DUP-GW'],
  codeOf['DUP-US'],
  codeOf['NO-FILE'],
  NOT_DUE,
  OTHER_DAY,
  OTHER_LEG,
])
  quiet[code] = 1;
const names = Object.keys(codeOf) as Outcome[];

/** Everything about one leg that is not simply equal. */
export function draftsOfLeg(compared: ComparedLeg): Draft[] {
  const { match } = compared;
  const { leg, lines, ledger, lineOutcome, rowOutcome, rowOf, lineOf } = match;
  const drafts: Draft[] = [];
  for (let line = 0; line < lineOutcome.length; line++) {
    const code = lineOutcome[line]!;
    if (quiet[code] === 1) continue;
    const row = rowOf[line]!;
    const outcome = names[code]!;
    drafts.push({
      outcome,
      leg,
      compared,
      line,
      row,
      risk: riskOf(outcome, compared, line, row),
      number: numberOf(lines.rows, line),
    });
  }
  for (let row = 0; row < rowOutcome.length; row++) {
    const code = rowOutcome[row]!;
    if (lineOf[row] !== -1 || quiet[code] === 1) continue;
    const outcome = names[code]!;
    drafts.push({
      outcome,
      leg,
      compared,
      line: -1,
      row,
      risk: riskOf(outcome, compared, -1, row),
      number: numberOf(ledger.rows, row),
    });
  }
  for (const { outcome, lines: many, ledger: rows } of match.doubled) {
    const line = many[0] ?? -1;
    const row = rows[0] ?? -1;
    const number = line >= 0 ? numberOf(lines.rows, line) : numberOf(ledger.rows, row);
    drafts.push({
      outcome,
      leg,
      compared,
      line,
      row,
      risk: riskOf(outcome, compared, line, row),
      number,
      lines: many,
      rows,
    });
  }
  return [...drafts, ...missingDays(compared)];
}

function numberOf(rows: Rows, at: number): string {
  return textOf(rows, at, REQUEST) || textOf(rows, at, HUIFU) || textOf(rows, at, WALLET);
}

/** Fen that depend on an exception. */
function riskOf(outcome: Outcome, { match }: ComparedLeg, line: number, row: number): number {
  const [theirs, ours] = [match.lines.rows, match.ledger.rows];
  if (outcome === 'LATE') return 0;
  if (line >= 0 && row >= 0) {
    if (outcome === 'AMT') return Math.abs(theirs.amount[line]! - ours.amount[row]!);
    if (outcome === 'PAID') return Math.abs(theirs.paid[line]! - theirs.amount[line]!);
    if (outcome === 'FEE') return Math.ceil(Math.abs(theirs.fee[line]! - ours.fee[row]!) / 1_000);
  }
  if (outcome === 'REF-FEE') return Math.ceil(Math.abs(theirs.fee[line]! - (match.expectedFee.get(line) ?? 0)) / 1_000);
  return line >= 0 ? theirs.amount[line]! : ours.amount[row]!;
}

/** One exception for each day that has rows and no statement, not one for each row. */
function missingDays(compared: ComparedLeg): Draft[] {
  const { match } = compared;
  const { rows } = match.ledger;
  const days = new Map<number, { count: number; risk: number }>();
  for (let row = 0; row < match.rowOutcome.length; row++) {
    if (match.rowOutcome[row] !== codeOf['NO-FILE']) continue;
    const held = days.get(rows.requestDay[row]!) ?? { count: 0, risk: 0 };
    days.set(rows.requestDay[row]!, { count: held.count + 1, risk: held.risk + rows.amount[row]! });
  }
  return [...days]
    .toSorted(([a], [b]) => a - b)
    .map(([day, { count, risk }]) => noFile(match.leg, day, count, risk, compared));
}

export function noFile(leg: Leg, day: number, count: number, risk: number, compared: ComparedLeg | null): Draft {
  return { outcome: 'NO-FILE', leg, compared, line: -1, row: -1, risk, number: '', day, count };
}

const badDraft = (part: number, leg: Leg | null, { line, reason }: BadLine): Draft => ({
  outcome: isUnknownKind(reason) ? 'UNKNOWN-KIND' : 'BAD-LINE',
  leg,
  compared: null,
  line: -1,
  row: -1,
  risk: 0,
  number: '',
  bad: { part, line, reason },
});

/** Lines that could not be read, of the statements and (part −1) of the ledger. */
export function draftsOfBadLines(gathered: Gathered, ledger: readonly BadLine[]): Draft[] {
  return [
    ...gathered.parts.flatMap(({ reading, leg }, part) => (reading?.bad ?? []).map((bad) => badDraft(part, leg, bad))),
    ...ledger.map((bad) => badDraft(-1, null, bad)),
  ];
}

export function draftsOfSettlements(checked: readonly CheckedSettlement[]): Draft[] {
  const base = { compared: null, line: -1, row: -1 };
  return checked.flatMap((settlement): Draft[] => {
    const { check } = settlement;
    const one = { ...base, settlement, number: check.batch };
    return [
      ...(isWrong(check)
        ? [{ ...one, outcome: 'SETTLE-DIFF' as const, leg: 'settlement' as const, risk: Math.abs(check.net_fen) }]
        : []),
      ...(check.bank === 'missing'
        ? [{ ...one, outcome: 'BANK-MISS' as const, leg: 'bank' as const, risk: check.net_fen }]
        : []),
    ];
  });
}

const isWrong = (check: SettlementCheck): boolean =>
  !check.own_ties || check.trades_tie === false || check.status === 'failed';

export function draftsOfSplits(splits: readonly SplitDifference[]): Draft[] {
  return splits.map((split) => ({
    outcome: 'SPLIT-DIFF',
    leg: 'split',
    compared: null,
    line: -1,
    row: -1,
    risk: Math.abs(split.parts - split.whole),
    number: split.record.text.request_number ?? split.record.text.huifu_number ?? '',
    split,
  }));
}

/** The final order: by outcome, what most depends on first, and then by number. */
export function sortDrafts(drafts: Draft[]): Draft[] {
  const rank = (draft: Draft): number => codeOf[draft.outcome];
  const place = (draft: Draft): number => draft.bad?.line ?? draft.line;
  return drafts.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      b.risk - a.risk ||
      compareText(a.number, b.number) ||
      compareText(a.leg ?? '', b.leg ?? '') ||
      (a.bad?.part ?? 0) - (b.bad?.part ?? 0) ||
      place(a) - place(b) ||
      (a.day ?? 0) - (b.day ?? 0),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
