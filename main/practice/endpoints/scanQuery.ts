import { settleOrder } from '../orders/lifecycle.ts';
import type { Order } from '../store/orders.ts';
import { checkFields, optional, required, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';
import { scanReport } from './scanAnswer.ts';

/**
 * `scanpay/query`: v2 and v3 name the payment's numbers `org_…`, v4 without (huifu-api.md §3.6.1). `out_ord_id` is taken
 * for either number of the payer's bill; which of them it is, is not published.
 */
export function scanQuery(call: Call): Reply {
  const { practice, generation, fields } = call;
  const prefix = generation === 'v4' ? '' : 'org_';
  const [date, number, global] = [`${prefix}req_date`, `${prefix}req_seq_id`, `${prefix}hf_seq_id`];
  const rules = [
    ...required(['huifu_id', 32]),
    ...optional([date, 8], [number, 128], [global, 128], ['out_ord_id', 32]),
  ];
  const refused = checkFields(call, rules);
  if (refused) return refused;
  const byGlobal = text(fields, global);
  const onBill = text(fields, 'out_ord_id');
  if (byGlobal === '' && text(fields, number) === '' && onBill === '')
    return reply('21000000', '原全局流水号、原请求流水号、外部订单号三选一不能同时为空');
  if (byGlobal === '' && onBill === '' && text(fields, date) === '') return refusals.missing(date);
  const found =
    byGlobal !== ''
      ? practice.orders.byHuifuNumber(byGlobal)
      : onBill !== ''
        ? practice.orders.byBillNumber(onBill)
        : practice.orders.byNumber(text(fields, date), text(fields, number));
  if (found?.family !== 'scan') return refusals.notFound(generation);
  const order = settleOrder(practice, found);
  return reply('00000000', '查询成功', {
    ...scanReport(call, order),
    [date]: order.requestDate,
    [number]: order.requestNumber,
    [global]: order.huifuNumber,
    [generation === 'v4' ? 'trade_type' : 'trans_type']: order.method,
    fee_type: generation === 'v4' ? undefined : 'INNER',
    div_flag: 'N',
    password_trade: generation !== 'v4' && isTypingPassword(order) ? 'Y' : undefined,
  });
}

function isTypingPassword(order: Order): boolean {
  return order.stage === 'open' && order.passwordAsked === 1;
}
