import { HUIFU, KEYS, lengthOf, PAYMENT, REQUEST, type Rows } from '../rows/rows.ts';
import { createIndex, insert, type KeyIndex } from './keyIndex.ts';

/** Rows that can be looked up, and which of them share a key. */
export interface Side {
  rows: Rows;
  indexes: KeyIndex[];
  /** Rows with a key that occurs more than once → the group's first row. */
  doubled: Map<number, number>;
}

/** @param room how many rows may still be added with {@link addToSide} */
export function createSide(rows: Rows, room = 0): Side {
  const indexes = Array.from({ length: KEYS }, (_, key) => createIndex(key, rows.count + room));
  const side: Side = { rows, indexes, doubled: new Map() };
  // Key by key: one table at a time stays in the processor's cache.
  for (const index of indexes) for (let row = 0; row < rows.count; row++) add(side, index, row);
  return side;
}

export function addToSide(side: Side, row: number): void {
  for (const index of side.indexes) add(side, index, row);
}

function add(side: Side, index: KeyIndex, row: number): void {
  const same = insert(index, side.rows, row);
  if (same >= 0 && tells(side.rows, row, same, index.key)) join(side.doubled, same, row);
}

/**
 * Whether two rows with the same key are the same thing twice. Payments are, whatever the key. Refunds repeat numbers of
 * their payment in some lists: there only the refund's own numbers tell.
 */
function tells(rows: Rows, a: number, b: number, key: number): boolean {
  if (rows.kind[a] === PAYMENT || key <= REQUEST) return true;
  return [HUIFU, REQUEST].every((own) => lengthOf(rows, a, own) === 0 || lengthOf(rows, b, own) === 0);
}

/** Groups are joined by their smallest row, so that the order in which they are found does not matter. */
function join(doubled: Map<number, number>, a: number, b: number): void {
  const [rootA, rootB] = [rootOf(doubled, a), rootOf(doubled, b)];
  const root = Math.min(rootA, rootB);
  for (const row of [a, b, rootA, rootB]) doubled.set(row, root);
}

export function rootOf(doubled: ReadonlyMap<number, number>, row: number): number {
  let root = row;
  for (let up = doubled.get(root); up !== undefined && up !== root; up = doubled.get(root)) root = up;
  return root;
}

/** The groups with all their rows, in the order of the rows. */
export function groupsOf(side: Side): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of [...side.doubled.keys()].toSorted((a, b) => a - b)) {
    const root = rootOf(side.doubled, row);
    groups.set(root, [...(groups.get(root) ?? []), row]);
  }
  return groups;
}
