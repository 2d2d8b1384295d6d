import type { BookingState } from '../../shared/domain/payment.ts';
import type { PaymentState } from '../../shared/domain/paymentState.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';

/** How long past its expiry a link may still turn out to be paid (huifu-api.md §3.10.1, `time_expire`). */
export const EXPIRY_GRACE_MS = 120_000;

/** Never more than one query per order in this time (huifu-api.md §3.6.2). */
export const FASTEST_MS = 2_000;

/** A payer who was seen paying is waited for this long past the expiry: here money may be on its way. */
const PAYING_MS = 2 * 3_600_000;

const SLOWEST_MS = 60_000;

/**
 * When to ask for a payment next. While the customer stands at the counter: every 2 s for half a minute, then every
 * 5 s; a payment that nobody waits for any more, or whose time is over: every minute (huifu-api.md §3.2.4).
 * Once the payer has opened the cashier, the end is near: every 2 s for a minute.
 *
 * Moments are the PC's. Its clock may be turned in between: what seems to lie in the future counts as long ago.
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
  /** The last query that got an answer, by the clock that is behind, PC's or gateway's: only such a one can be the last of all. */
  lastAnswerAt: Instant | null;
  attended: boolean;
  processingSince: Instant | null;
  now: Instant;
}): Instant | null {
  const { createdAt, expiresAt, lastQueryAt, now } = payment;
  const last = lastQueryAt ?? createdAt;
  const end = expiresAt + EXPIRY_GRACE_MS;
  const lastOfAll = payment.state === 'processing' ? expiresAt + PAYING_MS : end;
  if ((payment.lastAnswerAt ?? createdAt) >= lastOfAll) return null;
  if (last > now) return now;
  if (last >= end) return instant(Math.max(last + SLOWEST_MS, now));
  const age = now - createdAt;
  const fresh = payment.processingSince !== null && Math.abs(now - payment.processingSince) < 60_000;
  const young = age >= 0 && age < 30_000;
  const step = young || fresh ? FASTEST_MS : age < 150_000 || payment.attended ? 5_000 : SLOWEST_MS;
  return instant(Math.max(Math.min(last + step, Math.max(end, last + FASTEST_MS)), now));
}

/** After this long nobody asks any more whether the money is booked: the notice or the statement will say it. */
const BOOKING_PENDING_MS = 30 * 60_000;
/** A gateway that says nothing at all about booking is asked a few times only. */
const BOOKING_UNKNOWN_MS = 80_000;
const BOOKING_FIRST_MS = 5_000;
const BOOKING_SLOWEST_MS = 300_000;

/**
 * When to ask next whether a paid payment is booked, which refunds wait for (huifu-api.md §5.4): after 5 s, then each time
 * after twice as long, at the slowest every 5 minutes.
 *
 * @param since when it became known here that it is paid
 * @returns `null` when it is booked, or when it is left to others
 */
export function nextBookingQueryAt(payment: {
  booking: BookingState;
  since: Instant;
  lastQueryAt: Instant | null;
  now: Instant;
}): Instant | null {
  const { booking, since, now } = payment;
  if (booking === 'booked' || booking === 'failed') return null;
  const last = Math.max(payment.lastQueryAt ?? since, since);
  // A clock that was turned back counts as no time gone by.
  const age = Math.max(0, last - since);
  if (age >= (booking === 'pending' ? BOOKING_PENDING_MS : BOOKING_UNKNOWN_MS)) return null;
  const at = last + Math.min(Math.max(age, BOOKING_FIRST_MS), BOOKING_SLOWEST_MS);
  return instant(Math.max(Math.min(at, now + BOOKING_SLOWEST_MS), now));
}
