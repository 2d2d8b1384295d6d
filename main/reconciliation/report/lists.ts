import type { MatchedPair, OpenItem } from '../../../shared/domain/reconciliation/run.ts';
import { carriedOutcomes, pairKeys } from '../../../shared/domain/reconciliation/outcome.ts';
import { codeOf, groupName } from '../match/legMatch.ts';
import { PAYMENT, REQUEST, textOf } from '../rows/rows.ts';
import type { ComparedLeg } from '../run/compare.ts';
import { openItemId } from '../run/openItems.ts';
import type { Draft } from './drafts.ts';
import { ledgerEntry } from './entries.ts';
import { lineEntry, type ReportContext } from './exceptions.ts';

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Every pair of one leg, in the order of the ledger. */
export function* pairsOf(
  compared: ComparedLeg,
  context: ReportContext,
  only: (code: number) => boolean,
): Generator<MatchedPair> {
  const { match } = compared;
  const { ledger, lines, lineOf, rowOutcome, keyOf } = match;
  for (let row = 0; row < lineOf.length; row++) {
    const line = lineOf[row]!;
    if (line < 0 || !only(rowOutcome[row]!)) continue;
    const entry = lineEntry(compared, line, context);
    yield {
      outcome: groupName(rowOutcome[row]!) as MatchedPair['outcome'],
      leg: match.leg,
      key: pairKeys[keyOf[line]!]!,
      ledger_line: ledger.rows.line[row]!,
      file: entry.file,
      entry: entry.entry,
      line: entry.line,
      kind: ledger.rows.kind[row] === PAYMENT ? 'payment' : 'refund',
      request_number: textOf(ledger.rows, row, REQUEST),
      amount_fen: ledger.rows.amount[row]!,
      ours_fee_millifen: known(ledger.rows.fee[row]!),
      theirs_fee_millifen: known(lines.rows.fee[line]!),
    };
  }
}

const settled = (code: number): boolean => code === codeOf['OK-TOL'] || code === codeOf.LATE;

/** Pairs that are equal only within the tolerance for fees, whether or not they came late. */
export function* toleratedOf(compared: ComparedLeg, context: ReportContext): Generator<MatchedPair> {
  if (!compared.match.compareFees) return;
  for (const pair of pairsOf(compared, context, settled)) {
    const [ours, theirs] = [pair.ours_fee_millifen, pair.theirs_fee_millifen];
    if (ours !== null && theirs !== null && ours !== theirs) yield pair;
  }
}

/** What the next run begins with: items that still wait, under the identity that they have. */
export function openItemOf(
  { outcome, leg, compared, line, row, lines }: Draft,
  context: ReportContext,
): OpenItem | null {
  if (!compared || !leg || lines || !carriedOutcomes.includes(outcome)) return null;
  const { match, adopted } = compared;
  const earlier = (row >= 0 ? adopted.rows.get(row) : undefined) ?? (line >= 0 ? adopted.lines.get(line) : undefined);
  const ledger = row >= 0 ? ledgerEntry(match.ledger.rows, row) : null;
  const statement = line >= 0 ? lineEntry(compared, line, context) : null;
  return {
    id: earlier?.id ?? openItemId(leg, (ledger ?? statement)!),
    first_seen: earlier?.first_seen ?? String(context.day),
    outcome,
    leg,
    ledger,
    statement,
  };
}
