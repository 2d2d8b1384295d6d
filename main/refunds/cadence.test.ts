import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/time.ts';
import { nextRefundQueryAt } from './cadence.ts';

const SENT = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The moments at which a refund would be asked for within `until`, counted from its sending. */
function moments(state: 'unknown' | 'refunding', until: number): number[] {
  const found: number[] = [];
  let askedAt: number | null = null;
  for (;;) {
    const now: number = askedAt ?? SENT;
    const at = nextRefundQueryAt({
      state,
      sentAt: instant(SENT),
      askedAt: askedAt === null ? null : instant(askedAt),
      now: instant(now),
    });
    if (at - SENT > until) return found;
    found.push(at - SENT);
    askedAt = at;
  }
}

describe('nextRefundQueryAt', () => {
  it('asks soon, then after 1 min, 10 min, 1 h, and once a day', () => {
    const soon = [3_000, 10_000, 30_000, MINUTE];
    expect(moments('refunding', 3 * DAY)).toEqual([...soon, 10 * MINUTE, HOUR, DAY, 2 * DAY, 3 * DAY]);
  });

  it('asks for an unknown one every minute at first, and in the end once a day, too', () => {
    const asked = moments('unknown', 3 * DAY);
    expect(asked.filter((at) => at > 30_000 && at <= 10 * MINUTE)).toHaveLength(10);
    expect(asked.filter((at) => at > 10 * MINUTE && at <= 2 * HOUR)).toHaveLength(11);
    expect(asked.filter((at) => at > 2 * HOUR && at <= DAY)).toHaveLength(22);
    expect(asked.filter((at) => at > DAY)).toEqual([2 * DAY, 3 * DAY]);
  });

  it('makes up for a long pause with one query, at once', () => {
    const now = instant(SENT + 5 * DAY + HOUR);
    const refund = { state: 'refunding', sentAt: instant(SENT), askedAt: instant(SENT + MINUTE) } as const;
    expect(nextRefundQueryAt({ ...refund, now })).toBe(now);
    expect(nextRefundQueryAt({ ...refund, askedAt: now, now })).toBe(SENT + 6 * DAY);
  });

  it('takes moments that lie in the future for just now', () => {
    const now = instant(SENT - HOUR);
    expect(nextRefundQueryAt({ state: 'refunding', sentAt: instant(SENT), askedAt: null, now })).toBe(now);
    const later = instant(SENT + 20 * MINUTE);
    const ahead = instant(SENT + DAY);
    expect(nextRefundQueryAt({ state: 'refunding', sentAt: instant(SENT), askedAt: ahead, now: later })).toBe(
      SENT + HOUR,
    );
  });
});
