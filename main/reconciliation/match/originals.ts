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

/**
 * The payments of all refunds. A payment is one number, whoever has it: its ledger row, or, when only the statement has it,
 * the count of ledger rows + its line; {@link NOBODY} when neither has.
 */
export interface Originals {
  /** The refunds of the statement, and the payment of each: there may be very many. */
  lines: readonly number[];
  ofLines: Int32Array;
  /** The ledger's refunds whose line (if there is one) does not tell, and their payments. */
  ofRow: ReadonlyMap<number, number>;
}

export const NOBODY = -1;

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
  const refunds = refundsAmong(lines.rows);
  const ofLines = originalsOf(match, lines.rows, refunds);
  const told = new Uint8Array(lines.rows.count);
  for (const [at, line] of refunds.entries()) if (ofLines[at] !== NOBODY) told[line] = 1;
  const untold = refundsAmong(ledger.rows).filter((row) => lineOf[row] === -1 || told[lineOf[row]!] === 0);
  const ofRows = originalsOf(match, ledger.rows, untold);
  return { lines: refunds, ofLines, ofRow: new Map(untold.map((row, at) => [row, ofRows[at]!])) };
}

function refundsAmong({ kind, count }: Rows): number[] {
  const found: number[] = [];
  for (let at = kind.indexOf(REFUND); at >= 0 && at < count; at = kind.indexOf(REFUND, at + 1)) found.push(at);
  return found;
}

function originalsOf({ ledger, lines, rowOf }: LegMatch, rows: Rows, refunds: readonly number[]): Int32Array {
  // The ledger can be looked up by Huifu's number without a pass over all of it.
  const strongest = Int32Array.from(refunds, (refund) =>
    findOnlyPayment(ledger.index, ledger.rows, rows, refund, ORIGINAL_HUIFU),
  );
  const originals = findPayments(ledger.rows, rows, refunds, strongest);
  const missing = placesOfNone(originals);
  const rest = missing.map((at) => refunds[at]!);
  const inLines = findPayments(lines.rows, rows, rest, new Int32Array(rest.length).fill(NOBODY));
  for (const [i, at] of missing.entries()) {
    const line = inLines[i]!;
    if (line >= 0) originals[at] = rowOf[line]! >= 0 ? rowOf[line]! : ledger.rows.count + line;
  }
  return originals;
}

function placesOfNone(found: Int32Array): number[] {
  const places: number[] = [];
  for (let at = found.indexOf(NOBODY); at >= 0; at = found.indexOf(NOBODY, at + 1)) places.push(at);
  return places;
}

/** @param found what is known already; {@link NOBODY} for what is still looked for */
function findPayments(among: Rows, rows: Rows, refunds: readonly number[], found: Int32Array): Int32Array {
  for (const [text, key] of references) {
    const missing = placesOfNone(found);
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

/**
 * Pairs refunds that have no number in common by their payment and amount, when there is only one such refund on each side.
 * Refunds of which both sides have a number of their own are not the same, however alike they look.
 */
export function pairByOriginal(match: LegMatch, originals: Originals): void {
  const { ledger, lines, lineOf, rowOf, lineOutcome, rowOutcome, ambiguous } = match;
  const candidates = new Map<string, { lines: number[]; rows: number[] }>();
  const add = (original: number, amount: number, refund: number, side: 'lines' | 'rows'): void => {
    if (original === NOBODY) return;
    const place = `${original} ${amount}`;
    const held = candidates.get(place) ?? { lines: [], rows: [] };
    held[side].push(refund);
    candidates.set(place, held);
  };
  for (const [at, line] of originals.lines.entries())
    if (rowOf[line] === -1 && lineOutcome[line] === OPEN)
      add(originals.ofLines[at]!, lines.rows.amount[line]!, line, 'lines');
  if (candidates.size === 0) return;
  for (const [row, original] of originals.ofRow)
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
