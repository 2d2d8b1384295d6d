import { isLoopbackUrl } from '../../shared/domain/baseUrl.ts';
import { cleanFreeText } from '../../shared/domain/goodsText.ts';
import { toYuan, type Fen } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { parseBeijingStamp, toBeijingStamp } from '../../shared/domain/time.ts';
import type { CallSpec } from './call.ts';
import { fieldOf, textOrNull, type AnswerFields } from './fields.ts';
import { orderLetter, stateLetter } from './paymentNews.ts';
import { readCloseReport, readHostedClose, readPaymentReport } from './report.ts';
import type {
  CallNumber,
  CloseReport,
  HostedLink,
  HostedPaymentRequest,
  PaymentLocator,
  PaymentReport,
} from './types.ts';

const ROOT = '/v2/trade/hosting/payment';

/** Longest `jump_url` taken; documented with 256 characters, longer ones occur. */
const MAX_LINK_LENGTH = 2_048;

/** Hosted H5 pre-order, type 1 (huifu-api.md §3.10.1). Without `trans_type` the payer chooses, and no `request_type` is due. */
export function hostedPreorder(profile: Profile, request: HostedPaymentRequest): CallSpec<HostedLink> {
  const { requestDate, requestNumber, amount } = request;
  const title = cleanFreeText(profile.projectTitle || profile.name, 64).text;
  return {
    kind: 'create',
    path: `${ROOT}/preorder`,
    requestNumber,
    fields: {
      req_date: requestDate,
      req_seq_id: requestNumber,
      huifu_id: profile.huifuId,
      pre_order_type: '1',
      trans_amt: toYuan(amount),
      goods_desc: request.goods,
      time_expire: toBeijingStamp(request.expiresAt),
      hosting_data: JSON.stringify({ project_title: title, project_id: profile.projectId }),
    },
    echoes: { huifu_id: [profile.huifuId], req_seq_id: [requestNumber], req_date: [requestDate] },
    required: [['huifu_id'], ['req_seq_id']],
    amount,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => readLink(fields, isLoopbackUrl(profile.baseUrl)),
  };
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

/** The link, if it is one that may be shown: https, or http where the gateway itself is on this machine (practice). */
function readLink(fields: AnswerFields, allowHttp: boolean): HostedLink | null {
  const link = fieldOf(fields, 'jump_url');
  if (typeof link !== 'string' || link.length > MAX_LINK_LENGTH) return null;
  const url = URL.parse(link);
  if (url?.protocol !== 'https:' && !(allowHttp && url?.protocol === 'http:')) return null;
  return {
    // Written anew by the parser, so that nothing invisible gets into a QR code.
    link: url.href,
    preOrderNumber: textOrNull(fields, 'pre_order_id'),
    expiresAt: parseBeijingStamp(fieldOf(fields, 'time_expire')),
  };
}
