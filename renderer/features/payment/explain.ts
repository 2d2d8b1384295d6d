import type { Payment } from '../../../shared/domain/payment.ts';
import { cannotBeClosed } from '../../../shared/domain/closing.ts';
import { paymentStates, type PaymentAlert, type PaymentState } from '../../../shared/domain/paymentState.ts';

/** Every situation that a payment can be in; `payments.explain` words each: meaning, future, what to do, what never. */
export const situations = [
  'created',
  'unknown',
  'unknownExpired',
  'codeUnknown',
  'codeProcessing',
  'codeGone',
  'waiting',
  'waitingExpired',
  'closing',
  'processing',
  'paid',
  'paidNotBooked',
  'paidBookingFailed',
  'paidAfterEnd',
  'contradicted',
  'failedGateway',
  'failedNotSent',
  'closedExpired',
  'closedCancelled',
  'closedOther',
] as const;
export type Situation = (typeof situations)[number];

type Facts = Pick<Payment, 'state' | 'alert' | 'endReason' | 'booking' | 'way'>;

/**
 * Which explanation fits a payment. Total: every payment has one. An alert comes before everything else, since it needs
 * a person.
 *
 * @param closing a close is wished for and not done yet
 * @param expired the link's expiry has passed
 */
export function situationOf(payment: Facts, closing: boolean, expired: boolean): Situation {
  if (payment.alert) return payment.alert;
  if (payment.way === 'code') {
    if (payment.state === 'unknown') return 'codeUnknown';
    if (closing && payment.state === 'processing') return 'closing';
    if (payment.state === 'processing' || payment.state === 'waiting') return 'codeProcessing';
    if (payment.state === 'closed' && payment.endReason === 'expired') return 'codeGone';
  }
  switch (payment.state) {
    case 'created':
      return 'created';
    case 'unknown':
      return expired ? 'unknownExpired' : 'unknown';
    case 'waiting':
      if (closing) return 'closing';
      return expired ? 'waitingExpired' : 'waiting';
    case 'processing':
      return 'processing';
    case 'paid':
      if (payment.booking === 'failed') return 'paidBookingFailed';
      return payment.booking === 'booked' ? 'paid' : 'paidNotBooked';
    case 'failed':
      return payment.endReason === 'notSent' ? 'failedNotSent' : 'failedGateway';
    case 'closed':
      if (payment.endReason === 'expired') return 'closedExpired';
      return payment.endReason === 'cancelled' ? 'closedCancelled' : 'closedOther';
  }
}

/** The state, or the alert in its place, that a situation is shown with. */
export function stateOf(situation: Situation): { state: PaymentState; alert: PaymentAlert | null } {
  if (situation === 'paidAfterEnd' || situation === 'contradicted') return { state: 'paid', alert: situation };
  if (situation === 'closing') return { state: 'waiting', alert: null };
  if (situation === 'codeGone') return { state: 'closed', alert: null };
  const state = paymentStates.find((name) => situation.toLowerCase().includes(name)) ?? 'unknown';
  return { state, alert: null };
}

/** What an operator may do with a payment now. */
export function possibleActions(
  payment: Pick<Payment, 'state' | 'link' | 'way' | 'method'>,
  closing: boolean,
  expired: boolean,
) {
  const { state, way } = payment;
  const open = state === 'waiting' || state === 'processing';
  const code = way === 'code';
  return {
    /** The customer may still scan the code. */
    show: open && payment.link !== null && !closing && !expired,
    /** Of a payment code only the password is waited for: that may be cancelled for as long as it lasts. */
    cancel: open && !closing && (code || !expired) && !cannotBeClosed(payment),
    /** A payment code is used once; it may have been charged. */
    resend: state === 'unknown' && payment.link === null && !expired && !code,
    /** Failed and closed ones too: money may have come since. */
    query: state !== 'created',
  };
}
