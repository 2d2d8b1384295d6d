import type { Answered } from '../../shared/contract/errors.ts';
import { formatYuan, type Fen } from '../../shared/domain/money.ts';
import { UNHEARD_REFUND, balanceOf, type Refund } from '../../shared/domain/refund.ts';
import { ok } from '../../shared/domain/result.ts';
import { failure } from '../log/failure.ts';
import { feeBack } from './dryRun.ts';
import { askOrder } from './preflight.ts';
import { newRefundCall } from './query.ts';
import type { RefundsContext } from './types.ts';

/**
 * Takes into the ledger what went back elsewhere: in Huifu's portal, or by a ledger that has since been replaced by its
 * backup. The gateway's balance says how much; it has no list of an order's refunds to say which, so it is one entry
 * without a number at the gateway.
 */
export async function adoptRefund(context: RefundsContext, paymentId: string): Promise<Answered<Refund>> {
  const { ledger } = context;
  const actor = context.who.current();
  if (!actor) return failure('locked');
  const payment = await ledger.payment(paymentId, context.scope());
  if (payment?.profileId !== context.profile().id) return failure('notFound');
  const gateway = await context.gateway();
  if (!gateway.ok) return gateway;
  const order = await askOrder(context, gateway.data, payment);
  if (!order.ok) return order;
  const balance = balanceOf(payment, await ledger.refundsOf(paymentId));
  const there = order.data.refundable;
  if (balance.underWay > 0) return failure('refundOpen');
  if (there === null || there === balance.refundable) return failure('stateChanged');
  if (there > balance.refundable) {
    // The ledger has a refund that the gateway has not: that is for a person, not for a correction.
    return failure('refundBalanceDiffers', {
      params: { here: formatYuan(balance.refundable), there: formatYuan(there) },
    });
  }
  const amount = (balance.refundable - there) as Fen;
  const now = context.now();
  const call = newRefundCall(context, 'refund');
  const refund: Refund = {
    ...UNHEARD_REFUND,
    id: call.requestNumber,
    paymentId,
    huifuId: payment.huifuId,
    ...call,
    route: order.data.route,
    origin: 'adopted',
    state: 'refunded',
    amount,
    fee: feeBack(payment, balance, amount),
    reason: '',
    level: 0,
    operatorId: actor.operatorId,
    approverId: null,
    till: context.till(),
    batchId: null,
    createdAt: now,
    askedAt: now,
    endedAt: now,
  };
  const written = await ledger.insertRefund(refund, {
    kind: 'adopted',
    at: now,
    from: 'refunded',
    to: 'refunded',
    respCode: null,
    respDesc: null,
    detail: null,
  });
  if (written !== 'written') return failure('stateChanged');
  await context.audit.record({
    act: 'refund.ended',
    subject: refund.id,
    before: { balance: balance.refundable },
    after: { balance: there, amount, origin: 'adopted', payment: paymentId },
  });
  context.emit({ id: refund.id, paymentId, state: 'refunded', previous: 'refunded' });
  return ok(refund);
}
