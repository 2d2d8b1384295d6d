import type { Answered } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded, type PaymentNews } from '../../shared/domain/paymentState.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { choiceOf } from '../../shared/domain/way.ts';
import { businessDateOf, instant, type Instant } from '../../shared/domain/time.ts';
import type { Answer, CallNumber, CallOutcome, PaymentReport } from '../gateway/types.ts';
import type { PaymentPatch } from '../ledger/types.ts';
import { EXPIRY_GRACE_MS } from './cadence.ts';
import { factsOf, recordNews, type EventNote } from './record.ts';
import type { PaymentsContext } from './types.ts';
import { askAfter } from './ways/index.ts';

/** A fresh request number with the Beijing date it belongs to. */
export function newCall(context: PaymentsContext, kind: 'query' | 'close' | 'payment'): CallNumber {
  const now = context.now();
  return { requestDate: businessDateOf(now), requestNumber: newRequestNumber(kind, now, context.till()) };
}

/**
 * Now, by the clock that is behind: the PC's or the gateway's. An expiry that has passed by only one of the two may still
 * lie ahead, and a link that is taken for dead too early could be paid unseen.
 */
export function slowerClock(context: PaymentsContext, answer: Answer | null): Instant {
  return instant(context.now() + Math.min(0, Math.floor(answer?.clockAheadMs ?? 0)));
}

/**
 * Asks the gateway once where a payment stands, as soon as its limits allow, and records what it says.
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
  await context.pace.turn(payment.id);
  const call = newCall(context, 'query');
  const outcome = await askAfter(gateway.data, call, payment);
  context.saw(outcome);
  if (outcome.kind === 'throttled') context.pace.hold(outcome.retryAfterMs);
  const event: EventNote = { kind: 'query', requestNumber: call.requestNumber, ...wordsOf(outcome) };
  const after = await recordNews(
    context,
    payment.id,
    newsOf(context, outcome, payment),
    patchOf(context, outcome, payment),
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

function newsOf(context: PaymentsContext, outcome: CallOutcome<PaymentReport>, payment: Payment): PaymentNews {
  if (outcome.kind === 'accepted') {
    // An order that was never shown has no link to wait for: only its end can be learnt.
    if (outcome.value.news === 'unpaid' && payment.link === null && choiceOf(payment) !== null) return 'notFound';
    return outcome.value.news;
  }
  if (outcome.kind === 'notFound') {
    // Nobody opened the cashier until well past the expiry: the link is dead (huifu-api.md §3.2.4, §3.10.1).
    // An order that the gateway knew before cannot have ended by not being found.
    const known = payment.huifuNumber !== null || payment.state === 'processing';
    return isGone(context, outcome.answer, payment) && !known ? 'closed' : 'notFound';
  }
  return 'noAnswer';
}

/** A payment code is good for about a minute: what was not found for two will not arrive any more (huifu-api.md §3.2.3, §3.5). */
const CODE_ARRIVES_MS = 120_000;

/**
 * Whether "not found" means that nothing will come of a payment any more. For a payment code that was sent by this run of
 * the console it is measured by a clock that nobody turns: too early an end would let the customer be charged twice.
 */
function isGone(context: PaymentsContext, answer: Answer, { id, way, expiresAt }: Payment): boolean {
  const over = slowerClock(context, answer) >= expiresAt + EXPIRY_GRACE_MS;
  if (way !== 'code') return over;
  const sent = context.codeSent.get(id) ?? { at: performance.now(), here: false };
  context.codeSent.set(id, sent);
  return performance.now() - sent.at >= CODE_ARRIVES_MS || (over && !sent.here);
}

/** The reason of an end is what was said first; what an ended payment is asked later does not change it. */
function patchOf(context: PaymentsContext, outcome: CallOutcome<PaymentReport>, payment: Payment): PaymentPatch {
  const open = !isEnded(payment.state);
  if (outcome.kind === 'notFound') return open ? { endReason: 'expired' } : {};
  if (outcome.kind !== 'accepted') return {};
  const facts = factsOf(outcome.value);
  const { news } = outcome.value;
  if (!open || (news !== 'failed' && news !== 'closed')) return facts;
  const { respCode, respDesc, bankMessage } = outcome.answer;
  if (news === 'failed')
    return { ...facts, endReason: 'gateway', failureCode: respCode, failureText: bankMessage || respDesc };
  const late = (facts.endedAt ?? slowerClock(context, outcome.answer)) >= payment.expiresAt;
  return { ...facts, endReason: late ? 'expired' : 'cancelled' };
}
