import { toYuan } from '../../../shared/domain/money.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { shop } from '../practice.ts';
import type { Order } from '../store/orders.ts';
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
import { refusals, reply, type Call, type Reply } from './reply.ts';

const rules = [
  ...required(['req_date', 8], ['req_seq_id', 64], ['huifu_id', 32], ['pre_order_type', 1], ['trans_amt', 14]),
  ...required(['goods_desc', 40]),
  ...optional(['hosting_data', 2000], ['app_data', 2000], ['miniapp_data', 2000], ['trans_type', 256]),
  ...optional(['time_expire', 14], ['notify_url', 512], ['delay_acct_flag', 1], ['usage_type', 1], ['acct_id', 32]),
];

/** The values `trans_type` may have in the cashier (huifu-api.md §3.10.1). */
const cashierTypes = new Set(
  'T_JSAPI,A_JSAPI,A_NATIVE,U_NATIVE,U_JSAPI,ONLINE_PAY_B2B,ONLINE_PAY_B2C,QUICK_PAY,LARGE_PAY,Y_H5'.split(','),
);

/** A hosted order lives ten minutes when nothing else is asked for. */
const LIFE_MS = 600_000;

/** What the three kinds of preorder say about themselves in their own object. */
interface Details {
  title: string;
  remark: string;
  callbackUrl: string;
}

/** `preorder`: a link to the hosted cashier; types 1 (H5/PC), 2 (Alipay) and 3 (WeChat) (huifu-api.md §3.10.1). */
export function preorder(call: Call): Reply {
  const { practice, fields } = call;
  const refused = checkFields(call, rules) ?? checkNumber(call, true);
  if (refused) return refused;
  const amount = readAmount(fields, 'trans_amt');
  if (amount === null) return refusals.wrongFormat('trans_amt');
  const details = readDetails(call);
  if ('code' in details) return details;
  const expiresAt = readExpiry(call, { aheadMs: 0, fallbackMs: LIFE_MS });
  if (typeof expiresAt === 'object') return expiresAt;

  takeNumber(call);
  const type = text(fields, 'pre_order_type');
  const order = practice.orders.insert({
    family: 'hosting',
    requestDate: text(fields, 'req_date'),
    requestNumber: text(fields, 'req_seq_id'),
    method: null,
    allowedMethods: type === '1' ? text(fields, 'trans_type') : type === '2' ? 'A_JSAPI' : 'T_MINIAPP',
    amount,
    title: details.title,
    goods: text(fields, 'goods_desc'),
    remark: details.remark,
    notifyUrl: text(fields, 'notify_url'),
    callbackUrl: details.callbackUrl,
    createdAt: practice.now(),
    expiresAt,
    stage: 'unopened',
  });
  return reply('00000000', '操作成功', {
    req_date: order.requestDate,
    req_seq_id: order.requestNumber,
    huifu_id: shop.huifuId,
    pre_order_id: order.preOrderId,
    ...answers[type]!(call, order),
  });
}

/** The payer's address of the cashier. */
export function cashierLink(gatewayUrl: string, order: Order): string {
  return `${gatewayUrl}/hostingh5/?jump_id=${order.token}&huifu_id=${shop.huifuId}`;
}

const answers: Readonly<Record<string, (call: Call, order: Order) => Record<string, unknown>>> = {
  '1': ({ practice, fields }, order) => ({
    jump_url: cashierLink(practice.gatewayUrl(), order),
    hosting_data: text(fields, 'hosting_data'),
    goods_desc: order.goods,
    usage_type: text(fields, 'usage_type') || 'P',
    trans_type: order.allowedMethods || undefined,
    current_time: toBeijingStamp(practice.now()),
    time_expire: toBeijingStamp(order.expiresAt),
  }),
  '2': ({ fields }, order) => {
    const schema = readObject(fields, 'app_data')?.get('app_schema');
    const page = encodeURIComponent(`pages/cashier/cashier?p=${order.preOrderId}&t=${order.token}`);
    const back = encodeURIComponent(String(schema));
    return {
      jump_url: `alipays://platformapi/startapp?appId=2021000000000001&thirdPartSchema=${back}&page=${page}`,
      trans_amt: toYuan(order.amount),
    };
  },
  '3': ({ fields }, order) => {
    const given = readObject(fields, 'miniapp_data');
    const needScheme = given?.get('need_scheme');
    return {
      // The real one leaves this fragment here; it means nothing.
      jump_url: '&bank_switch=Y',
      miniapp_data: JSON.stringify({
        gh_id: 'gh_000000000001',
        path: `pages/cashier/cashier?p=${order.preOrderId}&s=app`,
        scheme_code: needScheme === 'Y' ? `weixin://dl/business/?t=${order.token}` : '',
        appid: 'wx0000000000000002',
        need_scheme: needScheme,
      }),
      trans_amt: toYuan(order.amount),
    };
  },
};

function readDetails(call: Call): Details | Reply {
  switch (text(call.fields, 'pre_order_type')) {
    case '1':
      return readHostingData(call);
    case '2':
      return readOwnData(call, 'app_data', 'app_schema');
    case '3':
      return readOwnData(call, 'miniapp_data', 'need_scheme');
    case '4':
      return reply('22000004', '暂未开通抖音支付权限');
    default:
      return refusals.wrongFormat('pre_order_type');
  }
}

function readHostingData({ fields }: Call): Details | Reply {
  if (text(fields, 'hosting_data') === '') return refusals.missing('hosting_data');
  const data = readObject(fields, 'hosting_data');
  if (!data) return refusals.wrongFormat('hosting_data');
  const title = text(data, 'project_title');
  if (title === '') return refusals.missing('project_title');
  if ([...title].length > 64) return refusals.tooLong('project_title');
  if (text(data, 'project_id') === '') return refusals.missing('project_id');
  if (text(data, 'project_id') !== shop.projectId) return reply('10000000', '托管项目信息不存在');
  const types = text(fields, 'trans_type');
  if (types !== '' && !types.split(',').every((type) => cashierTypes.has(type))) return refusals.methodUnsupported();
  const view = text(data, 'request_type');
  if (view === '' && types !== '') return refusals.missing('request_type');
  if (view !== '' && view !== 'P' && view !== 'M') return refusals.wrongFormat('request_type');
  return { title, remark: text(data, 'private_info'), callbackUrl: text(data, 'callback_url') };
}

function readOwnData({ fields }: Call, name: string, needed: string): Details | Reply {
  if (text(fields, name) === '') return refusals.missing(name);
  const data = readObject(fields, name);
  if (!data) return refusals.wrongFormat(name);
  if (text(data, needed) === '') return refusals.missing(needed);
  return { title: shop.name, remark: text(data, 'private_info'), callbackUrl: '' };
}
