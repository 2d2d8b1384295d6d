import { CLOSED, DONE, FAILED, MOVED, PAYMENT, PROCESSING } from '../rows/rows.ts';
import { codeOf, OPEN, type LegMatch } from './legMatch.ts';

/** Fees may differ by half a fen: one side may have five decimals of yuan and the other whole fen (product.md §5.4). */
export const FEE_TOLERANCE_MILLIFEN = 500;

/** A wallet's exact share of a returned fee against one that was cut off to the fen: the cut, and half a fen as above. */
const WALLET_REFUND_TOLERANCE_MILLIFEN = 1_500;

const { OK, AMT, PAID, FEE, LATE, 'OK-TOL': OK_TOL } = codeOf;

/** Gives every pair its outcome. The tests come in a fixed order, and the first that fails names it (product.md §5.3). */
export function judgePairs(match: LegMatch): void {
  const { rowOf, lineOutcome, rowOutcome } = match;
  for (let line = 0; line < rowOf.length; line++) {
    const row = rowOf[line]!;
    if (row < 0 || lineOutcome[line] !== OPEN) continue;
    const outcome = judge(match, line, row);
    lineOutcome[line] = outcome;
    rowOutcome[row] = outcome;
  }
}

function judge({ leg, ledger, lines, compareFees }: LegMatch, line: number, row: number): number {
  const [ours, theirs] = [ledger.rows, lines.rows];
  const kind = theirs.kind[line]!;
  const status = statusOutcome(kind, ours.status[row]! & MOVED, theirs.status[line]! & MOVED);
  if (status !== OK) return status;
  const amount = ours.amount[row]!;
  if (amount !== theirs.amount[line]) return AMT;
  const paid = theirs.paid[line]!;
  if (kind === PAYMENT && !Number.isNaN(paid) && paid !== amount) return PAID;
  const difference = compareFees ? Math.abs(ours.fee[row]! - theirs.fee[line]!) : 0; // NaN where one is not known
  const tolerance = leg === 'wallet' && kind !== PAYMENT ? WALLET_REFUND_TOLERANCE_MILLIFEN : FEE_TOLERANCE_MILLIFEN;
  if (difference > tolerance) return FEE;
  if (ours.requestDay[row] !== theirs.tradeDay[line]) return LATE;
  return difference > 0 ? OK_TOL : OK;
}

/**
 * What two statuses make together. A refund without an end is a REF-PEND, whichever side says so; a payment that we had
 * given up and that was paid after all is a CLOSE-PAID, because the customer may be owed the money back.
 */
function statusOutcome(kind: number, ours: number, theirs: number): number {
  if (kind !== PAYMENT && (ours === PROCESSING || theirs === PROCESSING)) return codeOf['REF-PEND'];
  if (ours === theirs) return OK;
  if (ours === DONE) return codeOf['STAT-DOWN'];
  if (theirs === DONE) return ours === PROCESSING || kind !== PAYMENT ? codeOf['STAT-UP'] : codeOf['CLOSE-PAID'];
  const bothEnded = (ours === FAILED || ours === CLOSED) && (theirs === FAILED || theirs === CLOSED);
  return bothEnded ? OK : codeOf['STAT-UP'];
}
