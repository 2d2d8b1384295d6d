import {
  HUIFU,
  lengthOf,
  ORIGINAL_HUIFU,
  ORIGINAL_PARTY,
  ORIGINAL_REQUEST,
  ORIGINAL_WALLET,
  PARTY,
  PAYMENT,
  REFUND,
  REQUEST,
  textAt,
  WALLET,
  type Rows,
} from '../rows/rows.ts';
import { findMany, findOnlyPayment, type Want } from './findMany.ts';
import { OPEN, type LegMatch } from './legMatch.ts';
import { contradicted, pair } from './pairs.ts';

/** A refund's payment: in our ledger, or at least in the statement. */
export interface Original {
  /** Ledger row, −1 when only the statement has it. */
  row: number;
  /** Line, −1 when only the ledger has it. */
  line: number;
}

/** The payments of all refunds, by the refunds' line and ledger row. `null`: nobody has it. */
export interface Originals {
  ofLine: Map<number, Original | null>;
  ofRow: Map<number, Original | null>;
}

const references = [
  [ORIGINAL_HUIFU, HUIFU],
  [ORIGINAL_REQUEST, REQUEST],
  [ORIGINAL_PARTY, PARTY],
  [ORIGINAL_WALLET, WALLET],
] as const;

/**
 * Looks for the payments that refunds name: in the ledger by every number that they name, and then in the statement. Of the
 * ledger's refunds only those are looked at whose line (if there is one) does not tell.
 */
export function findOriginals(match: LegMatch): Originals {
  const { ledger, lines, lineOf } = match;
  const ofLine = originalsOf(match, lines.rows, refundsAmong(lines.rows));
  const untold = refundsAmong(ledger.rows).filter((row) => lineOf[row] === -1 || ofLine.get(lineOf[row]!) === null);
  return { ofLine, ofRow: originalsOf(match, ledger.rows, untold) };
}

function refundsAmong({ kind, count }: Rows): number[] {
  const found: number[] = [];
  for (let at = kind.indexOf(REFUND); at >= 0 && at < count; at = kind.indexOf(REFUND, at + 1)) found.push(at);
  return found;
}

function originalsOf(match: LegMatch, rows: Rows, refunds: readonly number[]): Map<number, Original | null> {
  const { ledger, lines, lineOf, rowOf } = match;
  const known = new Map<number, Original | null>();
  const rest: number[] = [];
  // The ledger can be looked up by Huifu's number without a pass over all of it.
  const strongest = Int32Array.from(refunds, (refund) =>
    findOnlyPayment(ledger.index, ledger.rows, rows, refund, ORIGINAL_HUIFU),
  );
  const inLedger = findPayments(ledger.rows, rows, refunds, strongest);
  for (const [at, refund] of refunds.entries()) {
    const row = inLedger[at]!;
    known.set(refund, row >= 0 ? { row, line: lineOf[row]! } : null);
    if (row < 0) rest.push(refund);
  }
  const inLines = findPayments(lines.rows, rows, rest, new Int32Array(rest.length).fill(-1));
  for (const [at, refund] of rest.entries()) {
    const line = inLines[at]!;
    if (line >= 0) known.set(refund, { row: rowOf[line]!, line });
  }
  return known;
}

/** @param found what is known already; −1 for what is still looked for */
function findPayments(among: Rows, rows: Rows, refunds: readonly number[], found: Int32Array): Int32Array {
  for (const [text, key] of references) {
    const missing = [...found.keys()].filter((at) => found[at] === -1);
    const rowsFound = findMany(
      among,
      key,
      missing.map((at) => wantOf(rows, refunds[at]!, text)),
    );
    for (const [i, at] of missing.entries()) found[at] = rowsFound[i]!;
  }
  return found;
}

function wantOf(rows: Rows, refund: number, text: number): Want | null {
  const length = lengthOf(rows, refund, text);
  if (length === 0) return null;
  const at = textAt(rows, refund, text);
  return { bytes: rows.arena.subarray(at, at + length), kind: PAYMENT, day: rows.originalDay[refund]! };
}

/** One number for a payment, whoever named it. */
export const originalId = (match: LegMatch, { row, line }: Original): number =>
  row >= 0 ? row : match.ledger.rows.count + line;

/**
 * Pairs refunds that have no number in common by their payment and amount, when there is only one such refund on each side.
 * Refunds of which both sides have a number of their own are not the same, however alike they look.
 */
export function pairByOriginal(match: LegMatch, { ofLine, ofRow }: Originals): void {
  const { ledger, lines, lineOf, rowOf, lineOutcome, rowOutcome, ambiguous } = match;
  const candidates = new Map<string, { lines: number[]; rows: number[] }>();
  const add = (original: Original | null, amount: number, refund: number, side: 'lines' | 'rows'): void => {
    if (!original) return;
    const place = `${originalId(match, original)} ${amount}`;
    const held = candidates.get(place) ?? { lines: [], rows: [] };
    held[side].push(refund);
    candidates.set(place, held);
  };
  for (const [line, original] of ofLine)
    if (rowOf[line] === -1 && lineOutcome[line] === OPEN) add(original, lines.rows.amount[line]!, line, 'lines');
  if (candidates.size === 0) return;
  for (const [row, original] of ofRow)
    if (lineOf[row] === -1 && rowOutcome[row] === OPEN) add(original, ledger.rows.amount[row]!, row, 'rows');
  for (const held of candidates.values()) {
    const [line, row] = [held.lines[0], held.rows[0]];
    if (line === undefined || row === undefined) continue;
    if (held.lines.length === 1 && held.rows.length === 1) {
      if (!contradicted(match, line, row) && !otherNumbers(match, line, row)) pair(match, line, row, 4);
    } else for (const one of held.lines) ambiguous.add(one);
  }
}

/** Both sides name the refund in the wallet, each differently. */
function otherNumbers({ ledger, lines }: LegMatch, line: number, row: number): boolean {
  return [PARTY, WALLET].some((key) => lengthOf(lines.rows, line, key) > 0 && lengthOf(ledger.rows, row, key) > 0);
}
