import { toYuan } from '../../../shared/domain/money.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { paymentState } from '../orders/lifecycle.ts';
import { amountsOf, FEE_RATE } from '../orders/money.ts';
import { bankWords, channelFields, moneyFields, tradeFields } from '../orders/report.ts';
import { channelResponse } from '../orders/wallets.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Call } from './reply.ts';

/** What a create and a query have in common, in the names of the call's generation (huifu-api.md §3.3.9, §3.4, §9). */
export function scanReport({ practice, generation }: Call, order: Order): Record<string, unknown> {
  const bank = bankWords(order);
  const { fee_amt: fee, fee_formula_infos: formulas, ...money } = moneyFields(order);
  const common = {
    huifu_id: shop.huifuId,
    trans_stat: paymentState(order),
    ...tradeFields(practice, order),
    ...money,
    trans_time: toBeijingStamp(order.endedAt ?? order.createdAt).slice(8),
    bank_code: bank.code,
    delay_acct_flag: 'N',
    mer_name: shop.name,
    shop_name: shop.name,
  };
  if (generation !== 'v4') {
    return { ...common, fee_amt: fee, fee_formula_infos: formulas, bank_desc: bank.words, ...channelFields(order) };
  }
  return {
    ...common,
    bank_message: bank.words,
    payment_fee: order.stage === 'paid' ? paymentFee(order) : undefined,
    method_expand: order.stage === 'paid' ? JSON.stringify(channelResponse(order)?.value) : undefined,
    tx_metadata: '{}',
    wx_user_id: '',
  };
}

/** The answer to a create: the report with the request's own numbers and the create's name for the trade type. */
export function scanAnswer(call: Call, order: Order): Record<string, unknown> {
  return {
    ...scanReport(call, order),
    req_date: order.requestDate,
    req_seq_id: order.requestNumber,
    hf_seq_id: order.huifuNumber,
    trade_type: order.method,
    // The create's answer uses this name in every generation.
    bank_message: bankWords(order).words,
  };
}

function paymentFee(order: Order): string {
  return JSON.stringify({
    fee_huifu_id: shop.huifuId,
    fee_flag: '2',
    fee_amount: toYuan(amountsOf(order).fee),
    fee_formula_infos: [{ fee_formula: `AMT*${FEE_RATE}`, fee_type: 'TRANS_FEE', huifu_id: shop.huifuId }],
  });
}
