import type { Answered } from '../../shared/contract/errors.ts';
import { RESEND_AFTER_MS, type Refund } from '../../shared/domain/refund.ts';
import type { RefundNews } from '../../shared/domain/refundState.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { ok } from '../../shared/domain/result.ts';
import { businessDateOf } from '../../shared/domain/time.ts';
import type { CallNumber, CallOutcome, RefundReport } from '../gateway/types.ts';
import type { RefundPatch } from '../ledger/interfaces/refunds.ts';
import { wordsOf } from '../payments/query.ts';
import { recordRefundNews, refundFacts, type RefundNote } from './record.ts';
import type { RefundsContext } from './types.ts';

/** A fresh request number with the Beijing date it belongs to. */
export function newRefundCall(context: RefundsContext, kind: 'query' | 'refund'): CallNumber {
  const now = context.now();
  return { requestDate: businessDateOf(now), requestNumber: newRequestNumber(kind, now, context.till()) };
}

/**
 * Asks the gateway once where a refund stands, by the refund's own number, as soon as its limits allow, and records what
 * it says.
 *
 * @param byHand an operator asked: the timeline gets a line even when nothing is new
 * @returns the refund as it stands, with the outcome of the call; fails only when the keychain gives no key
 */
export async function askRefund(
  context: RefundsContext,
  refund: Refund,
  byHand: boolean,
): Promise<Answered<{ refund: Refund; outcome: CallOutcome<RefundReport> }>> {
  const gateway = await context.gateway();
  if (!gateway.ok) return gateway;
  await context.pace.turn(refund.id);
  const { route, requestDate, requestNumber, amount } = refund;
  const own = newRefundCall(context, 'query');
  const outcome = await gateway.data.queryRefund(own, { route, call: { requestDate, requestNumber }, amount });
  context.saw(outcome);
  if (outcome.kind === 'throttled') context.pace.hold(outcome.retryAfterMs);
  // What was known when the question went out may be old by now: how its sending ended is read anew.
  const before = (await context.ledger.refund(refund.id)) ?? refund;
  const { news, patch } = learnt(context, before, outcome);
  const event: RefundNote = { kind: 'query', ...wordsOf(outcome) };
  const after = await recordRefundNews(context, refund.id, news, patch, event, { quiet: !byHand });
  return ok({ refund: after, outcome });
}

/**
 * What a query's answer means. "No such refund" ends a refund when the gateway itself had refused it. When it only seems
 * not to have left, that is believed once the gateway has not heard of it for two minutes; and after a lost answer it
 * proves nothing at all (huifu-api.md §3.2.5).
 */
function learnt(
  context: RefundsContext,
  before: Refund,
  outcome: CallOutcome<RefundReport>,
): { news: RefundNews; patch: RefundPatch } {
  const askedAt = context.now();
  if (outcome.kind === 'notFound')
    return { news: isOver(context, before) ? 'neverSent' : 'notFound', patch: { askedAt } };
  if (outcome.kind !== 'accepted') return { news: 'noAnswer', patch: {} };
  const { news } = outcome.value;
  const patch = { ...refundFacts(outcome.value), askedAt };
  if (news !== 'failed') return { news, patch };
  const { respCode, respDesc, bankMessage } = outcome.answer;
  const why = { failureCode: respCode, failureText: bankMessage || respDesc };
  // Taken first and failed later: the money could not be returned, and somebody has to see to it.
  return before.endReason === 'refused' ? { news, patch } : { news, patch: { ...patch, ...why, endReason: 'channel' } };
}

function isOver({ sendings }: RefundsContext, { id, endReason }: Refund): boolean {
  const elapsed = sendings.elapsed(id);
  return endReason === 'refused' || (endReason === 'notSent' && elapsed >= RESEND_AFTER_MS);
}
