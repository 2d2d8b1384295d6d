import { cleanFreeText } from '../../shared/domain/goodsText.ts';
import { toYuan } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { RefundRoute } from '../../shared/domain/refund.ts';
import type { CallSpec } from './call.ts';
import { deviceAddress } from './device.ts';
import { textOrNull } from './fields.ts';
import { stateLetter } from './paymentNews.ts';
import { readRefundReport } from './report.ts';
import type { CallNumber, PaymentLocator, RefundReport, RefundRequest } from './types.ts';

/** huifu-api.md §3.1. The generations differ in the path alone; hosting has names of its own. */
const paths: Record<RefundRoute, { refund: string; query: string }> = {
  hosting: {
    refund: '/v2/trade/hosting/payment/htRefund',
    query: '/v2/trade/hosting/payment/queryRefundInfo',
  },
  v2: aggregated('v2'),
  v3: aggregated('v3'),
  v4: aggregated('v4'),
};

function aggregated(generation: string) {
  const root = `/${generation}/trade/payment/scanpay`;
  return { refund: `${root}/refund`, query: `${root}/refundquery` };
}

/** Longest `remark` of an aggregated refund (huifu-api.md §3.8.1); hosting documents none and gets the same. */
const MAX_REMARK = 84;

/** What a refund would send and where to, without sending it; for the dry run. */
export function describeRefund(profile: Profile, request: RefundRequest): { path: string; fields: [string, string][] } {
  const { path, fields } = refundRequest(profile, request);
  return { path, fields: Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1])) };
}

/**
 * A refund (huifu-api.md §3.8.1, §3.10.3). Terminal and risk data are required of online orders and optional otherwise:
 * always sending them avoids refusals.
 */
export function refundRequest(profile: Profile, request: RefundRequest): CallSpec<RefundReport> {
  const { route, call, payment, amount, reason, notifyUrl } = request;
  return {
    kind: 'refund',
    path: paths[route].refund,
    requestNumber: call.requestNumber,
    fields: {
      req_date: call.requestDate,
      req_seq_id: call.requestNumber,
      huifu_id: profile.huifuId,
      ord_amt: toYuan(amount),
      org_req_date: payment.requestDate,
      ...orderOf(payment),
      remark: cleanFreeText(reason, MAX_REMARK).text,
      terminal_device_data: JSON.stringify({ device_type: '4' }),
      risk_check_data: JSON.stringify({ ip_addr: deviceAddress() }),
      // Whether the payment's own address would be used otherwise is not documented (§5.6).
      notify_url: notifyUrl,
    },
    echoes: {
      huifu_id: [profile.huifuId],
      req_date: [call.requestDate],
      req_seq_id: [call.requestNumber],
      // A payment that the payer moved to another method carries `-n` behind its number (§3.8.4), so only the date is tied.
      org_req_date: [payment.requestDate],
    },
    required: [['huifu_id'], ['req_seq_id']],
    amount,
    amountField: 'ord_amt',
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => ({ ...readRefundReport(fields), huifuNumber: ownNumber(fields) }),
  };
}

/** Query of a refund: what is called `org_…` here are the refund's own date and number (huifu-api.md §3.8.2, §3.10.4). */
export function refundQuery(
  profile: Profile,
  own: CallNumber,
  { route, call, amount }: Pick<RefundRequest, 'route' | 'call' | 'amount'>,
): CallSpec<RefundReport> {
  return {
    kind: 'query',
    path: paths[route].query,
    requestNumber: call.requestNumber,
    fields: {
      ...(route === 'hosting' ? { req_date: own.requestDate, req_seq_id: own.requestNumber } : {}),
      huifu_id: profile.huifuId,
      org_req_date: call.requestDate,
      org_req_seq_id: call.requestNumber,
    },
    echoes: {
      huifu_id: [profile.huifuId],
      org_req_date: [call.requestDate],
      org_req_seq_id: [call.requestNumber],
      // Some answers repeat the refund's own number here.
      req_seq_id: [own.requestNumber, call.requestNumber],
    },
    required: [['huifu_id'], ['org_req_seq_id', 'req_seq_id']],
    amount,
    amountField: 'ord_amt',
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: readRefundReport,
  };
}

/** One of the three ways to name the order: our number, Huifu's, or the one in the payer's wallet. */
function orderOf({ requestNumber, huifuNumber, partyOrderNumber }: PaymentLocator): Record<string, string | null> {
  if (requestNumber !== '') return { org_req_seq_id: requestNumber };
  return huifuNumber ? { org_hf_seq_id: huifuNumber } : { org_party_order_id: partyOrderNumber ?? null };
}

/** In the answer to a refund `org_hf_seq_id` is the order's number, `hf_seq_id` the refund's. */
function ownNumber(fields: Parameters<typeof readRefundReport>[0]): string | null {
  return textOrNull(fields, 'hf_seq_id');
}
