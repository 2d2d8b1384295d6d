const LIMIT = 3;
const WITHIN_MS = 10 * 60_000;

/**
 * Decides whether a page that died may be loaded once more: three times within ten minutes, then no longer, so that a
 * page that dies at once does not flicker for ever.
 *
 * @returns asks and counts; takes the time now in ms
 */
export function createReloadLimit(): (now: number) => boolean {
  let reloads: number[] = [];
  return (now) => {
    reloads = reloads.filter((at) => now - at < WITHIN_MS);
    if (reloads.length >= LIMIT) return false;
    reloads.push(now);
    return true;
  };
}
