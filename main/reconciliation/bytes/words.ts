import { decode, type Encoding } from './encoding.ts';

const SLOTS = 64;

interface Known {
  bytes: Uint8Array;
  code: number;
}

/**
 * Turns the few words that a column repeats (kinds, statuses, channels, merchants) into small numbers, decoding each of
 * them once. A word has one place by its length and letters; two words that want the same place take turns.
 */
export class WordTable {
  readonly words: string[] = [];
  readonly #known: (Known | null)[] = Array.from({ length: SLOTS }, () => null);
  readonly #codeOf: (word: string) => number;
  encoding: Encoding | null = null;

  /** @param codeOf number for a word seen for the first time; by default the next one */
  constructor(codeOf?: (word: string) => number) {
    this.#codeOf = codeOf ?? ((word) => this.#next(word));
  }

  code(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    const slot = (length * 7 + bytes[from]! * 3 + bytes[from + (length >> 1)]! * 5 + bytes[to - 1]!) & (SLOTS - 1);
    const known = this.#known[slot]!;
    if (known !== null && same(known.bytes, bytes, from, length)) return known.code;
    const copy = bytes.slice(from, to);
    const code = this.#codeOf(decode(copy, this.encoding).trim());
    this.#known[slot] = { bytes: copy, code };
    return code;
  }

  #next(word: string): number {
    const known = this.words.indexOf(word);
    return known >= 0 ? known : this.words.push(word) - 1;
  }
}

function same(kept: Uint8Array, bytes: Uint8Array, from: number, length: number): boolean {
  if (kept.length !== length) return false;
  for (let i = 0; i < length; i++) if (kept[i] !== bytes[from + i]) return false;
  return true;
}
