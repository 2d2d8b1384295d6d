/** How much one caller may ask for. */
export interface Rate {
  /** Counts one; `false` when it is too many. */
  allow(client: string): boolean;
}

/** So many callers are remembered; beyond that the longest silent ones are forgotten. */
const MAX_CLIENTS = 10_000;

/**
 * At most `perMinute` in a burst, refilled evenly over a minute.
 *
 * @param tick a clock that nobody turns, ms
 */
export function createRate(perMinute: number, tick: () => number = () => performance.now()): Rate {
  const seen = new Map<string, { left: number; at: number }>();
  return {
    allow(client) {
      const now = tick();
      const known = seen.get(client) ?? { left: perMinute, at: now };
      const left = Math.min(perMinute, known.left + ((now - known.at) / 60_000) * perMinute);
      seen.delete(client);
      seen.set(client, { left: left >= 1 ? left - 1 : left, at: now });
      if (seen.size > MAX_CLIENTS) seen.delete(seen.keys().next().value!);
      return left >= 1;
    },
  };
}
