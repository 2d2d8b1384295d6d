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
import { findOnly } from './keyIndex.ts';
import { OPEN, type LegMatch } from './legMatch.ts';
import { contradicted, pair } from './pairs.ts';
import type { Side } from './side.ts';

/** A refund's payment: in our ledger, or at least in the statement. */
export interface Original {
  /** Ledger row, −1 when only the statement has it. */
  row: number;
  /** Line, −1 when only the ledger has it. */
  line: number;
}

const references = [
  [ORIGINAL_HUIFU, HUIFU],
  [ORIGINAL_REQUEST, REQUEST],
  [ORIGINAL_PARTY, PARTY],
  [ORIGINAL_WALLET, WALLET],
] as const;

/** Looks for the payment that a refund (of either side) names. */
function find(side: Side, rows: Rows, refund: number): number {
  for (const [text, key] of references) {
    const length = lengthOf(rows, refund, text);
    if (length === 0) continue;
    const at = textAt(rows, refund, text);
    const found = findOnly(
      side.indexes[key]!,
      side.rows,
      rows.arena.subarray(at, at + length),
      PAYMENT,
      rows.originalDay[refund]!,
    );
    if (found >= 0) return found;
  }
  return -1;
}

/** What is known of a payment by what a refund says; `null` when nobody has it. */
export function originalOf(match: LegMatch, rows: Rows, refund: number): Original | null {
  const row = find(match.ledger, rows, refund);
  if (row >= 0) return { row, line: match.lineOf[row]! };
  const line = find(match.lines, rows, refund);
  return line < 0 ? null : { row: match.rowOf[line]!, line };
}

/** One number for a payment, whoever named it. */
export const originalId = (match: LegMatch, { row, line }: Original): number =>
  row >= 0 ? row : match.ledger.rows.count + line;

/**
 * Pairs refunds that have no number in common by their payment and amount, when there is only one such refund on each side.
 * Refunds of which both sides have a number of their own are not the same, however alike they look.
 */
export function pairByOriginal(match: LegMatch): void {
  const { ledger, lines, lineOf, rowOf, lineOutcome, rowOutcome, ambiguous } = match;
  const candidates = new Map<string, { lines: number[]; rows: number[] }>();
  const add = (rows: Rows, refund: number, side: 'lines' | 'rows'): void => {
    const original = originalOf(match, rows, refund);
    if (!original) return;
    const place = `${originalId(match, original)} ${rows.amount[refund]}`;
    const held = candidates.get(place) ?? { lines: [], rows: [] };
    held[side].push(refund);
    candidates.set(place, held);
  };
  for (let line = 0; line < rowOf.length; line++)
    if (lines.rows.kind[line] === REFUND && rowOf[line] === -1 && lineOutcome[line] === OPEN)
      add(lines.rows, line, 'lines');
  if (candidates.size === 0) return;
  for (let row = 0; row < lineOf.length; row++)
    if (ledger.rows.kind[row] === REFUND && lineOf[row] === -1 && rowOutcome[row] === OPEN)
      add(ledger.rows, row, 'rows');
  for (const held of candidates.values()) {
    if (held.rows.length === 0) continue;
    const [line, row] = [held.lines[0], held.rows[0]];
    if (held.lines.length === 1 && held.rows.length === 1) {
      if (!contradicted(match, line!, row!) && !otherNumbers(match, line!, row!)) pair(match, line!, row!, 4);
    } else for (const one of held.lines) ambiguous.add(one);
  }
}

/** Both sides name the refund in the wallet, each differently. */
function otherNumbers({ ledger, lines }: LegMatch, line: number, row: number): boolean {
  return [PARTY, WALLET].some((key) => lengthOf(lines.rows, line, key) > 0 && lengthOf(ledger.rows, row, key) > 0);
}
