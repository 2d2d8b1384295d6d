import { copyKey } from './hash.ts';
import { growArena, growRows, KEYS, LONGEST_TEXT, TEXTS, type Rows } from './rows.ts';

/** What a text turned out to be when it was added. */
export const TEXT_OK = 0;
export const TEXT_LONG = 1;
/** Excel's scientific notation: the number is lost. */
export const TEXT_SCIENTIFIC = 2;
/** A long number of which only fifteen figures are left: Excel's other way. */
export const TEXT_ROUNDED = 3;
/** Perhaps the same, but so few figures are zero that chance can have done it. */
export const TEXT_DOUBTFUL = 4;

const FIGURES = 15;
/** This many zeros at the end of a long number do not happen by chance. */
const ZEROS_BEYOND_CHANCE = 8;

/** Begins row `rows.count`; it counts only once the caller raises `count`. */
export function beginRow(rows: Rows, kind: number, estimate: number): void {
  const row = rows.count;
  if (row >= rows.line.length) growRows(rows, Math.max(estimate, Math.ceil(row * 1.3) + 1024));
  if (rows.arenaUsed + TEXTS * LONGEST_TEXT >= rows.arena.length) {
    // Memory that is never touched costs nothing: rather too much than a copy.
    const perRow = row > 1000 ? (rows.arenaUsed / row) * 1.1 : 160;
    growArena(rows, Math.max(rows.arenaUsed * 1.3, perRow * rows.line.length) + TEXTS * LONGEST_TEXT * 2);
  }
  rows.kind[row] = kind;
  rows.textAt[row] = rows.arenaUsed;
}

/**
 * Adds text number `text` to the row that was begun; texts come in their order, those without a column are left out.
 *
 * @param bytes must go on for three bytes behind `to`
 * @param view of the same bytes; made once for many texts, because asking an array for its buffer is slow
 * @returns one of the `TEXT_` numbers
 */
export function addText(
  rows: Rows,
  text: number,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  to: number,
  at: number,
): number {
  const row = rows.count;
  const from = bytes[start] === 96 ? start + 1 : start; // the backtick that guards a number against Excel
  let length = to > from ? to - from : 0;
  const first = bytes[from]!;
  // WeChat writes 0 for a number that is not there, others a dash.
  if (length === 1 && (first === 48 || first === 45)) length = 0;
  if (length > LONGEST_TEXT) return TEXT_LONG;
  rows.lengths[row * TEXTS + text] = length;
  if (length === 0) {
    if (text < KEYS) rows.hashes[row * KEYS + text] = 0;
    return TEXT_OK;
  }
  const hash = copyKey(view, from, length, rows.arenaView, at, rows.kind[row]!);
  if (text >= KEYS) return TEXT_OK;
  rows.hashes[row * KEYS + text] = hash;
  if (first > 57 || first < 48) return TEXT_OK;
  if (length > FIGURES && bytes[to - 1] === 48) return zerosAtEnd(bytes, from, to);
  return length < 26 && mayBeScientific(bytes, to) ? scientific(bytes, from, to) : TEXT_OK;
}

const mayBeScientific = (bytes: Uint8Array, to: number): boolean =>
  bytes[to - 4] === 43 || bytes[to - 3] === 43 || bytes[to - 2] === 43;

function zerosAtEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let p = from + FIGURES; p < to; p++) if (bytes[p] !== 48) return scientific(bytes, from, to);
  for (let p = from; p < from + FIGURES; p++) if (bytes[p]! < 48 || bytes[p]! > 57) return TEXT_OK;
  return to - from - FIGURES >= ZEROS_BEYOND_CHANCE ? TEXT_ROUNDED : TEXT_DOUBTFUL;
}

/** `4.2E+27` */
function scientific(bytes: Uint8Array, from: number, to: number): number {
  const mark = bytes[to - 4] === 43 ? to - 4 : bytes[to - 3] === 43 ? to - 3 : bytes[to - 2] === 43 ? to - 2 : -1;
  if (mark < from + 2 || (bytes[mark - 1]! | 32) !== 101) return TEXT_OK;
  for (let p = from; p < mark - 1; p++) if (bytes[p] !== 46 && (bytes[p]! < 48 || bytes[p]! > 57)) return TEXT_OK;
  return TEXT_SCIENTIFIC;
}
