import type { Instant } from '../../shared/domain/time.ts';

/** Wrong PINs in a row that cost nothing. */
const FREE_TRIES = 3;
const WAITS_MS = [30_000, 60_000, 300_000, 900_000, 3_600_000];

/** How long after the last wrong PIN the next may be tried, ms. */
function waitAfter(tries: number): number {
  return tries < FREE_TRIES ? 0 : (WAITS_MS[tries - FREE_TRIES] ?? WAITS_MS.at(-1)!);
}

/**
 * The time that has passed since the last wrong PIN of somebody, by a clock that nobody can turn (ms since this process
 * began). What an earlier process left behind counts as far as the PC's clock says that it is past: turned back, it says
 * that no time has passed at all.
 */
export function createWaits(given: { now(): Instant; steady(): number }) {
  const began = { at: given.now(), steady: given.steady() };
  const lastTry = new Map<string, number>();

  return {
    tried: (id: string) => void lastTry.set(id, given.steady()),
    /** What is left of the wait, ms. */
    left(id: string, tries: number, triedAt: Instant | null): number {
      const since = lastTry.get(id);
      const passed =
        since !== undefined
          ? given.steady() - since
          : given.steady() - began.steady + Math.max(0, began.at - (triedAt ?? began.at));
      return Math.max(0, waitAfter(tries) - passed);
    },
  };
}
