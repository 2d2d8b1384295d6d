import { fen, toYuan } from '../../../shared/domain/money.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import type { Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import { literal } from '../wire/jsonText.ts';
import { isBooked, isWaiting } from './lifecycle.ts';
import { amountsOf, FEE_RATE } from './money.ts';
import { refundedSoFar } from './refunding.ts';
import { channelResponse } from './wallets.ts';

/** The channel's code and words about an order (`bank_code`, `bank_desc` or `bank_message`; huifu-api.md §3.6.2). */
export function bankWords(order: Order): { code: string; words: string } {
  switch (order.stage) {
    case 'unopened':
    case 'open':
      return order.passwordAsked === 1
        ? { code: 'USERPAYING', words: '需要用户输入支付密码' }
        : { code: 'NOTPAY', words: '订单未支付' };
    case 'paid':
      return { code: 'SUCCESS', words: '交易成功' };
    case 'declined':
      return { code: 'PAYERROR', words: '支付失败，付款人取消支付或余额不足' };
    case 'expired':
      return { code: 'CLOSED', words: '订单已超时关闭' };
    case 'closed':
      return { code: 'CLOSED', words: '交易已关单' };
  }
}

/**
 * Amounts and fee as answers give them; amounts that exist only once paid are absent before. Numbers stand here as
 * literals that a parser which turns them into floats cannot write back (huifu-api.md §2.4 example 3).
 */
export function moneyFields(order: Order): Record<string, unknown> {
  const isPaid = order.stage === 'paid';
  const { paid, settlement, fee } = amountsOf(order);
  return {
    trans_amt: toYuan(order.amount),
    pay_amt: isPaid ? toYuan(paid) : undefined,
    settlement_amt: isPaid ? toYuan(settlement) : undefined,
    unconfirm_amt: isPaid ? '0.00' : undefined,
    enter_fee: literal('0.00'),
    fee_rate: literal(isPaid ? '0.380' : '0.00'),
    fee_flag: 2,
    fee_formula_infos: [{ fee_formula: `AMT*${FEE_RATE}`, fee_type: 'TRANS_FEE' }],
    fee_amt: isPaid ? toYuan(fee) : undefined,
  };
}

/** Numbers and times of an order; those of its end are absent before it. */
export function tradeFields(practice: Practice, order: Order): Record<string, unknown> {
  const begun = toBeijingStamp(order.createdAt);
  const ended = order.endedAt === null ? undefined : toBeijingStamp(order.endedAt);
  const isPaid = order.stage === 'paid';
  return {
    party_order_id: order.partyOrderId,
    out_trans_id: isPaid ? order.walletNumber : undefined,
    trans_date: begun.slice(0, 8),
    end_time: ended,
    acct_stat: accountState(practice, order),
    acct_date: isBooked(practice, order) ? ended?.slice(0, 8) : undefined,
    debit_type: isPaid ? 'O' : undefined,
    remark: order.remark || undefined,
    mer_priv: order.remark || undefined,
  };
}

/** `acct_stat`: initial until booked; absent for an order that is not paid. */
export function accountState(practice: Practice, order: Order): 'I' | 'S' | undefined {
  if (order.stage !== 'paid') return undefined;
  return isBooked(practice, order) ? 'S' : 'I';
}

/** The channel's response under its field: an object for odd orders, a JSON string for even ones, as seen in the wild. */
export function channelFields(order: Order, isString = order.id % 2 === 0): Record<string, unknown> {
  const channel = order.stage === 'paid' ? channelResponse(order) : null;
  return channel ? { [channel.field]: isString ? JSON.stringify(channel.value) : channel.value } : {};
}

/** `order_stat` of a hosted order (huifu-api.md §3.2.2): 1 paid, 2 paying, 3 refunded, 5 failed, 6 partly refunded. */
export function hostedState(practice: Practice, order: Order): string {
  if (isWaiting(order)) return '2';
  if (order.stage !== 'paid') return '5';
  const refunded = refundedSoFar(practice.refunds.ofOrder(order.id).filter(({ state }) => state === 'S')).amount;
  if (refunded === 0) return '1';
  return refunded === order.amount ? '3' : '6';
}

/** `ref_amt`: what may still be refunded (huifu-api.md §3.10.2). */
export function refundable(practice: Practice, order: Order): string {
  if (order.stage !== 'paid') return '0.00';
  return toYuan(fen(order.amount - refundedSoFar(practice.refunds.ofOrder(order.id)).amount));
}
