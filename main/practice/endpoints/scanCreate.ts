import { toYuan } from '../../../shared/domain/money.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Fields } from '../wire/envelope.ts';
import {
  checkFields,
  checkNumber,
  optional,
  readAmount,
  readExpiry,
  readObject,
  required,
  takeNumber,
  text,
} from './fields.ts';
import { payByCode } from './micropay.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';
import { scanAnswer } from './scanAnswer.ts';

const rules = [
  ...required(['req_date', 8], ['req_seq_id', 128], ['huifu_id', 32], ['trade_type', 16], ['trans_amt', 14]),
  ...optional(['time_expire', 14], ['notify_url', 504], ['remark', 255], ['wx_data', 2048], ['alipay_data', 2048]),
  ...optional(['unionpay_data', 2048], ['dc_data', 2048], ['method_expand', 6000], ['delay_acct_flag', 1]),
  ...optional(['risk_check_data', 2048], ['terminal_device_data', 2048], ['fee_flag', 1], ['limit_pay_type', 128]),
];

/** WeChat and Alipay close unpaid orders after about two hours (huifu-api.md §6.3). */
const SCAN_LIFE_MS = 7_200_000;

/** Where each wallet's own object stands in v2 and v3; v4 has one place for all. */
const channelField: Readonly<Record<string, string>> = {
  T: 'wx_data',
  A: 'alipay_data',
  U: 'unionpay_data',
  D: 'dc_data',
};

/** What the channel's object must hold, by trade type (huifu-api.md §3.3.2): every group needs one complete alternative. */
const needs: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['T_JSAPI', [['openid'], ['sub_appid', 'sub_openid']]],
  ['T_MINIAPP', [['sub_appid', 'sub_openid']]],
  ['T_APP', [['sub_appid']]],
  ['T_NATIVE', []],
  ['A_JSAPI', [['buyer_id'], ['buyer_logon_id']]],
  ['A_NATIVE', []],
  ['U_JSAPI', [['user_id', 'qr_code', 'customer_ip']]],
  ['U_NATIVE', []],
  ['D_NATIVE', [['digital_bank_no']]],
]);

/** Trade types that a generation does not take (huifu-api.md §3.3.2). */
const absent: Readonly<Record<string, readonly string[]>> = {
  v2: ['T_APP', 'T_NATIVE'],
  v3: [],
  v4: ['T_NATIVE', 'D_NATIVE'],
};

/** v2/v3 `jspay` and v4 `create`: the payer scans, or pays in a page (huifu-api.md §3.3, §3.4). */
export function scanCreate(call: Call): Reply {
  const { practice, generation, fields } = call;
  const goodsRule = required(['goods_desc', generation === 'v4' ? 128 : 127]);
  const refused = checkFields(call, [...rules, ...goodsRule]) ?? checkNumber(call, true);
  if (refused) return refused;
  if (generation === 'v4' && /^[TAU]_MICROPAY$/.test(text(fields, 'trade_type'))) return payByCode(call);
  const method = text(fields, 'trade_type');
  const amount = readAmount(fields, 'trans_amt');
  if (amount === null) return refusals.wrongFormat('trans_amt');
  const alternatives = needs.get(method);
  if (!alternatives || absent[generation]?.includes(method)) return refusals.methodUnsupported();
  const channel = channelField[method.charAt(0)]!;
  const missing = checkChannel(fields, generation === 'v4' ? 'method_expand' : channel, alternatives);
  if (missing) return missing;
  if (fields.get('channel_no') === '') return reply('22000005', '该路由下未配置可用通道');
  const expiresAt = readExpiry(call, { aheadMs: 60_000, fallbackMs: SCAN_LIFE_MS });
  if (typeof expiresAt === 'object') return expiresAt;

  takeNumber(call);
  const order = practice.orders.insert({
    family: 'scan',
    requestDate: text(fields, 'req_date'),
    requestNumber: text(fields, 'req_seq_id'),
    method,
    allowedMethods: '',
    amount,
    title: shop.name,
    goods: text(fields, 'goods_desc'),
    remark: text(fields, 'remark'),
    notifyUrl: text(fields, 'notify_url'),
    callbackUrl: '',
    createdAt: practice.now(),
    expiresAt,
    stage: 'open',
  });
  return reply('00000100', '下单成功', {
    ...scanAnswer(call, order),
    sub_resp_code: '00000100',
    sub_resp_desc: '交易正在处理中',
    ...invitation(practice.gatewayUrl(), order),
  });
}

function checkChannel(fields: Fields, name: string, alternatives: readonly (readonly string[])[]): Reply | null {
  const data = readObject(fields, name);
  if (!data) return refusals.wrongFormat(name);
  if (alternatives.length === 0) return null;
  const isComplete = alternatives.some((keys) => keys.every((key) => text(data, key) !== ''));
  return isComplete ? null : refusals.missing(alternatives[0]!.find((key) => text(data, key) === '')!);
}

/** The address of the phone page that stands in for the wallet. */
export function scanLink(gatewayUrl: string, order: Order): string {
  return `${gatewayUrl}/q/${order.token}`;
}

/** `qr_code` or `pay_info`, by trade type (huifu-api.md §3.3.2, §6.1). The token in it opens the phone page. */
function invitation(gatewayUrl: string, order: Order): Record<string, unknown> {
  const link = scanLink(gatewayUrl, order);
  switch (order.method) {
    case 'T_JSAPI':
    case 'T_MINIAPP':
      return {
        pay_info: JSON.stringify({
          appId: 'wx0000000000000001',
          timeStamp: String(Math.floor(order.createdAt / 1000)),
          nonceStr: order.token.slice(0, 16),
          package: `prepay_id=${order.token}`,
          signType: 'RSA',
          paySign: Buffer.from(order.token).toString('base64'),
        }),
      };
    case 'T_APP':
      return {
        pay_info: JSON.stringify({ prepayid: order.token, package: 'Sign=WXPay', total: toYuan(order.amount) }),
      };
    case 'A_JSAPI':
      return { pay_info: JSON.stringify({ tradeNO: order.token }) };
    case 'U_JSAPI':
      return { pay_info: link };
    default:
      return { qr_code: link };
  }
}
