import { isLoopbackUrl } from '../../shared/domain/baseUrl.ts';
import { cleanFreeText } from '../../shared/domain/goodsText.ts';
import { toYuan, type Fen } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { toBeijingStamp } from '../../shared/domain/time.ts';
import type { CallSpec } from './call.ts';
import type { RequestFields } from './canonical.ts';
import { readHostedLink } from './hostedLink.ts';
import { orderLetter, stateLetter } from './paymentNews.ts';
import { readCloseReport, readHostedClose, readPaymentReport } from './report.ts';
import type {
  CallNumber,
  CloseReport,
  HostedLink,
  HostedMethod,
  HostedPaymentRequest,
  HostedPlace,
  PaymentLocator,
  PaymentReport,
} from './types.ts';

const ROOT = '/v2/trade/hosting/payment';

/** What differs between the places where a hosted payment is paid (huifu-api.md §3.10.1). */
const places: Record<
  HostedPlace,
  { type: string; fields: (profile: Profile, request: HostedPaymentRequest) => RequestFields }
> = {
  page: { type: '1', fields: pageFields },
  alipayApplet: { type: '2', fields: alipayFields },
  wechatApplet: { type: '3', fields: () => ({ miniapp_data: JSON.stringify({ need_scheme: 'Y' }) }) },
};

/** Methods of the cashier page as `trans_type` names them. */
const methodNames: Record<HostedMethod, string> = { wechat: 'T_JSAPI', alipay: 'A_JSAPI', unionpay: 'U_JSAPI' };

/** Hosted pre-order of type 1, 2 or 3 (huifu-api.md §3.10.1). */
export function hostedPreorder(profile: Profile, request: HostedPaymentRequest): CallSpec<HostedLink> {
  const { requestDate, requestNumber, amount } = request;
  const place = request.place ?? 'page';
  return {
    kind: 'create',
    path: `${ROOT}/preorder`,
    requestNumber,
    fields: {
      req_date: requestDate,
      req_seq_id: requestNumber,
      huifu_id: profile.huifuId,
      pre_order_type: places[place].type,
      trans_amt: toYuan(amount),
      goods_desc: request.goods,
      time_expire: toBeijingStamp(request.expiresAt),
      ...places[place].fields(profile, request),
      notify_url: request.notifyUrl,
    },
    echoes: { huifu_id: [profile.huifuId], req_seq_id: [requestNumber], req_date: [requestDate] },
    required: [['huifu_id'], ['req_seq_id']],
    amount,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => readHostedLink(fields, place, isLoopbackUrl(profile.baseUrl)),
  };
}

/** Without `trans_type` the payer chooses, and no `request_type` is due; with it, one is. */
function pageFields(profile: Profile, request: HostedPaymentRequest): RequestFields {
  const methods = request.methods ?? [];
  const named = methods.length > 0;
  return {
    trans_type: methods.map((method) => methodNames[method]).join(','),
    hosting_data: JSON.stringify({
      project_title: cleanFreeText(profile.projectTitle || profile.name, 64).text,
      project_id: profile.projectId,
      ...(named ? { request_type: request.view === 'pc' ? 'P' : 'M' } : {}),
      ...(request.returnUrl ? { callback_url: request.returnUrl } : {}),
    }),
  };
}

/** `app_schema` has to be encoded once it holds any of these signs. */
function alipayFields(_: Profile, { returnScheme = '' }: HostedPaymentRequest): RequestFields {
  const schema = /[+/?%#&=]/.test(returnScheme) ? encodeURIComponent(returnScheme) : returnScheme;
  return { app_data: JSON.stringify({ app_schema: schema }) };
}

/** Hosted order query (huifu-api.md §3.10.2). P before the payer has opened the cashier is no sign of paying. */
export function hostedQuery(
  profile: Profile,
  call: CallNumber,
  payment: PaymentLocator,
  amount: Fen,
): CallSpec<PaymentReport> {
  return {
    ...aboutOrder(profile, call, payment),
    kind: 'query',
    path: `${ROOT}/queryorderinfo`,
    amount,
    stateOf: (fields) => stateLetter(fields, 'trans_stat') ?? orderLetter(fields),
    read: (fields) => readPaymentReport(fields, 'unpaid'),
  };
}

/** Hosted close (huifu-api.md §3.10.5). */
export function hostedClose(profile: Profile, call: CallNumber, payment: PaymentLocator): CallSpec<CloseReport> {
  return {
    ...aboutOrder(profile, call, payment),
    kind: 'close',
    path: `${ROOT}/close`,
    amount: null,
    stateOf: (fields) => stateLetter(fields, 'close_stat'),
    read: (fields) => readCloseReport(fields, 'close_stat'),
  };
}

/** There is no close query: the order itself says what became of its close (huifu-api.md §3.10.5). */
export function hostedCloseQuery(profile: Profile, call: CallNumber, payment: PaymentLocator): CallSpec<CloseReport> {
  return {
    ...aboutOrder(profile, call, payment),
    kind: 'query',
    path: `${ROOT}/queryorderinfo`,
    amount: null,
    stateOf: (fields) => stateLetter(fields, 'close_stat') ?? stateLetter(fields, 'trans_stat'),
    read: readHostedClose,
  };
}

/** Request and echoes that query and close have in common: their own number, and the order's under `org_…`. */
function aboutOrder(profile: Profile, call: CallNumber, payment: PaymentLocator) {
  return {
    requestNumber: call.requestNumber,
    fields: {
      req_date: call.requestDate,
      req_seq_id: call.requestNumber,
      huifu_id: profile.huifuId,
      org_req_date: payment.requestDate,
      org_req_seq_id: payment.requestNumber,
    },
    echoes: {
      huifu_id: [profile.huifuId],
      org_req_date: [payment.requestDate],
      org_req_seq_id: [payment.requestNumber],
      // Some answers repeat the order's own number here.
      req_seq_id: [call.requestNumber, payment.requestNumber],
    },
    required: [['huifu_id'], ['org_req_seq_id', 'req_seq_id']],
  };
}
