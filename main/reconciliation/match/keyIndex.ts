import { KEYS, REQUEST, sameText, type Rows } from '../rows/rows.ts';

/**
 * Finds rows by one of their keys. Open addressing: a slot holds 0, or a row's number + 1 in its lower bits (`rowMask`) and
 * the upper bits of the key's hash above them, so that other keys are passed over without a look at their rows.
 */
export interface KeyIndex {
  key: number;
  table: Int32Array;
  rowMask: number;
  /** What {@link fetchAhead} saw: kept, or the compiler would notice that nobody wants it and fetch nothing. */
  touched: number;
}

/**
 * @param count how many rows will be inserted
 * @param rows how many rows there are: their numbers are below it
 */
export function createIndex(key: number, count: number, rows: number): KeyIndex {
  let size = 64;
  while (size < count * 1.5) size *= 2;
  return { key, table: new Int32Array(size), rowMask: 0xffffffff >>> Math.clz32(rows), touched: 0 };
}

/**
 * Adds a row.
 *
 * @returns an earlier row with the same key, or −1
 */
export function insert(index: KeyIndex, rows: Rows, row: number): number {
  const { key, table, rowMask } = index;
  const hash = rows.hashes[row * KEYS + key]!;
  if (hash === 0) return -1;
  const mask = table.length - 1;
  let slot = hash & mask;
  let same = -1;
  for (let held = table[slot]!; held !== 0; held = table[slot]!) {
    if (same < 0 && ((held ^ hash) & ~rowMask) === 0) {
      const other = (held & rowMask) - 1;
      if (sameKey(key, rows, other, rows, row)) same = other;
    }
    slot = (slot + 1) & mask;
  }
  table[slot] = (hash & ~rowMask) | (row + 1);
  return same;
}

function sameKey(key: number, rows: Rows, row: number, others: Rows, other: number): boolean {
  return (
    rows.kind[row] === others.kind[other] &&
    sameText(rows, row, key, others, other, key) &&
    (key !== REQUEST || sameDay(rows.requestDay[row]!, others.requestDay[other]!))
  );
}

/** A request number is only unique within its day; a day that is not known agrees with any. */
export function sameDay(a: number, b: number): boolean {
  return a === b || a === 0 || b === 0;
}

/** The slot that a search of `hash` begins with. */
export const firstSlot = (index: KeyIndex, hash: number): number => hash & (index.table.length - 1);

/**
 * Goes on from `slot` to the next row of `rows` whose key is that of `row` in `others`.
 *
 * @returns the slot, or −1; the row is `rowAt(index, slot)`, and the search goes on at `slot + 1`
 */
export function findFrom(index: KeyIndex, slot: number, rows: Rows, others: Rows, row: number): number {
  const { key, table, rowMask } = index;
  const mask = table.length - 1;
  const hash = others.hashes[row * KEYS + key]!;
  for (let at = slot & mask, held = table[at]!; held !== 0; at = (at + 1) & mask, held = table[at]!) {
    if (((held ^ hash) & ~rowMask) === 0 && sameKey(key, rows, (held & rowMask) - 1, others, row)) return at;
  }
  return -1;
}

export const rowAt = ({ table, rowMask }: KeyIndex, slot: number): number => (table[slot]! & rowMask) - 1;

/** So many rows' slots are touched at a time. */
const TOGETHER = 256;

/**
 * To be told of each row, in order, before it is searched or inserted: every so often it touches the slots in which the keys
 * of the next rows begin. The table is larger than the processor's cache and a search waits for its slot; here none waits
 * for another, so that many come at once.
 */
export function fetchAhead(index: KeyIndex, { hashes, count }: Rows, row: number): void {
  if (row % TOGETHER !== 0) return;
  const { key, table } = index;
  const mask = table.length - 1;
  const end = Math.min(row + TOGETHER, count);
  let touched = 0;
  for (let next = row; next < end; next++) touched |= table[hashes[next * KEYS + key]! & mask]!;
  index.touched = touched;
}
