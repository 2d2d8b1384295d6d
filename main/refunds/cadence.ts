import type { RefundState } from '../../shared/domain/refundState.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Wallets mostly answer within seconds; bank cards take days (huifu-api.md §3.8.1). */
const SOON = [3 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE];
const LATER = [10 * MINUTE, HOUR];

/** After a query that got no answer, the next one comes no sooner than this. */
export const RETRY_MS = MINUTE;

/**
 * When to ask for a refund next, counted from its sending: soon, then after 1 min, 10 min, 1 h, and then once a day. While
 * nobody knows whether it arrived, nobody may refund the order: then every minute for ten minutes, every ten minutes for
 * two hours, every hour for a day. What was missed while the console was off is one query, at once.
 *
 * Moments are the PC's. Its clock may be turned in between: what seems to lie in the future counts as just now.
 *
 * @param askedAt the last query that got an answer
 */
export function nextRefundQueryAt(refund: {
  state: RefundState;
  sentAt: Instant;
  askedAt: Instant | null;
  now: Instant;
}): Instant {
  const { state, sentAt, now } = refund;
  if (sentAt > now) return now;
  const asked = Math.min(refund.askedAt ?? sentAt, now);
  const step = stepAfter(Math.max(0, asked - sentAt), state === 'unknown');
  return instant(Math.max(sentAt + step, now));
}

/** The first moment of the schedule after `age`, both counted from the sending. */
function stepAfter(age: number, unknown: boolean): number {
  const fixed = [...SOON, ...(unknown ? [] : LATER)].find((step) => step > age);
  if (fixed !== undefined) return fixed;
  if (!unknown || age >= DAY) return nextMultiple(age, DAY);
  return nextMultiple(age, age < 10 * MINUTE ? MINUTE : age < 2 * HOUR ? 10 * MINUTE : HOUR);
}

function nextMultiple(age: number, step: number): number {
  return (Math.floor(age / step) + 1) * step;
}
