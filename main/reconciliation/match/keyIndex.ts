import { KEYS, REQUEST, sameText, type Rows } from '../rows/rows.ts';

/** Finds rows by one of their keys. Open addressing: a slot holds a row's number + 1, or 0. */
export interface KeyIndex {
  key: number;
  table: Int32Array;
}

export function createIndex(key: number, rows: number): KeyIndex {
  let size = 64;
  while (size < rows * 1.5) size *= 2;
  return { key, table: new Int32Array(size) };
}

/**
 * Adds a row.
 *
 * @returns an earlier row with the same key, or −1
 */
export function insert(index: KeyIndex, rows: Rows, row: number): number {
  const { key, table } = index;
  const { hashes, kind } = rows;
  const hash = hashes[row * KEYS + key]!;
  if (hash === 0) return -1;
  const mask = table.length - 1;
  let slot = hash & mask;
  let same = -1;
  for (let held = table[slot]!; held !== 0; held = table[slot]!) {
    const other = held - 1;
    if (
      same < 0 &&
      hashes[other * KEYS + key] === hash &&
      kind[other] === kind[row] &&
      sameText(rows, other, key, rows, row, key) &&
      (key !== REQUEST || sameDay(rows.requestDay[other]!, rows.requestDay[row]!))
    )
      same = other;
    slot = (slot + 1) & mask;
  }
  table[slot] = row + 1;
  return same;
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
  const { key, table } = index;
  const mask = table.length - 1;
  const hash = others.hashes[row * KEYS + key]!;
  for (let at = slot & mask, held = table[at]!; held !== 0; at = (at + 1) & mask, held = table[at]!) {
    const found = held - 1;
    if (
      rows.hashes[found * KEYS + key] === hash &&
      rows.kind[found] === others.kind[row] &&
      sameText(rows, found, key, others, row, key) &&
      (key !== REQUEST || sameDay(rows.requestDay[found]!, others.requestDay[row]!))
    )
      return at;
  }
  return -1;
}

export const rowAt = (index: KeyIndex, slot: number): number => index.table[slot]! - 1;
