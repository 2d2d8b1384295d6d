import type { Answered } from '../../shared/contract/errors.ts';
import type { Fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { familyOf, type RefundRoute } from '../../shared/domain/refund.ts';
import { ok } from '../../shared/domain/result.ts';
import type { CallOutcome, RefundCalls, PaymentReport } from '../gateway/types.ts';
import type { PaymentPatch } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { newRefundCall } from './query.ts';
import type { RefundsContext } from './types.ts';

/** What the gateway said about an order just before a refund of it. */
export interface OrderNow {
  route: RefundRoute;
  /** What it lets go back (`ref_amt`); `null` where the product does not say. */
  refundable: Fen | null;
}

/**
 * Asks the gateway for the order itself before money goes back: it must be paid and booked there. So the balance is never
 * one that the console remembers, and refunds made elsewhere are met before another one goes out.
 */
export async function askOrder(
  context: RefundsContext,
  gateway: RefundCalls,
  payment: Payment,
): Promise<Answered<OrderNow>> {
  const family = familyOf(payment.way);
  await context.pace.turn(payment.id);
  if (family !== 'aggregated') {
    const outcome = await gateway.queryHostedPayment(newRefundCall(context, 'query'), payment, payment.amount);
    context.saw(outcome);
    if (family === 'hosting' || outcome.kind !== 'notFound') return judge(context, payment, 'hosting', outcome);
  }
  const outcome = await gateway.queryAggregatedPayment(payment, payment.amount);
  context.saw(outcome);
  return judge(context, payment, context.profile().generation, outcome);
}

async function judge(
  context: RefundsContext,
  payment: Payment,
  route: RefundRoute,
  outcome: CallOutcome<PaymentReport>,
): Promise<Answered<OrderNow>> {
  if (outcome.kind === 'notSent')
    return failure(outcome.reason === 'keyUnavailable' ? 'keychainLocked' : outcome.reason);
  if (outcome.kind !== 'accepted') {
    if (outcome.kind === 'throttled') context.pace.hold(outcome.retryAfterMs);
    if (outcome.answer === null) return failure('refundNotChecked');
    const { respCode, respDesc } = outcome.answer;
    return failure('refundNotChecked', {
      gateway: { respCode, respDesc, advice: outcome.advice, requestNumber: payment.requestNumber },
    });
  }
  const report = outcome.value;
  await learn(context, payment, report);
  if (report.news !== 'paid') return failure('refundNotPaid');
  if (report.booking === 'pending' || report.booking === 'failed') return failure('refundNotBooked');
  return ok({ route, refundable: report.refundable ?? null });
}

/** Fee and booking are worth keeping: the dry run and the returned fee rest on them. */
async function learn({ ledger }: RefundsContext, payment: Payment, report: PaymentReport): Promise<void> {
  if (payment.state !== 'paid' || report.news !== 'paid') return;
  const patch: PaymentPatch = {};
  if (report.fee !== null && payment.fee === null) patch.fee = report.fee;
  if (report.booking !== 'unknown' && payment.booking !== 'booked') patch.booking = report.booking;
  if (Object.keys(patch).length > 0) await ledger.movePayment(payment.id, 'paid', 'paid', patch, null);
}
