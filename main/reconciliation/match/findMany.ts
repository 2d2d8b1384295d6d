import { hashKey, hashText } from '../rows/hash.ts';
import { KEYS, lengthOf, PAYMENT, REQUEST, sameText, textAt, type Rows } from '../rows/rows.ts';
import { createFilter, mayHave, note } from './filter.ts';
import { sameDay, type KeyIndex } from './keyIndex.ts';

/** A key that is looked for. */
export interface Want {
  bytes: Uint8Array;
  kind: number;
  /** Request day, 0 when it is not known. */
  day: number;
}

/**
 * Looks for a few keys among many rows in one pass, without an index of the many.
 *
 * @returns for each want the only row that has the key; −1 for none and for more than one
 */
export function findMany(rows: Rows, key: number, wants: readonly (Want | null)[]): Int32Array {
  const found = new Int32Array(wants.length).fill(-1);
  const byHash = new Map<number, number[]>();
  const filter = createFilter(wants.length);
  for (const [at, want] of wants.entries()) {
    if (!want || want.bytes.length === 0) continue;
    const hash = hashKey(want.bytes, want.kind);
    note(filter, hash);
    const held = byHash.get(hash);
    if (held) held.push(at);
    else byHash.set(hash, [at]);
  }
  if (byHash.size === 0) return found;
  const several = new Set<number>();
  const { hashes, count } = rows;
  for (let row = 0; row < count; row++) {
    const hash = hashes[row * KEYS + key]!;
    if (hash === 0 || !mayHave(filter, hash)) continue;
    for (const at of byHash.get(hash) ?? []) {
      if (!fits(rows, row, key, wants[at]!)) continue;
      if (found[at] !== -1) several.add(at);
      found[at] = row;
    }
  }
  for (const at of several) found[at] = -1;
  return found;
}

/**
 * The only payment that an index has under the number that a row of `others` names in its text `text`; −1 for none and for
 * more than one.
 */
export function findOnlyPayment(index: KeyIndex, rows: Rows, others: Rows, other: number, text: number): number {
  const { key, table, rowMask } = index;
  if (lengthOf(others, other, text) === 0) return -1;
  const hash = hashText(others, other, text, PAYMENT);
  const mask = table.length - 1;
  let only = -1;
  for (let at = hash & mask, held = table[at]!; held !== 0; at = (at + 1) & mask, held = table[at]!) {
    const row = (held & rowMask) - 1;
    if (((held ^ hash) & ~rowMask) !== 0 || rows.kind[row] !== PAYMENT) continue;
    if (!sameText(rows, row, key, others, other, text)) continue;
    if (only >= 0) return -1;
    only = row;
  }
  return only;
}

function fits(rows: Rows, row: number, key: number, { bytes, kind, day }: Want): boolean {
  if (rows.kind[row] !== kind || lengthOf(rows, row, key) !== bytes.length) return false;
  if (key === REQUEST && !sameDay(rows.requestDay[row]!, day)) return false;
  const at = textAt(rows, row, key);
  for (let i = bytes.length - 1; i >= 0; i--) if (rows.arena[at + i] !== bytes[i]) return false;
  return true;
}
