import { fen, toYuan } from '../../../shared/domain/money.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { actualAmount } from '../endpoints/refunds.ts';
import { paymentState } from '../orders/lifecycle.ts';
import { amountsOf } from '../orders/money.ts';
import { bankWords, channelFields, moneyFields, tradeFields } from '../orders/report.ts';
import { refundedSoFar } from '../orders/refunding.ts';
import { walletOf } from '../orders/wallets.ts';
import { shop, type Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Refund } from '../store/refunds.ts';

type NoticeFields = Record<string, unknown>;

/**
 * `resp_data` of a payment's notices (huifu-api.md §5.3, §5.4): 1 for the trade, 2 for the booking. Names and types
 * differ from the answers on purpose: flags are `1`/`0`, numbers come as numbers or text, keys are not sorted.
 */
export function paymentNotice(practice: Practice, order: Order, type: 1 | 2): NoticeFields {
  const isPaid = order.stage === 'paid';
  const bank = bankWords(order);
  return {
    resp_code: isPaid ? '00000000' : '90000000',
    resp_desc: isPaid ? '交易成功' : bank.words,
    huifu_id: shop.huifuId,
    req_seq_id: order.requestNumber,
    req_date: order.requestDate,
    hf_seq_id: order.huifuNumber,
    ...tradeFields(practice, order),
    trans_type: order.method,
    trade_type: order.method,
    ...moneyFields(order),
    fee_amount: isPaid ? toYuan(amountsOf(order).fee) : undefined,
    trans_stat: paymentState(order),
    acct_stat: isPaid ? (type === 1 ? 'I' : 'S') : undefined,
    notify_type: order.family === 'hosting' ? type : String(type),
    trans_time: toBeijingStamp(order.endedAt!).slice(8),
    is_div: '0',
    is_delay_acct: '0',
    wx_user_id: '',
    bank_code: bank.code,
    bank_message: bank.words,
    gate_id: 'VT',
    // Answers and notices of one order disagree on the form.
    ...channelFields(order, order.id % 2 === 1),
  };
}

/** `resp_data` of a refund's notice (huifu-api.md §5.6). */
export function refundNotice(practice: Practice, order: Order, refund: Refund): NoticeFields {
  const finished = toBeijingStamp(refund.endedAt ?? refund.createdAt);
  const done = practice.refunds.ofOrder(order.id).filter(({ state }) => state === 'S');
  const total = refundedSoFar(done);
  const isDone = refund.state === 'S';
  return {
    resp_code: isDone ? '00000000' : '90000000',
    resp_desc: isDone ? '交易成功' : '退款失败',
    huifu_id: shop.huifuId,
    req_date: refund.requestDate,
    req_seq_id: refund.requestNumber,
    hf_seq_id: refund.huifuNumber,
    org_req_date: order.requestDate,
    org_req_seq_id: order.requestNumber,
    org_hf_seq_id: order.huifuNumber,
    org_ord_amt: toYuan(order.amount),
    org_fee_amt: toYuan(amountsOf(order).fee),
    trans_type: 'TRANS_REFUND',
    trans_stat: refund.state,
    ord_amt: toYuan(refund.amount),
    actual_ref_amt: isDone ? actualAmount(order, refund) : '',
    total_ref_amt: toYuan(total.amount),
    total_ref_fee_amt: toYuan(total.fee),
    ref_cut: String(total.count),
    fee_amt: toYuan(isDone ? refund.fee : fen(0)),
    trans_date: finished.slice(0, 8),
    trans_time: finished.slice(8),
    trans_finish_time: finished,
    party_order_id: order.partyOrderId,
    pay_channel: walletOf(order.method) ?? undefined,
    remark: refund.remark || undefined,
    mer_name: shop.name,
  };
}

/** `resp_data` of a hosted close's notice: it has no request number of its own (huifu-api.md §5.6). */
export function closeNotice(order: Order): NoticeFields {
  return {
    resp_code: '00000000',
    resp_desc: '关单完成',
    huifu_id: shop.huifuId,
    org_req_date: order.requestDate,
    org_req_seq_id: order.requestNumber,
    org_trans_stat: paymentState(order),
    close_stat: order.closeState,
  };
}
