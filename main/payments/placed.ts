import type { Answered } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { ok } from '../../shared/domain/result.ts';
import type { CallOutcome } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { askGateway, wordsOf } from './query.ts';
import { recordNews, type EventNote } from './record.ts';
import type { PaymentsContext } from './types.ts';
import type { Placed } from './ways/types.ts';

type Refused = Extract<CallOutcome<Placed>, { kind: 'rejected' | 'throttled' }>;

/** Records what came of placing an order, whatever way it went (huifu-api.md §3.2.3). */
export async function recordPlaced(
  context: PaymentsContext,
  payment: Payment,
  outcome: CallOutcome<Placed>,
): Promise<Answered<Payment>> {
  const event = { kind: 'answer' as const, requestNumber: payment.requestNumber, ...wordsOf(outcome) };
  switch (outcome.kind) {
    case 'accepted':
      return ok(await recordNews(context, payment.id, outcome.value.news, outcome.value.facts, event));
    case 'notSent': {
      // Nothing left this machine; after a resend, though, the first sending is still unanswered.
      if (await wasSentBefore(context, payment.id))
        return ok(await recordNews(context, payment.id, 'noAnswer', {}, event));
      await recordNews(context, payment.id, 'failed', { endReason: 'notSent' }, event);
      return failure(outcome.reason === 'keyUnavailable' ? 'keychainLocked' : outcome.reason, {
        params: { paymentId: payment.id },
      });
    }
    case 'rejected':
      return outcome.unconfirmed
        ? confirmRefusal(context, payment, outcome, event)
        : refused(context, payment, outcome, event);
    case 'throttled':
      return refused(context, payment, outcome, event);
    // The number is taken by our own earlier sending, whose link is lost; or nobody can know. Ask, do not assume.
    case 'duplicate':
    case 'notFound':
    case 'unknown':
      return ok(await recordNews(context, payment.id, 'noAnswer', {}, event));
  }
}

/**
 * A `90…` without a state sounds like a refusal, but the channel may have charged: one query decides. Only when the
 * gateway does not know the order, or says itself that it failed, is it told as refused; anything else stays unknown.
 */
async function confirmRefusal(
  context: PaymentsContext,
  payment: Payment,
  outcome: Refused,
  event: EventNote,
): Promise<Answered<Payment>> {
  await recordNews(context, payment.id, 'noAnswer', {}, event);
  const asked = await askGateway(context, payment, true);
  if (asked.ok && asked.data.outcome.kind === 'notFound')
    return refused(context, payment, outcome, { kind: 'query', detail: 'rejected', requestNumber: null });
  if (!asked.ok || !isEnded(asked.data.payment.state) || asked.data.payment.state === 'paid')
    return ok(asked.ok ? asked.data.payment : payment);
  return told(payment, outcome);
}

async function refused(
  context: PaymentsContext,
  payment: Payment,
  outcome: Refused,
  event: EventNote,
): Promise<Answered<Payment>> {
  const { respCode, respDesc, bankMessage } = outcome.answer;
  const reason = { endReason: 'gateway' as const, failureCode: respCode, failureText: respDesc || bankMessage };
  const after = await recordNews(context, payment.id, 'failed', reason, event);
  // Somebody else has learnt meanwhile that it was paid after all.
  return after.state === 'paid' ? ok(after) : told(payment, outcome);
}

function told(payment: Payment, outcome: Refused): Answered<never> {
  const { respCode, respDesc } = outcome.answer;
  return failure(outcome.kind === 'rejected' ? 'gatewayRejected' : 'gatewayThrottled', {
    params: { paymentId: payment.id },
    gateway: { respCode, respDesc, advice: outcome.advice, requestNumber: payment.requestNumber },
  });
}

async function wasSentBefore(context: PaymentsContext, id: string): Promise<boolean> {
  return (await context.ledger.paymentEvents(id)).some((e) => e.kind === 'resent');
}
