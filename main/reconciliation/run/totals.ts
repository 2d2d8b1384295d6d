import type { CountAndSum, LegTotals, RunTotals } from '../../../shared/domain/reconciliation/run.ts';
import { FEE_TOLERANCE_MILLIFEN } from '../match/judge.ts';
import { codeOf, groupName } from '../match/legMatch.ts';
import { isUnknownKind } from '../read/bad.ts';
import { DONE, MOVED, PAYMENT, type Rows } from '../rows/rows.ts';
import type { ComparedLeg } from './compare.ts';
import type { Gathered } from './gather.ts';
import { OPEN_PART } from './openItems.ts';

const zero = (): CountAndSum => ({ count: 0, sum_fen: 0 });

/** Counts and sums of rows by group; rows of earlier days are not today's. */
function tally(rows: Rows, outcome: Uint8Array) {
  const counts = new Float64Array(256);
  const sums = new Float64Array(256);
  const total = { payments: zero(), refunds: zero() };
  for (let at = 0; at < outcome.length; at++) {
    if (rows.part[at] === OPEN_PART) continue;
    const side = rows.kind[at] === PAYMENT ? total.payments : total.refunds;
    side.count++;
    side.sum_fen += rows.amount[at]!;
    counts[outcome[at]!]!++;
    sums[outcome[at]!]! += rows.amount[at]!;
  }
  const groups = Array.from(counts.keys()).filter((code) => counts[code]! > 0);
  return {
    ...total,
    by_outcome: Object.fromEntries(
      groups.map((code) => [groupName(code), { count: counts[code]!, sum_fen: sums[code]! }]),
    ) as LegTotals['ledger']['by_outcome'],
  };
}

function sameSum(total: {
  payments: CountAndSum;
  refunds: CountAndSum;
  by_outcome: Record<string, CountAndSum | undefined>;
}) {
  const groups = Object.values(total.by_outcome).filter((group) => group !== undefined);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const fen = groups.reduce((sum, group) => sum + group.sum_fen, 0);
  const { payments, refunds } = total;
  return count === payments.count + refunds.count && fen === payments.sum_fen + refunds.sum_fen;
}

/** One leg's accounts: what comes in on either side goes out again, group by group (product.md §5.6). */
export function totalsOfLeg(compared: ComparedLeg, gathered: Gathered, openBefore: number): LegTotals {
  const { match, covered } = compared;
  const { lines, ledger, lineOutcome, rowOutcome } = match;
  const statement = tally(lines.rows, lineOutcome) as LegTotals['statement'];
  const ours = tally(ledger.rows, rowOutcome);
  const ties = sameSum(statement) && sameSum(ours) && pairsAgree(compared);
  // Lines that could not be read have a place in the count, though not in the sum.
  for (const { reading, leg } of gathered.parts) {
    if (leg !== match.leg) continue;
    for (const { reason } of reading?.bad ?? []) {
      (statement.by_outcome[isUnknownKind(reason) ? 'UNKNOWN-KIND' : 'BAD-LINE'] ??= zero()).count++;
    }
  }
  return {
    leg: match.leg,
    days: [...covered].toSorted((a, b) => a - b).map(String),
    statement,
    ledger: ours,
    ties,
    fees: feesOf(compared),
    open_items: rollForward(compared, openBefore),
  };
}

/** Every pair has one line and one row, and both have the same outcome. */
function pairsAgree({ match }: ComparedLeg): boolean {
  const { rowOf, lineOf, lineOutcome, rowOutcome } = match;
  for (let line = 0; line < rowOf.length; line++) {
    const row = rowOf[line]!;
    if (row >= 0 && (lineOf[row] !== line || rowOutcome[row] !== lineOutcome[line])) return false;
  }
  return true;
}

/** Fewer differences than this may have one direction by chance. */
const LEAST_ONE_SIDED = 10;

function feesOf({ match }: ComparedLeg): LegTotals['fees'] {
  const { lines, ledger, rowOf } = match;
  const fees = { compared: 0, ours_millifen: 0, theirs_millifen: 0 };
  let [more, less] = [0, 0];
  for (let line = 0; match.compareFees && line < rowOf.length; line++) {
    const row = rowOf[line]!;
    if (row < 0 || lines.rows.kind[line] !== PAYMENT || (lines.rows.status[line]! & MOVED) !== DONE) continue;
    const [theirs, ours] = [lines.rows.fee[line]!, ledger.rows.fee[row]!];
    if (Number.isNaN(theirs - ours)) continue;
    fees.compared++;
    fees.ours_millifen += ours;
    fees.theirs_millifen += theirs;
    if (Math.abs(theirs - ours) > FEE_TOLERANCE_MILLIFEN) continue; // a FEE exception of its own
    if (theirs > ours) more++;
    if (theirs < ours) less++;
  }
  return {
    ...fees,
    difference_millifen: fees.theirs_millifen - fees.ours_millifen,
    limit_millifen: fees.compared * FEE_TOLERANCE_MILLIFEN,
    one_sided: more + less >= LEAST_ONE_SIDED && (more === 0 || less === 0),
  };
}

/** Opening + new − cleared = closing. */
function rollForward({ match, adopted }: ComparedLeg, opening: number): LegTotals['open_items'] {
  const { lineOf, rowOf, rowOutcome, lineOutcome } = match;
  const cleared =
    [...adopted.rows.keys()].filter((row) => lineOf[row]! >= 0 && rowOutcome[row] === codeOf.LATE).length +
    [...adopted.lines.keys()].filter((line) => rowOf[line]! >= 0 && lineOutcome[line] === codeOf.LATE).length;
  return { opening, new: 0, cleared, closing: 0, ties: true };
}

export function ledgerTotals(rows: Rows): RunTotals['ledger'] {
  const sums = { payments: zero(), refunds: zero() };
  for (let row = 0; row < rows.count; row++) {
    if ((rows.status[row]! & MOVED) !== DONE || rows.part[row] === OPEN_PART) continue;
    const side = rows.kind[row] === PAYMENT ? sums.payments : sums.refunds;
    side.count++;
    side.sum_fen += rows.amount[row]!;
  }
  return { ...sums, net_fen: sums.payments.sum_fen - sums.refunds.sum_fen };
}
