import { lengthOf, textAt, type Rows } from './rows.ts';

/** The lowest `n` bytes of a word. */
const MASKS = [0, 0xff, 0xffff, 0xffffff];

/**
 * Copies a key into the arena and hashes it, four bytes at a time. The hash only says where to look: two keys are the same
 * when their bytes are (`sameText`). 0 is kept for a key that is not there.
 *
 * Up to three bytes behind the key are read and written too: both buffers are longer than what is used of them.
 *
 * @param kind payment or refund: the same number of the two kinds is not the same key
 */
export function copyKey(from: DataView, at: number, length: number, to: DataView, toAt: number, kind: number): number {
  let hash = 0x9e3779b9 ^ kind;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const four = from.getInt32(at + i, true);
    to.setInt32(toAt + i, four, true);
    hash = Math.imul(hash ^ four, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  if (i < length) {
    const rest = from.getInt32(at + i, true);
    to.setInt32(toAt + i, rest, true);
    hash = Math.imul(hash ^ (rest & MASKS[length - i]!), 0xc2b2ae35);
  }
  return finished(hash);
}

/** Room for one key, used again and again. */
const scratch = new Uint8Array(1024);
const scratchView = new DataView(scratch.buffer);
const nowhere = new DataView(new ArrayBuffer(1024));

/** The same hash of bytes that stay where they are. Longer than any text of a row: no hash. */
export function hashKey(bytes: Uint8Array, kind: number): number {
  if (bytes.length > 1000) return 0;
  scratch.set(bytes);
  return copyKey(scratchView, 0, bytes.length, nowhere, 0, kind);
}

/** The same hash of a text that a row already has. */
export function hashText(rows: Rows, row: number, text: number, kind: number): number {
  return copyKey(rows.arenaView, textAt(rows, row, text), lengthOf(rows, row, text), nowhere, 0, kind);
}

function finished(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  hash ^= hash >>> 16;
  return hash === 0 ? 1 : hash >>> 0;
}
