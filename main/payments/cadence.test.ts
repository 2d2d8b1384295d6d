import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../shared/domain/time.ts';
import { EXPIRY_GRACE_MS, FASTEST_MS, nextQueryAt } from './cadence.ts';

const START = instant(1_767_600_000_000);
const MINUTE = 60_000;

/** Plays the cadence: every query is made on time and answered at once. Returns the seconds after creation. */
function queries(
  options: { attended?: boolean; processingAfter?: number; answered?: boolean; minutes?: number } = {},
): number[] {
  const seen: number[] = [];
  let last: Instant | null = null;
  let now = START;
  for (let guard = 0; guard < 2_000; guard += 1) {
    const processingSince =
      options.processingAfter !== undefined && now - START >= options.processingAfter
        ? instant(START + options.processingAfter)
        : null;
    const at: Instant | null = nextQueryAt({
      state: processingSince ? 'processing' : 'waiting',
      createdAt: START,
      expiresAt: instant(START + (options.minutes ?? 10) * MINUTE),
      lastQueryAt: last,
      lastAnswerAt: options.answered === false ? null : last,
      attended: options.attended ?? false,
      processingSince,
      now,
    });
    if (at === null) return seen;
    now = at;
    last = at;
    seen.push((at - START) / 1000);
    if (options.answered === false && seen.length > 500) return seen;
  }
  throw new Error('the cadence never ends');
}

describe('nextQueryAt', () => {
  it('asks every 2 s at first, every 5 s to 150 s, then every minute', () => {
    const seen = queries();
    expect(seen.slice(0, 4)).toEqual([2, 4, 6, 8]);
    expect(seen.filter((s) => s > 30 && s < 150).every((s, i, all) => i === 0 || 5 === s - all[i - 1]!)).toBe(true);
    expect(seen.filter((s) => s > 220 && s < 700).every((s, i, all) => i === 0 || 60 === s - all[i - 1]!)).toBe(true);
  });

  it('makes its last query exactly when the grace after the expiry is over', () => {
    expect(queries().at(-1)).toBe((10 * MINUTE + EXPIRY_GRACE_MS) / 1000);
    expect(queries({ attended: true, minutes: 2 }).at(-1)).toBe((2 * MINUTE + EXPIRY_GRACE_MS) / 1000);
  });

  it('does not take a query without an answer for the last one', () => {
    expect(queries({ answered: false }).length).toBeGreaterThan(500);
  });

  it('keeps asking every 5 s for the payment on the screen', () => {
    const seen = queries({ attended: true }).filter((s) => s > 150 && s < 600);
    expect(seen.every((s, i, all) => i === 0 || 5 === s - all[i - 1]!)).toBe(true);
  });

  it('hurries once the payer has opened the cashier', () => {
    const seen = queries({ processingAfter: 300_000, attended: true }).filter((s) => s > 306 && s < 360);
    expect(seen.every((s, i, all) => i === 0 || 2 === s - all[i - 1]!)).toBe(true);
  });

  it('never asks twice within two seconds', () => {
    for (const seen of [
      queries(),
      queries({ attended: true }),
      queries({ processingAfter: 1_000 }),
      queries({ minutes: 3 }),
    ]) {
      for (let i = 1; i < seen.length; i += 1)
        expect(seen[i]! - seen[i - 1]!).toBeGreaterThanOrEqual(FASTEST_MS / 1000);
    }
  });

  it('asks at once for a payment that a restart finds long after its time', () => {
    const now = instant(START + 3 * 86_400_000);
    expect(
      nextQueryAt({
        state: 'unknown',
        createdAt: START,
        expiresAt: instant(START + 10 * MINUTE),
        lastQueryAt: null,
        lastAnswerAt: null,
        attended: false,
        processingSince: null,
        now,
      }),
    ).toBe(now);
  });
});
