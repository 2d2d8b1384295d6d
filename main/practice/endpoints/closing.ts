import { closeOrder, isWaiting, paymentState, settleOrder } from '../orders/lifecycle.ts';
import { walletOf } from '../orders/wallets.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import { checkFields, checkNumber, optional, required, takeNumber, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';

/** An order must be this old to be closed (huifu-api.md §3.7). */
const MIN_AGE_MS = 60_000;

const hostingRules = required(
  ['req_date', 8],
  ['req_seq_id', 64],
  ['huifu_id', 32],
  ['org_req_date', 8],
  ['org_req_seq_id', 64],
);
const scanRules = [
  ...required(['req_date', 8], ['req_seq_id', 128], ['huifu_id', 32], ['org_req_date', 8]),
  ...optional(['org_req_seq_id', 128], ['org_hf_seq_id', 128], ['merge_flag', 2]),
];

/** Hosting `close`: closes at once, an unopened order too (huifu-api.md §3.10.5). */
export function hostingClose(call: Call): Reply {
  const { practice, fields } = call;
  const refused = checkFields(call, hostingRules) ?? checkNumber(call, false);
  if (refused) return refused;
  const order = locate(call, 'hosting');
  if (!order) return refusals.notFound('hosting');
  if (!isWaiting(order)) return reply('30000001', order.closeState === '' ? '原交易已终态' : '关单已终态');
  if (practice.now() < order.createdAt + MIN_AGE_MS) return reply('10000015', '不允许关闭一分钟以内的订单');
  takeNumber(call);
  const delay = practice.faults.take('closePending')?.ms ?? 0;
  const closed = order.closeState === 'P' ? order : closeOrder(practice, order, delay);
  return reply('00000000', '关单受理成功', {
    req_date: text(fields, 'req_date'),
    req_seq_id: text(fields, 'req_seq_id'),
    huifu_id: shop.huifuId,
    org_req_date: closed.requestDate,
    org_req_seq_id: closed.requestNumber,
    org_trans_stat: paymentState(closed),
    close_stat: closed.closeState,
  });
}

/** Aggregated `close`: accepted as processing, its end is asked for with {@link scanCloseQuery} (huifu-api.md §3.7). */
export function scanClose(call: Call): Reply {
  const { practice } = call;
  const refused = checkFields(call, scanRules) ?? checkNumber(call, false) ?? checkLocator(call);
  if (refused) return refused;
  const order = locate(call, 'scan');
  if (!order) return refusals.notFound('v2');
  const wallet = walletOf(order.method);
  if (wallet === 'U' || wallet === 'D') return reply('23000004', '交易类型不支持：银联、数字货币不支持关单');
  if (!isWaiting(order))
    return order.closeState === '' ? reply('10000016', '原订单已为终态') : reply('23000000', '关单状态为终态');
  if (practice.now() < order.createdAt + MIN_AGE_MS)
    return reply('20000001', '操作过于频繁，不允许关闭一分钟以内的订单');
  takeNumber(call);
  const delay = practice.faults.take('closePending')?.ms ?? practice.timing.closeMs;
  return closeReply(call, order.closeState === 'P' ? order : closeOrder(practice, order, delay));
}

/** `closequery`: the close is found by the original payment alone, not by the close's own number (huifu-api.md §3.7). */
export function scanCloseQuery(call: Call): Reply {
  const refused = checkFields(call, scanRules) ?? checkNumber(call, false) ?? checkLocator(call);
  if (refused) return refused;
  const order = locate(call, 'scan');
  if (!order || order.closeState === '') return refusals.notFound('v2');
  takeNumber(call);
  return closeReply(call, order);
}

function closeReply({ fields }: Call, order: Order): Reply {
  const isProcessing = order.closeState === 'P';
  return reply('00000000', isProcessing ? '关单受理成功' : '操作成功', {
    sub_resp_code: isProcessing ? '00000100' : '00000000',
    sub_resp_desc: isProcessing ? '交易正在处理中' : '关单完成',
    req_date: text(fields, 'req_date'),
    req_seq_id: text(fields, 'req_seq_id'),
    huifu_id: shop.huifuId,
    org_req_date: order.requestDate,
    org_req_seq_id: order.requestNumber,
    org_hf_seq_id: order.huifuNumber,
    org_trans_stat: paymentState(order),
    trans_stat: order.closeState,
  });
}

function checkLocator({ fields }: Call): Reply | null {
  const isGiven = text(fields, 'org_req_seq_id') !== '' || text(fields, 'org_hf_seq_id') !== '';
  return isGiven ? null : reply('21000000', '原请求流水号、原全局流水号不能同时为空');
}

function locate({ practice, fields }: Call, family: Order['family']): Order | null {
  const global = text(fields, 'org_hf_seq_id');
  const found =
    global === ''
      ? practice.orders.byNumber(text(fields, 'org_req_date'), text(fields, 'org_req_seq_id'))
      : practice.orders.byHuifuNumber(global);
  return found?.family === family ? settleOrder(practice, found) : null;
}
