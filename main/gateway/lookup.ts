import { fen } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { parseBusinessDate } from '../../shared/domain/time.ts';
import { queryPaths } from './aggregation.ts';
import type { CallSpec } from './call.ts';
import { amountOf, textOf, type AnswerFields } from './fields.ts';
import { hostedQuery } from './hosting.ts';
import { orderLetter, stateLetter } from './paymentNews.ts';
import { readPaymentReport } from './report.ts';
import type { CallNumber, FoundOrder, PaymentReport } from './types.ts';

/** Where an answer may repeat a number of the customer's bill. */
const BILL_NUMBERS = ['party_order_id', 'out_trans_id', 'out_ord_id', 'org_hf_seq_id', 'hf_seq_id'] as const;

/**
 * A hosted order by the number on the customer's bill (`party_order_id`; huifu-api.md §3.10.2). Without `huifu_id`, so
 * that an order of another shop of the same caller is found too.
 */
export function hostedLookup(call: CallNumber, partyOrderNumber: string): CallSpec<FoundOrder> {
  return {
    kind: 'query',
    path: '/v2/trade/hosting/payment/queryorderinfo',
    requestNumber: call.requestNumber,
    fields: {
      req_date: call.requestDate,
      req_seq_id: call.requestNumber,
      party_order_id: partyOrderNumber,
    },
    echoes: { party_order_id: [partyOrderNumber] },
    required: [['huifu_id'], ['party_order_id'], ['org_req_seq_id']],
    amount: null,
    stateOf: (fields) => stateLetter(fields, 'trans_stat') ?? orderLetter(fields),
    read: (fields) => readFound(fields, partyOrderNumber, 'unpaid'),
  };
}

/** An aggregated order by `out_ord_id`, the one documented locator that a customer's bill can give (huifu-api.md §3.6.1). */
export function aggregatedLookup(profile: Profile, number: string): CallSpec<FoundOrder> {
  return {
    kind: 'query',
    path: queryPaths[profile.generation],
    requestNumber: '',
    fields: { huifu_id: profile.huifuId, out_ord_id: number },
    echoes: { huifu_id: [profile.huifuId] },
    required: [['huifu_id'], ['org_req_seq_id', 'req_seq_id'], [...BILL_NUMBERS]],
    amount: null,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => readFound(fields, number, 'processing'),
  };
}

/** The query of a hosted order that was never made: what counts is the answer's `Date`. */
export function clockLook(profile: Profile, call: CallNumber, madeUp: CallNumber): CallSpec<PaymentReport> {
  return hostedQuery(profile, call, { ...madeUp, huifuNumber: null }, fen(1));
}

/** Only an order that carries the number that was asked for. */
function readFound(fields: AnswerFields, number: string, pending: 'unpaid' | 'processing'): FoundOrder | null {
  const report = readPaymentReport(fields, pending);
  const amount = amountOf(fields, 'trans_amt');
  if (report === null || amount === null) return null;
  if (!BILL_NUMBERS.some((name) => textOf(fields, name) === number)) return null;
  return {
    huifuId: textOf(fields, 'huifu_id'),
    requestDate: parseBusinessDate(textOf(fields, 'org_req_date', 'req_date')),
    requestNumber: textOf(fields, 'org_req_seq_id', 'req_seq_id'),
    amount,
    report,
  };
}
