import { toYuan } from '../../../shared/domain/money.ts';
import { paymentState, settleOrder } from '../orders/lifecycle.ts';
import { bankWords } from '../orders/report.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import { checkFields, optional, required, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';

const rules = [
  ...required(['huifu_id', 32], ['page_no', 6], ['page_size', 3], ['req_date', 8]),
  ...optional(['reqseqid_list', 4_000]),
];

/**
 * Bulk status of a day (`transstat/query`; huifu-api.md §3.9.8). The real answer's shape is not published; this one is a
 * guess in the protocol's own manner: a JSON string of a list, and a count.
 */
export function dayStatus(call: Call): Reply {
  const { practice, fields } = call;
  const refused = checkFields(call, rules);
  if (refused) return refused;
  const [page, size] = [Number(text(fields, 'page_no')), Number(text(fields, 'page_size'))];
  if (!Number.isInteger(page) || page < 1) return refusals.wrongFormat('page_no');
  if (!Number.isInteger(size) || size < 1) return refusals.wrongFormat('page_size');
  const date = text(fields, 'req_date');
  const orders = practice.orders.ofDay(date, (page - 1) * size, size).map((order) => settleOrder(practice, order));
  return reply('00000000', '查询成功', {
    huifu_id: shop.huifuId,
    req_date: date,
    page_no: String(page),
    page_size: String(size),
    total_num: String(practice.orders.countOfDay(date)),
    trans_list: JSON.stringify(orders.map(lineOf)),
  });
}

function lineOf(order: Order) {
  const bank = bankWords(order);
  return {
    req_date: order.requestDate,
    req_seq_id: order.requestNumber,
    hf_seq_id: order.openedAt === null ? undefined : order.huifuNumber,
    trans_amt: toYuan(order.amount),
    trans_stat: paymentState(order),
    bank_code: bank.code,
    bank_desc: bank.words,
  };
}
