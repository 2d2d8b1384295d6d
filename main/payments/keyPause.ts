/** The first pause after a key that could not be read, and the longest. */
const SHORTEST_MS = 5_000;
const LONGEST_MS = 60_000;

/**
 * Keeps work that nobody asked for away from a keychain that gave no key: each reading may put an unlock dialog on the
 * screen, and one that was dismissed should not come back at once. What a person asks for is never held.
 */
export interface KeyPause {
  failed(): void;
  /** Ends the pause; says whether there was one. */
  over(): boolean;
  /** How much of the pause is left, ms. */
  heldFor(): number;
}

export function createKeyPause(): KeyPause {
  let until = 0;
  let misses = 0;
  const heldFor = () => Math.max(0, until - performance.now());
  return {
    failed() {
      if (heldFor() > 0) return;
      until = performance.now() + Math.min(SHORTEST_MS * 2 ** misses, LONGEST_MS);
      misses += 1;
    },
    over() {
      const held = misses > 0;
      until = 0;
      misses = 0;
      return held;
    },
    heldFor,
  };
}
