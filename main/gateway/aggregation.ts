import type { Fen } from '../../shared/domain/money.ts';
import type { ApiGeneration, Profile } from '../../shared/domain/profile.ts';
import type { CallSpec } from './call.ts';
import { stateLetter } from './paymentNews.ts';
import { readCloseReport, readPaymentReport } from './report.ts';
import type { CallNumber, CloseReport, PaymentLocator, PaymentReport } from './types.ts';

/** What differs between the generations when asking for an order (huifu-api.md §3.1, §3.6.1; v4 names the order's own ids without `org_`). */
const queries: Record<ApiGeneration, { path: string; date: string; number: string; huifuNumber: string }> = {
  v2: { path: '/v2/trade/payment/scanpay/query', ...original() },
  v3: { path: '/v3/trade/payment/scanpay/query', ...original() },
  v4: { path: '/v4/trade/payment/scanpay/query', date: 'req_date', number: 'req_seq_id', huifuNumber: 'hf_seq_id' },
};

/** Where each generation is asked for an order. */
export const queryPaths: Record<ApiGeneration, string> = {
  v2: queries.v2.path,
  v3: queries.v3.path,
  v4: queries.v4.path,
};

function original() {
  return { date: 'org_req_date', number: 'org_req_seq_id', huifuNumber: 'org_hf_seq_id' };
}

/** Query of an aggregated payment in the profile's generation (huifu-api.md §3.6). */
export function aggregatedQuery(
  profile: Profile,
  payment: PaymentLocator,
  amount: Fen | null,
  pending: 'unpaid' | 'processing' = 'processing',
): CallSpec<PaymentReport> {
  const { path, date, number, huifuNumber } = queries[profile.generation];
  return {
    kind: 'query',
    path,
    requestNumber: payment.requestNumber,
    fields: {
      huifu_id: profile.huifuId,
      [date]: payment.requestDate,
      ...(payment.requestNumber === '' ? { [huifuNumber]: payment.huifuNumber } : { [number]: payment.requestNumber }),
    },
    ...echoesOf(profile, payment),
    amount,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => readPaymentReport(fields, pending),
  };
}

/** Close of an aggregated payment; the one endpoint serves all generations (huifu-api.md §3.7). */
export function aggregatedClose(profile: Profile, call: CallNumber, payment: PaymentLocator): CallSpec<CloseReport> {
  return { ...aboutClose(profile, call, payment), kind: 'close', path: '/v2/trade/payment/scanpay/close' };
}

/** Close query: by the order's own numbers, not by those of the close (huifu-api.md §3.7). */
export function aggregatedCloseQuery(
  profile: Profile,
  call: CallNumber,
  payment: PaymentLocator,
): CallSpec<CloseReport> {
  return { ...aboutClose(profile, call, payment), kind: 'query', path: '/v2/trade/payment/scanpay/closequery' };
}

/** Close and close query take the same fields and give the same ones back. */
function aboutClose(
  profile: Profile,
  call: CallNumber,
  payment: PaymentLocator,
): Omit<CallSpec<CloseReport>, 'kind' | 'path'> {
  const { echoes, required } = echoesOf(profile, payment);
  return {
    requestNumber: call.requestNumber,
    fields: {
      req_date: call.requestDate,
      req_seq_id: call.requestNumber,
      huifu_id: profile.huifuId,
      org_req_date: payment.requestDate,
      ...(payment.requestNumber === ''
        ? { org_hf_seq_id: payment.huifuNumber }
        : { org_req_seq_id: payment.requestNumber }),
    },
    echoes: {
      ...echoes,
      req_seq_id: [call.requestNumber, payment.requestNumber],
      req_date: [call.requestDate, payment.requestDate],
    },
    required,
    amount: null,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => readCloseReport(fields, 'trans_stat'),
  };
}

/** An order found by its own number must answer with that number, one found by Huifu's with Huifu's. */
function echoesOf(profile: Profile, payment: PaymentLocator) {
  const merchant = { huifu_id: [profile.huifuId] };
  if (payment.requestNumber === '') {
    const number = [payment.huifuNumber ?? ''];
    return {
      echoes: { ...merchant, org_hf_seq_id: number, hf_seq_id: number },
      required: [['huifu_id'], ['org_hf_seq_id', 'hf_seq_id']],
    };
  }
  const [date, number] = [[payment.requestDate], [payment.requestNumber]];
  return {
    echoes: { ...merchant, org_req_date: date, org_req_seq_id: number, req_date: date, req_seq_id: number },
    required: [['huifu_id'], ['org_req_seq_id', 'req_seq_id']],
  };
}
