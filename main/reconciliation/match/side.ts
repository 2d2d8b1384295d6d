import { HUIFU, KEYS, lengthOf, PAYMENT, REQUEST, type Rows } from '../rows/rows.ts';
import { createIndex, fetchAhead, insert, type KeyIndex } from './keyIndex.ts';

/** The ledger, ready to be looked up by its strongest key; a thread of its own makes it. */
export interface Side {
  rows: Rows;
  index: KeyIndex;
  /** Pairs of rows with the same Huifu number. */
  doubled: [number, number][];
}

/** @param room how many rows may still be added with {@link addToSide} */
export function createSide(rows: Rows, room = 0): Side {
  const side: Side = { rows, index: createIndex(HUIFU, rows.count + room, rows.count + room), doubled: [] };
  for (let row = 0; row < rows.count; row++) {
    fetchAhead(side.index, rows, row);
    addToSide(side, row);
  }
  return side;
}

export function addToSide({ rows, index, doubled }: Side, row: number): void {
  if (rows.hashes[row * KEYS + HUIFU] === 0) return;
  const same = insert(index, rows, row);
  if (same >= 0) doubled.push([same, row]);
}

/**
 * Whether two rows with the same key are the same thing twice. Payments are, whatever the key. Refunds repeat numbers of
 * their payment in some lists: there only the refund's own numbers tell.
 */
export function tells(rows: Rows, a: number, b: number, key: number): boolean {
  if (rows.kind[a] === PAYMENT || key <= REQUEST) return true;
  return [HUIFU, REQUEST].every((own) => lengthOf(rows, a, own) === 0 || lengthOf(rows, b, own) === 0);
}
