import { toYuan } from '../../../shared/domain/money.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { cashierLink } from '../endpoints/preorder.ts';
import { scanLink } from '../endpoints/scanCreate.ts';
import { paymentState } from '../orders/lifecycle.ts';
import { amountsOf } from '../orders/money.ts';
import { accountState } from '../orders/report.ts';
import { refundedSoFar } from '../orders/refunding.ts';
import type { Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Refund } from '../store/refunds.ts';

/** An order as the control address shows it: the gateway's own record, in the protocol's names where there are any. */
export function orderView(practice: Practice, order: Order): Record<string, unknown> {
  const { paid, settlement, fee } = amountsOf(order);
  const isPaid = order.stage === 'paid';
  return {
    family: order.family,
    req_date: order.requestDate,
    req_seq_id: order.requestNumber,
    hf_seq_id: order.huifuNumber,
    party_order_id: order.partyOrderId,
    stage: order.stage,
    trans_stat: paymentState(order),
    acct_stat: accountState(practice, order) ?? null,
    close_stat: order.closeState || null,
    trade_type: order.method,
    trans_amt: toYuan(order.amount),
    pay_amt: isPaid ? toYuan(paid) : null,
    settlement_amt: isPaid ? toYuan(settlement) : null,
    fee_amt: isPaid ? toYuan(fee) : null,
    refunded_amt: toYuan(refundedSoFar(practice.refunds.ofOrder(order.id)).amount),
    goods_desc: order.goods,
    created: stamp(order.createdAt),
    expires: stamp(order.expiresAt),
    opened: stamp(order.openedAt),
    ended: stamp(order.endedAt),
    link:
      order.family === 'hosting' ? cashierLink(practice.gatewayUrl(), order) : scanLink(practice.gatewayUrl(), order),
  };
}

export function refundView(refund: Refund): Record<string, unknown> {
  return {
    req_date: refund.requestDate,
    req_seq_id: refund.requestNumber,
    hf_seq_id: refund.huifuNumber,
    ord_amt: toYuan(refund.amount),
    fee_amt: toYuan(refund.fee),
    trans_stat: refund.state,
  };
}

function stamp(at: Order['endedAt']): string | null {
  return at === null ? null : toBeijingStamp(at);
}
