import type { Answered } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded, type PaymentNews } from '../../shared/domain/paymentState.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { businessDateOf } from '../../shared/domain/time.ts';
import type { CallNumber, CallOutcome, PaymentReport } from '../gateway/types.ts';
import { EXPIRY_GRACE_MS } from './cadence.ts';
import { factsOf, recordNews, type EventNote } from './record.ts';
import type { PaymentsContext } from './types.ts';

/** A fresh request number with the Beijing date it belongs to. */
export function newCall(context: PaymentsContext, kind: 'query' | 'close' | 'payment'): CallNumber {
  const now = context.now();
  return { requestDate: businessDateOf(now), requestNumber: newRequestNumber(kind, now, context.till()) };
}

/**
 * Asks the gateway once where a payment stands and records what it says.
 *
 * @param byHand an operator asked: the timeline gets a line even when nothing is new
 * @returns the payment as it stands, with the outcome of the call; fails only when the keychain gives no key
 */
export async function askGateway(
  context: PaymentsContext,
  payment: Payment,
  byHand: boolean,
): Promise<Answered<{ payment: Payment; outcome: CallOutcome<PaymentReport> }>> {
  const gateway = await context.gateway();
  if (!gateway.ok) return gateway;
  const call = newCall(context, 'query');
  const outcome = await gateway.data.queryHostedPayment(call, payment, payment.amount);
  context.health.saw(outcome);
  const event: EventNote = { kind: 'query', requestNumber: call.requestNumber, ...wordsOf(outcome) };
  const after = await recordNews(
    context,
    payment.id,
    newsOf(outcome, payment, context.now()),
    patchOf(outcome, payment),
    event,
    {
      quiet: !byHand,
    },
  );
  return { ok: true, data: { payment: after, outcome } };
}

/** Code, text and a word for the timeline. */
export function wordsOf(outcome: CallOutcome<unknown>): Pick<EventNote, 'respCode' | 'respDesc' | 'detail'> {
  if (outcome.kind === 'notSent') return { detail: outcome.reason };
  if (outcome.kind === 'unknown') {
    return {
      detail: outcome.reason,
      respCode: outcome.answer?.respCode ?? null,
      respDesc: outcome.answer?.respDesc ?? null,
    };
  }
  const { respCode, respDesc, bankMessage } = outcome.answer;
  return { respCode, respDesc: bankMessage || respDesc, detail: outcome.kind };
}

function newsOf(outcome: CallOutcome<PaymentReport>, payment: Payment, now: number): PaymentNews {
  if (outcome.kind === 'accepted') {
    // An order that was never shown has no link to wait for: only its end can be learnt.
    if (outcome.value.news === 'unpaid' && payment.link === null) return 'notFound';
    return outcome.value.news;
  }
  if (outcome.kind === 'notFound') {
    // Nobody opened the cashier until well past the expiry: the link is dead (huifu-api.md §3.2.4, §3.10.1).
    return now >= payment.expiresAt + EXPIRY_GRACE_MS ? 'closed' : 'notFound';
  }
  return 'noAnswer';
}

function patchOf(outcome: CallOutcome<PaymentReport>, payment: Payment) {
  if (outcome.kind === 'notFound') return { endReason: 'expired' as const };
  if (outcome.kind !== 'accepted') return {};
  const facts = factsOf(outcome.value);
  const { news } = outcome.value;
  if (news !== 'failed' && news !== 'closed') return facts;
  const { respCode, respDesc, bankMessage } = outcome.answer;
  const late = (facts.endedAt ?? 0) >= payment.expiresAt;
  const endReason = news === 'closed' ? (late ? 'expired' : 'cancelled') : 'gateway';
  return {
    ...facts,
    endReason: endReason as Payment['endReason'],
    ...(news === 'failed' ? { failureCode: respCode, failureText: bankMessage || respDesc } : {}),
  };
}

/** True while a payment is worth asking for at all. */
export function isOpen(payment: Payment): boolean {
  return !isEnded(payment.state);
}
