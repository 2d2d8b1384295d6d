import { decode, type Encoding } from './encoding.ts';

const MOST_KEPT = 4_096;

/**
 * Turns the few words that a column repeats (kinds, statuses, channels, merchants) into small numbers, decoding each of
 * them once.
 */
export class WordTable {
  readonly words: string[] = [];
  readonly #known = new Map<number, { bytes: Uint8Array; code: number }[]>();
  #last: { bytes: Uint8Array; code: number } | null = null;
  readonly #codeOf: (word: string) => number;
  encoding: Encoding | null = null;

  /** @param codeOf number for a word seen for the first time; by default the next one */
  constructor(codeOf?: (word: string) => number) {
    this.#codeOf =
      codeOf ?? ((word) => (this.words.includes(word) ? this.words.indexOf(word) : this.words.push(word) - 1));
  }

  code(bytes: Uint8Array, from: number, to: number): number {
    if (this.#last && same(this.#last.bytes, bytes, from, to)) return this.#last.code;
    // Length, first and last byte tell most words apart.
    const slot = ((to - from) << 16) | ((bytes[from] ?? 0) << 8) | (bytes[to - 1] ?? 0);
    const candidates = this.#known.get(slot) ?? [];
    const found = candidates.find((candidate) => same(candidate.bytes, bytes, from, to));
    if (found) {
      this.#last = found;
      return found.code;
    }
    const copy = bytes.slice(from, to);
    const entry = { bytes: copy, code: this.#codeOf(decode(copy, this.encoding).trim()) };
    if (this.#known.size < MOST_KEPT) this.#known.set(slot, [...candidates, entry]);
    this.#last = entry;
    return entry.code;
  }
}

function same(kept: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (kept.length !== length) return false;
  for (let i = 0; i < length; i++) if (kept[i] !== bytes[from + i]) return false;
  return true;
}
