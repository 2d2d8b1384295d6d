import { fen } from '../../../shared/domain/money.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { Practice, Timing } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import { couponFor } from './money.ts';

/** What came of a payer's act. `ended`: the order had come to another end before. */
export type PayerResult = 'done' | 'already' | 'ended';

export function isWaiting(order: Order): boolean {
  return order.stage === 'unopened' || order.stage === 'open';
}

/** `trans_stat` of the payment (huifu-api.md §3.2.2). */
export function paymentState(order: Order): 'P' | 'S' | 'F' {
  if (isWaiting(order)) return 'P';
  return order.stage === 'paid' ? 'S' : 'F';
}

/** Whether the money is booked (`acct_stat` S), which refunds wait for. */
export function isBooked(practice: Practice, order: Order): boolean {
  const takes = practice.fates.bookings.get(order.id) ?? practice.timing.bookingMs;
  return order.stage === 'paid' && practice.now() >= order.endedAt! + takes;
}

/** The payer opens the link. From now on the channel knows the order. */
export function openOrder(practice: Practice, order: Order, method: string | null): Order {
  const current = settleOrder(practice, order);
  if (current.stage !== 'unopened') return current;
  return save(practice, { ...current, stage: 'open', openedAt: practice.now(), method: method ?? current.method });
}

/**
 * The payer pays. An ended order is paid all the same when `late`, as happens when the channel was faster than the
 * gateway; a close that was under way then fails.
 */
export function payOrder(
  practice: Practice,
  order: Order,
  how: { method: string; coupon: boolean; late: boolean },
): PayerResult {
  const current = settleOrder(practice, order);
  if (current.stage === 'paid') return 'already';
  if (!isWaiting(current) && !how.late && !practice.faults.take('latePayment')) return 'ended';
  const now = practice.now();
  const slow = practice.faults.take('slowBooking');
  if (slow) practice.fates.bookings.set(current.id, slow.ms);
  const paid = save(practice, {
    ...current,
    stage: 'paid',
    method: how.method,
    coupon: how.coupon ? couponFor(current.amount) : fen(0),
    openedAt: current.openedAt ?? now,
    endedAt: now,
    closeState: current.closeState === 'P' ? 'F' : current.closeState,
  });
  practice.notifier.paid(paid);
  return 'done';
}

/** The payment fails at the payer's end: cancelled, no funds. Final (huifu-api.md §3.2.2). */
export function declineOrder(practice: Practice, order: Order, method: string): PayerResult {
  const current = settleOrder(practice, order);
  if (!isWaiting(current)) return current.stage === 'declined' ? 'already' : 'ended';
  const now = practice.now();
  const declined = save(practice, {
    ...current,
    stage: 'declined',
    method,
    openedAt: current.openedAt ?? now,
    endedAt: now,
    closeState: current.closeState === 'P' ? 'S' : current.closeState,
  });
  practice.notifier.declined(declined);
  return 'done';
}

/** Takes a close that was accepted; it comes to its end `delayMs` later. */
export function closeOrder(practice: Practice, order: Order, delayMs: number): Order {
  const closeDueAt = instant(practice.now() + delayMs);
  return settleOrder(practice, save(practice, { ...order, closeState: 'P', closeDueAt }));
}

/** Ends a waiting order as if its time and the grace were over. */
export function expireOrder(practice: Practice, order: Order): Order {
  const current = settleOrder(practice, order);
  return isWaiting(current) ? save(practice, { ...current, stage: 'expired', endedAt: practice.now() }) : current;
}

/** Brings an order up to now: what time alone changes. Everyone who looks at an order looks through this. */
export function settleOrder(practice: Practice, order: Order): Order {
  const { timing } = practice;
  const now = practice.now();
  if (order.closeState === 'P' && now >= order.closeDueAt!) {
    const closed = save(practice, { ...order, stage: 'closed', closeState: 'S', endedAt: order.closeDueAt });
    practice.notifier.closed(closed);
    return closed;
  }
  if (order.stage === 'open' && now >= order.createdAt + codeMs(order, timing)) {
    const paid = save(practice, { ...order, stage: 'paid', endedAt: now });
    practice.notifier.paid(paid);
    return paid;
  }
  const lastMoment = order.stage === 'open' ? order.expiresAt + timing.graceMs : order.expiresAt;
  if (isWaiting(order) && now >= lastMoment) {
    return save(practice, { ...order, stage: 'expired', endedAt: instant(lastMoment) });
  }
  return order;
}

/** How long a payment code takes that is not paid at once: UnionPay's own time, or the payer's for the password. */
function codeMs(order: Order, timing: Timing): number {
  if (order.method === 'U_MICROPAY') return timing.unionPayCodeMs;
  return order.passwordAsked === 1 ? timing.passwordMs : Infinity;
}

function save(practice: Practice, order: Order): Order {
  practice.orders.save(order);
  return order;
}
