import type { Payment } from './payment.ts';
import { instant, type Instant } from './time.ts';

/** An order may be closed once it is one minute old; a second more covers the two clocks (huifu-api.md §3.7, §3.10.5). */
export const CLOSE_AFTER_MS = 61_000;

/** The moment from which the gateway closes an order. */
export function closableFrom(payment: Pick<Payment, 'createdAt'>): Instant {
  return instant(payment.createdAt + CLOSE_AFTER_MS);
}

/**
 * Orders that no close can end; they expire by themselves. In aggregation those of UnionPay and e-CNY (huifu-api.md §3.7);
 * Huifu's own cashier closes UnionPay too, but no bank payment (§3.10.5).
 */
export function cannotBeClosed({ way, method }: Pick<Payment, 'way' | 'method'>): boolean {
  if (method === 'ecny' || method === 'bank') return true;
  return method === 'unionpay' && !way.startsWith('hosted');
}

/**
 * What came of a close: `scheduled` waits for the one-minute rule, `unknown` was sent and nobody knows yet, `closed`,
 * `paidWhileClosing` means that the payer was faster, `cannotClose` that no close exists for this order, `notClosed` that
 * it was refused and the order runs on until it expires.
 */
export const closeResults = ['scheduled', 'unknown', 'closed', 'paidWhileClosing', 'cannotClose', 'notClosed'] as const;
export type CloseResult = (typeof closeResults)[number];
