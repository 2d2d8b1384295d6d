import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { bankWords, channelFields, hostedState, moneyFields, refundable, tradeFields } from '../orders/report.ts';
import { paymentState, settleOrder } from '../orders/lifecycle.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import { checkFields, checkNumber, optional, required, takeNumber, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';

const rules = [
  ...required(['req_date', 8], ['req_seq_id', 64]),
  ...optional(['huifu_id', 32], ['party_order_id', 64], ['org_req_date', 8], ['org_req_seq_id', 64]),
];

/** `queryorderinfo` (huifu-api.md §3.10.2). An order that no payer has opened is not known to the channel yet. */
export function hostingQuery(call: Call): Reply {
  const { practice, fields } = call;
  const byParty = text(fields, 'party_order_id');
  const needs = byParty === '' ? required(['huifu_id', 32], ['org_req_date', 8], ['org_req_seq_id', 64]) : [];
  const refused = checkFields(call, [...rules, ...needs]) ?? checkNumber(call, false);
  if (refused) return refused;
  const found =
    byParty === ''
      ? practice.orders.byNumber(text(fields, 'org_req_date'), text(fields, 'org_req_seq_id'))
      : practice.orders.byPartyOrderId(byParty);
  const order = found?.family === 'hosting' ? settleOrder(practice, found) : null;
  if (!order || isUnknownToChannel(order)) return refusals.notFound('hosting');
  takeNumber(call);
  return reply('00000000', '查询成功', {
    req_date: text(fields, 'req_date'),
    req_seq_id: text(fields, 'req_seq_id'),
    ...hostingReport(call, order),
  });
}

function isUnknownToChannel(order: Order): boolean {
  return order.openedAt === null && order.closeState === '';
}

function hostingReport({ practice }: Call, order: Order): Record<string, unknown> {
  const bank = bankWords(order);
  return {
    huifu_id: shop.huifuId,
    org_req_date: order.requestDate,
    org_req_seq_id: order.requestNumber,
    org_hf_seq_id: order.openedAt === null ? undefined : order.huifuNumber,
    pre_order_id: order.preOrderId,
    order_stat: hostedState(practice, order),
    trans_stat: paymentState(order),
    close_stat: order.closeState || undefined,
    pay_type: order.method ?? undefined,
    trans_time: toBeijingStamp(order.endedAt ?? order.createdAt),
    goods_desc: order.goods,
    ref_amt: refundable(practice, order),
    bank_code: bank.code,
    bank_desc: bank.words,
    is_div: 'N',
    is_delay_acct: 'N',
    ...tradeFields(practice, order),
    ...moneyFields(order),
    ...channelFields(order),
  };
}
