import type { Payment } from '../../shared/domain/payment.ts';
import type { Refund } from '../../shared/domain/refund.ts';
import type { RefundNews } from '../../shared/domain/refundState.ts';
import { reasonForRecord } from '../../shared/i18n/refundReasons.ts';
import type { CallOutcome, RefundCalls, RefundReport, RefundRequest } from '../gateway/types.ts';
import type { RefundPatch } from '../ledger/interfaces/refunds.ts';
import { wordsOf } from '../payments/query.ts';
import { askRefund } from './query.ts';
import { recordRefundNews, refundFacts } from './record.ts';
import type { RefundsContext } from './types.ts';

/** A refund as it goes out; the same for the dry run, the first sending and every later one. */
export function outgoing(refund: Refund, payment: Payment, notifyUrl: string | null): RefundRequest {
  const { route, requestDate, requestNumber, amount } = refund;
  const reason = reasonForRecord(refund.reason);
  return { route, call: { requestDate, requestNumber }, payment, amount, reason, notifyUrl };
}

/**
 * Sends a refund whose intent is on disk, and records what came of it. The moment of sending is written first, so that
 * after a crash it is known whether anything may have left. Whatever is not certain is followed by one query: a refusal
 * may be wrong, and a "not sent" may have met a connection that was open before (huifu-api.md §3.2.3).
 *
 * @returns the refund as it stands: being refunded, ended, or unknown
 */
export async function sendRefund(
  context: RefundsContext,
  gateway: RefundCalls,
  refund: Refund,
  payment: Payment,
): Promise<Refund> {
  const again = refund.sentAt !== null;
  const clear = { endReason: null, failureCode: null, failureText: null };
  await recordRefundNews(
    context,
    refund.id,
    'sending',
    { sentAt: context.now(), ...clear },
    { kind: again ? 'resent' : 'sent' },
  );
  context.sendings.sent(refund.id);
  const outcome = await gateway.refund(outgoing(refund, payment, context.notifyUrl()));
  context.saw(outcome);
  const { news, patch } = answered(outcome, again);
  const after = await recordRefundNews(context, refund.id, news, patch, { kind: 'answer', ...wordsOf(outcome) });
  if (after.state !== 'unknown') return after;
  const asked = await askRefund(context, after, false);
  return asked.ok ? asked.data.refund : after;
}

/** What an answer to a sending means. A refusal is noted and settled by the query that follows. */
function answered(outcome: CallOutcome<RefundReport>, again: boolean): { news: RefundNews; patch: RefundPatch } {
  switch (outcome.kind) {
    case 'accepted': {
      const { news } = outcome.value;
      const facts = refundFacts(outcome.value);
      return news === 'failed' ? { news, patch: { ...facts, ...refusal(outcome.answer) } } : { news, patch: facts };
    }
    case 'rejected':
    case 'notFound':
    case 'throttled':
      return { news: 'noAnswer', patch: refusal(outcome.answer) };
    case 'notSent': {
      // An earlier sending of the same number may still have arrived.
      if (again) return { news: 'noAnswer', patch: {} };
      const beforeAnySocket = outcome.reason === 'keyUnavailable' || outcome.reason === 'badAddress';
      return { news: beforeAnySocket ? 'neverSent' : 'noAnswer', patch: { endReason: 'notSent' } };
    }
    // The number is taken by our own earlier sending; or nobody can know. Ask, do not assume.
    case 'duplicate':
    case 'unknown':
      return { news: 'noAnswer', patch: {} };
  }
}

function refusal(answer: { respCode: string; respDesc: string; bankMessage: string }): RefundPatch {
  return {
    endReason: 'refused',
    failureCode: answer.respCode,
    failureText: answer.bankMessage || answer.respDesc,
  };
}
