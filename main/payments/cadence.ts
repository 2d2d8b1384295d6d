import type { PaymentState } from '../../shared/domain/paymentState.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';

/** How long past its expiry a link may still turn out to be paid (huifu-api.md §3.10.1, `time_expire`). */
export const EXPIRY_GRACE_MS = 120_000;

/** Never more than one query per order in this time (huifu-api.md §3.6.2). */
export const FASTEST_MS = 2_000;

/**
 * When to ask for a payment next. While the customer stands at the counter: every 2 s for half a minute, then every
 * 5 s; a payment that nobody waits for any more: every minute after the documented 150 s (huifu-api.md §3.2.4).
 * Once the payer has opened the cashier, the end is near: every 2 s for a minute.
 *
 * @param attended the newest open payment of this till point, the one on the screen
 * @param processingSince when the gateway first said that the payer is paying; `null` before that
 * @returns the moment of the next query, or `null` when the last one has been made
 */
export function nextQueryAt(payment: {
  state: PaymentState;
  createdAt: Instant;
  expiresAt: Instant;
  lastQueryAt: Instant | null;
  /** The last query that got an answer: only such a one can be the last of all. */
  lastAnswerAt: Instant | null;
  attended: boolean;
  processingSince: Instant | null;
  now: Instant;
}): Instant | null {
  const { createdAt, expiresAt, lastQueryAt, now } = payment;
  const last = lastQueryAt ?? createdAt;
  const end = expiresAt + EXPIRY_GRACE_MS;
  if ((payment.lastAnswerAt ?? createdAt) >= end) return null;
  const age = now - createdAt;
  const fresh = payment.processingSince !== null && now - payment.processingSince < 60_000;
  const step = age < 30_000 || fresh ? FASTEST_MS : age < 150_000 || payment.attended ? 5_000 : 60_000;
  return instant(Math.max(Math.min(last + step, Math.max(end, last + FASTEST_MS)), now));
}
