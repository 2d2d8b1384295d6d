import { DONE, MOVED, PROCESSING, REFUND, textOf, REQUEST, HUIFU, type Rows } from '../rows/rows.ts';
import { codeOf, OPEN, type LegMatch } from './legMatch.ts';
import { NOBODY, type Originals } from './originals.ts';

/** A refund as both sides together know it. */
interface Refund {
  line: number;
  row: number;
  amount: number;
  time: number;
  /** Its payment, as {@link Originals} number them. */
  original: number;
}

const { OK, FEE, LATE, 'OK-TOL': OK_TOL, 'REF-ORPHAN': ORPHAN, 'REF-OVER': OVER, 'REF-FEE': REF_FEE } = codeOf;

/**
 * The rules that only refunds have: their payment must be known, together they must not exceed it, and the fee that comes
 * back follows the rule. Looked at only where the pair itself is in order.
 */
export function judgeRefunds(match: LegMatch, originals: Originals): void {
  const refunds = refundsOf(match, originals).sort((a, b) => a.original - b.original);
  for (let from = 0, to = 0; from < refunds.length; from = to) {
    const { original } = refunds[from]!;
    while (refunds[to]?.original === original) to++;
    const together = refunds.slice(from, to);
    if (original === NOBODY) {
      for (const refund of together) if (inOrder(match, refund)) set(match, refund, ORPHAN);
    } else {
      judgeSum(match, together);
      judgeFees(match, together);
    }
  }
}

const live = (rows: Rows, at: number): boolean => {
  const status = rows.status[at]! & MOVED;
  return rows.kind[at] === REFUND && (status === DONE || status === PROCESSING);
};

const describe = (rows: Rows, at: number): Pick<Refund, 'amount' | 'time'> => ({
  amount: rows.amount[at]!,
  time: rows.time[at]!,
});

function refundsOf(match: LegMatch, originals: Originals): Refund[] {
  const { ledger, lines, rowOf, lineOf, lineOutcome, rowOutcome } = match;
  const found: Refund[] = [];
  for (const [at, line] of originals.lines.entries()) {
    const row = rowOf[line]!;
    if (!live(lines.rows, line) || (row < 0 && lineOutcome[line] !== OPEN)) continue;
    let original = originals.ofLines[at]!;
    if (original === NOBODY && row >= 0) original = originals.ofRow.get(row) ?? NOBODY;
    found.push({ line, row, original, ...describe(lines.rows, line) });
  }
  for (const [row, original] of originals.ofRow) {
    if (!live(ledger.rows, row) || lineOf[row] !== -1 || rowOutcome[row] !== OPEN) continue;
    found.push({ line: -1, row, original, ...describe(ledger.rows, row) });
  }
  return found;
}

/** Nothing is wrong with the refund so far, or nobody but the statement has it. */
function inOrder({ lineOutcome }: LegMatch, { line }: Refund): boolean {
  if (line < 0) return false;
  const outcome = lineOutcome[line]!;
  return outcome === OPEN || outcome === OK || outcome === OK_TOL || outcome === LATE;
}

function set({ lineOutcome, rowOutcome }: LegMatch, { line, row }: Refund, outcome: number): void {
  lineOutcome[line] = outcome;
  if (row >= 0) rowOutcome[row] = outcome;
}

/** The refunds with which the sum passes the payment, in the order in which they were made. */
function judgeSum(match: LegMatch, refunds: readonly Refund[]): void {
  const limit = amountOf(match, refunds[0]!.original);
  if (sumOf(refunds) <= limit) return;
  let sum = 0;
  const inTime = refunds.toSorted((a, b) => a.time - b.time || (numberOf(match, a) < numberOf(match, b) ? -1 : 1));
  for (const refund of inTime) {
    sum += refund.amount;
    if (sum <= limit || !inOrder(match, refund)) continue;
    set(match, refund, OVER);
    match.originalAmount.set(refund.line, limit);
  }
}

function sumOf(refunds: readonly Refund[]): number {
  let sum = 0;
  for (const { amount } of refunds) sum += amount;
  return sum;
}

function numberOf({ ledger, lines }: LegMatch, { line, row }: Refund): string {
  const [rows, at] = line >= 0 ? [lines.rows, line] : [ledger.rows, row];
  return textOf(rows, at, REQUEST) || textOf(rows, at, HUIFU);
}

function amountOf({ ledger, lines }: LegMatch, original: number): number {
  const { count, amount } = ledger.rows;
  return original < count ? amount[original]! : lines.rows.amount[original - count]!;
}

/** What the payment cost, by the statement if it is there; NaN when nobody says. */
function feeOf({ ledger, lines, lineOf }: LegMatch, original: number): number {
  const { count, fee } = ledger.rows;
  const line = original < count ? lineOf[original]! : original - count;
  const fromLine = line >= 0 ? lines.rows.fee[line]! : Number.NaN;
  return Number.isNaN(fromLine) && original < count ? fee[original]! : fromLine;
}

/**
 * A whole refund returns the whole fee. A part returns its share, cut off to the fen; what that leaves comes with the
 * refund that completes the payment (huifu-api.md §3.8.1). Wallets write five decimals: there a fen either way is theirs.
 */
function judgeFees(match: LegMatch, refunds: readonly Refund[]): void {
  const { original } = refunds[0]!;
  const { lines, lineOutcome, rowOutcome, expectedFee } = match;
  const fee = feeOf(match, original);
  const amount = amountOf(match, original);
  if (Number.isNaN(fee) || amount === 0) return;
  const complete = sumOf(refunds) === amount;
  let together = 0;
  for (const refund of refunds) together += share(fee, refund.amount, amount);
  for (const refund of refunds) {
    const { line, row } = refund;
    if (line < 0) continue;
    const outcome = lineOutcome[line]!;
    if (!inOrder(match, refund) && outcome !== FEE) continue;
    const returned = lines.rows.fee[line]!;
    if (Number.isNaN(returned)) continue;
    const expected = refund.amount === amount ? fee : share(fee, refund.amount, amount);
    const last = complete ? expected + fee - together : expected;
    const fits =
      match.leg === 'huifu'
        ? returned === expected || returned === last
        : Math.abs(returned - exact(fee, refund.amount, amount)) <= 1_000;
    if (fits) continue;
    expectedFee.set(line, expected);
    if (outcome === OPEN) continue; // it is missing here: that is the graver thing
    lineOutcome[line] = REF_FEE;
    if (row >= 0) rowOutcome[row] = REF_FEE;
  }
}

/** The refund's share of the fee, cut off to whole fen, in 1/1000 fen. */
function share(fee: number, part: number, whole: number): number {
  return Math.floor(exact(fee, part, whole) / 1_000) * 1_000;
}

/** fee × part ÷ whole, cut off; exact however large the numbers are. */
function exact(fee: number, part: number, whole: number): number {
  const product = fee * part;
  return Number.isSafeInteger(product)
    ? Math.floor(product / whole)
    : Number((BigInt(fee) * BigInt(part)) / BigInt(whole));
}
