import type { BookingState, PaymentMethod } from '../../shared/domain/payment.ts';
import { maskedPayer } from '../../shared/domain/payer.ts';
import { parseBeijingStamp, type Instant } from '../../shared/domain/time.ts';
import { amountOf, nestedFields, textOf, textOrNull, type AnswerFields } from './fields.ts';
import { newsOf, stateLetter } from './paymentNews.ts';
import type { CloseReport, PaymentReport, RefundReport } from './types.ts';

/**
 * Reads a payment from a query's answer, whatever generation or product gave it: the same thing has a name of its own
 * in each (huifu-api.md §3.6.2, §3.10.2, §8 no. 15–19, §9).
 *
 * @returns `null` when the state fields contradict each other
 */
export function readPaymentReport(fields: AnswerFields, pending: 'unpaid' | 'processing'): PaymentReport | null {
  const news = newsOf(fields, pending);
  if (news === null) return null;
  const paid = news === 'paid';
  const refundable = amountOf(fields, 'ref_amt');
  const payer = paid ? readPayer(fields) : null;
  return {
    news,
    method: readMethod(textOf(fields, 'pay_type', 'trade_type', 'trans_type')),
    amount: amountOf(fields, 'trans_amt'),
    // Before the end these hold zeros or yesterday's guess.
    customerPaid: paid ? amountOf(fields, 'pay_amt') : null,
    settlement: paid ? amountOf(fields, 'settlement_amt') : null,
    fee: paid ? readFee(fields) : null,
    booking: paid ? readBooking(fields) : 'unknown',
    huifuNumber: textOrNull(fields, 'org_hf_seq_id', 'hf_seq_id'),
    partyOrderNumber: textOrNull(fields, 'party_order_id'),
    walletNumber: textOrNull(fields, 'out_trans_id'),
    endedAt: paid || news === 'failed' || news === 'closed' ? readEnd(fields) : null,
    ...(payer === null ? {} : { payer }),
    ...(paid && refundable !== null ? { refundable } : {}),
  };
}

/** Reads a refund from the answer to sending it or to asking for it (huifu-api.md §3.8, §3.10.3–4); without a state it is on its way. */
export function readRefundReport(fields: AnswerFields): RefundReport {
  const news = ({ S: 'refunded', F: 'failed', P: 'refunding' } as const)[stateLetter(fields, 'trans_stat') ?? 'P'];
  return {
    news,
    actual: news === 'refunded' ? amountOf(fields, 'actual_ref_amt') : null,
    fee: news === 'failed' ? null : readFee(fields),
    huifuNumber: textOrNull(fields, 'org_hf_seq_id', 'hf_seq_id'),
    endedAt: news === 'refunding' ? null : readEnd(fields),
  };
}

/**
 * Reads the answer to a close (huifu-api.md §3.7, §3.10.5). Without a close state it counts as processing.
 *
 * @param stateField `trans_stat` in aggregation, `close_stat` in hosting
 */
export function readCloseReport(fields: AnswerFields, stateField: 'trans_stat' | 'close_stat'): CloseReport {
  const close = stateLetter(fields, stateField);
  const payment = stateLetter(fields, 'org_trans_stat');
  const state = close === 'S' ? 'closed' : close === 'F' ? 'refused' : 'processing';
  if (payment === null) return { state, payment: null };
  if (payment === 'F') return { state, payment: state === 'closed' ? 'closed' : 'failed' };
  return { state, payment: payment === 'S' ? 'paid' : 'processing' };
}

/** Reads what an order's own query says of its close; `none` when nobody has asked to close it (huifu-api.md §3.10.2). */
export function readHostedClose(fields: AnswerFields): CloseReport | null {
  const news = newsOf(fields, 'unpaid');
  if (news === null) return null;
  const close = stateLetter(fields, 'close_stat');
  const state = ({ S: 'closed', F: 'refused', P: 'processing' } as const)[close ?? ('' as 'S')] ?? 'none';
  return { state, payment: news };
}

/** The wallet by the prefix of `pay_type`, `trans_type` or `trade_type` (huifu-api.md §3.3.2, §3.10.2). */
export function readMethod(type: string): PaymentMethod {
  const name = type.toUpperCase();
  if (name === 'UNION_PAY') return 'unionpay';
  if (name === 'QUICK_PAY' || name === 'LARGE_PAY' || name.startsWith('ONLINE_PAY')) return 'bank';
  return (
    ({ T_: 'wechat', A_: 'alipay', U_: 'unionpay', D_: 'ecny', Y_: 'douyin' } as const)[name.slice(0, 2)] ?? 'unknown'
  );
}

/**
 * The payer by the channel's own account, which v4 gives in `method_expand` (huifu-api.md §3.6.2): under the shop's appid
 * rather than under Huifu's, so that one person is always the same.
 */
function readPayer(fields: AnswerFields): string | null {
  const names = ['sub_openid', 'openid', 'buyer_id', 'buyer_logon_id', 'acc_no'] as const;
  for (const channel of ['wx_response', 'alipay_response', 'unionpay_response', 'method_expand']) {
    const said = textOf(nestedFields(fields, channel), ...names);
    if (said !== '') return maskedPayer(said);
  }
  return maskedPayer(textOf(fields, 'wx_user_id'));
}

function readFee(fields: AnswerFields) {
  return (
    amountOf(fields, 'fee_amt', 'fee_amount') ?? amountOf(nestedFields(fields, 'payment_fee'), 'fee_amount', 'fee_amt')
  );
}

function readBooking(fields: AnswerFields): BookingState {
  return (
    ({ S: 'booked', F: 'failed', P: 'pending', I: 'pending' } as const)[textOf(fields, 'acct_stat').toUpperCase()] ??
    'unknown'
  );
}

/** `end_time`, or `trans_time` with 14 digits (hosting), or `trans_date` with a `trans_time` of 6 (aggregation). */
function readEnd(fields: AnswerFields): Instant | null {
  const time = textOf(fields, 'trans_time');
  return (
    parseBeijingStamp(textOf(fields, 'end_time')) ??
    parseBeijingStamp(textOf(fields, 'trans_finish_time')) ??
    parseBeijingStamp(time) ??
    parseBeijingStamp(textOf(fields, 'trans_date') + time)
  );
}
