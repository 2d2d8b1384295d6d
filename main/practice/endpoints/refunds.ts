import { toYuan } from '../../../shared/domain/money.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { settleOrder } from '../orders/lifecycle.ts';
import { amountsOf } from '../orders/money.ts';
import { settleRefund, startRefund, type RefundProblem } from '../orders/refunding.ts';
import { walletOf } from '../orders/wallets.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Refund } from '../store/refunds.ts';
import { literal } from '../wire/jsonText.ts';
import { checkFields, checkNumber, optional, readAmount, readObject, required, takeNumber, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';

const refundRules = [
  ...required(['req_date', 8], ['req_seq_id', 128], ['huifu_id', 32], ['ord_amt', 14], ['org_req_date', 8]),
  ...optional(['org_req_seq_id', 128], ['org_hf_seq_id', 128], ['org_party_order_id', 64], ['notify_url', 512]),
  ...optional(['remark', 84], ['terminal_device_data', 2048], ['risk_check_data', 2048]),
];
const queryRules = [
  ...required(['huifu_id', 32]),
  ...optional(['org_req_date', 8], ['org_req_seq_id', 128], ['org_hf_seq_id', 128]),
];

const problems: Readonly<Record<RefundProblem, Reply>> = {
  notPaid: reply('10000001', '原交易没有处理完成'),
  notBooked: reply('23000000', '原交易未入账'),
  tooMuch: reply('10000002', '退款金额大于可退金额'),
  fullOnly: reply('23000004', '优惠交易不支持部分退款'),
  noFunds: reply('23000003', '账户余额不足'),
};

/** `htRefund` and `scanpay/refund` (huifu-api.md §3.10.3, §3.8.1): accepted as processing. */
export function refund(call: Call): Reply {
  const { practice, generation, fields } = call;
  // A hosted payment is an online one, whose refund must say where it comes from.
  const online = generation === 'hosting' ? required(['terminal_device_data', 2048], ['risk_check_data', 2048]) : [];
  const refused = checkFields(call, [...refundRules, ...online]) ?? checkNumber(call, true);
  if (refused) return refused;
  if (!readObject(fields, 'terminal_device_data')) return refusals.wrongFormat('terminal_device_data');
  if (!readObject(fields, 'risk_check_data')) return refusals.wrongFormat('risk_check_data');
  const amount = readAmount(fields, 'ord_amt');
  if (amount === null) return refusals.wrongFormat('ord_amt');
  const order = locatePayment(call);
  if (order === 'unnamed') return reply('21000000', '原全局流水号、原商户订单号、原请求流水号三选一不能同时为空');
  if (!order) return refusals.notFound(generation);
  const made = startRefund(practice, order, {
    requestDate: text(fields, 'req_date'),
    requestNumber: text(fields, 'req_seq_id'),
    amount,
    remark: text(fields, 'remark'),
    notifyUrl: text(fields, 'notify_url'),
  });
  if (typeof made === 'string') return problems[made];
  takeNumber(call);
  const isHosting = generation === 'hosting';
  return reply(isHosting ? '00000000' : '00000100', isHosting ? '退款受理成功' : '交易正在处理中', {
    ...refundReport(call, order, made),
    req_date: made.requestDate,
    req_seq_id: made.requestNumber,
    hf_seq_id: made.huifuNumber,
    org_req_date: order.requestDate,
    org_req_seq_id: order.requestNumber,
    org_hf_seq_id: order.huifuNumber,
    trade_type: 'TRANS_REFUND',
  });
}

/** `queryRefundInfo` and `scanpay/refundquery`: the `org_…` numbers are the refund's own (huifu-api.md §3.8.2, §3.10.4). */
export function refundQuery(call: Call): Reply {
  const { practice, generation, fields } = call;
  const isHosting = generation === 'hosting';
  const own = isHosting ? required(['req_date', 8], ['req_seq_id', 128], ['org_req_date', 8]) : [];
  const refused = checkFields(call, [...queryRules, ...own]) ?? (isHosting ? checkNumber(call, false) : null);
  if (refused) return refused;
  const global = text(fields, 'org_hf_seq_id');
  const [date, number] = [text(fields, 'org_req_date'), text(fields, 'org_req_seq_id')];
  if (global === '' && number === '') return reply('21000000', '原全局流水号、原请求流水号不能同时为空');
  if (global === '' && date === '') return refusals.missing('org_req_date');
  const found = global === '' ? practice.refunds.byNumber(date, number) : practice.refunds.byHuifuNumber(global);
  const order = found && practice.orders.byId(found.orderId);
  if (!found || order?.family !== (isHosting ? 'hosting' : 'scan'))
    return isHosting ? reply('23000001', '退款单不存在') : refusals.notFound(generation);
  if (isHosting) takeNumber(call);
  const current = settleRefund(practice, found);
  return reply('00000000', '查询成功', {
    ...refundReport(call, order, current),
    req_date: isHosting ? text(fields, 'req_date') : undefined,
    req_seq_id: isHosting ? text(fields, 'req_seq_id') : undefined,
    org_req_date: current.requestDate,
    org_req_seq_id: current.requestNumber,
    org_hf_seq_id: current.huifuNumber,
    [generation === 'v4' ? 'trade_type' : 'trans_type']: 'TRANS_REFUND',
  });
}

function refundReport({ generation }: Call, order: Order, made: Refund): Record<string, unknown> {
  const begun = toBeijingStamp(made.createdAt);
  return {
    huifu_id: shop.huifuId,
    trans_stat: made.state,
    ord_amt: toYuan(made.amount),
    // Empty until the refund is done, as the real one may answer.
    actual_ref_amt: made.state === 'S' ? actualAmount(order, made) : '',
    [generation === 'v4' ? 'fee_amount' : 'fee_amt']: toYuan(made.fee),
    enter_fee: literal('0.00'),
    is_refund_fee_flag: 'Y',
    trans_date: begun.slice(0, 8),
    trans_time: begun.slice(8),
    trans_finish_time: made.endedAt === null ? undefined : toBeijingStamp(made.endedAt),
    pay_channel: walletOf(order.method) ?? undefined,
    bank_code: { P: '00000100', S: 'SUCCESS', F: 'REFUND_FAIL' }[made.state],
    bank_message: { P: '退款处理中', S: '退款成功', F: '退款失败' }[made.state],
    org_party_order_id: order.partyOrderId,
    mer_name: shop.name,
    remark: made.remark || undefined,
  };
}

/** What reaches the payer: an order with a coupon goes back whole, and the payer had paid less than its price. */
export function actualAmount(order: Order, made: Refund): string {
  return toYuan(order.coupon > 0 ? amountsOf(order).paid : made.amount);
}

function locatePayment({ practice, generation, fields }: Call): Order | null | 'unnamed' {
  const global = text(fields, 'org_hf_seq_id');
  const party = text(fields, 'org_party_order_id');
  const number = text(fields, 'org_req_seq_id');
  if (global === '' && party === '' && number === '') return 'unnamed';
  const { orders } = practice;
  const found =
    global !== ''
      ? orders.byHuifuNumber(global)
      : party !== ''
        ? orders.byPartyOrderId(party)
        : orders.byNumber(text(fields, 'org_req_date'), number);
  return found?.family === (generation === 'hosting' ? 'hosting' : 'scan') ? settleOrder(practice, found) : null;
}
