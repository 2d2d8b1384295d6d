import { parseBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import { err, ok, type Result } from '../../../shared/domain/result.ts';
import { readFields, textOf, type AnswerFields } from '../fields.ts';
import { stateLetter } from '../paymentNews.ts';
import { readCloseReport, readPaymentReport } from '../report.ts';
import { covers, readBase64, readPublicKey } from '../signature.ts';
import type { CloseReport, PaymentReport } from '../types.ts';
import { readNoticeBody } from './body.ts';

/** Why a notification is not one: it is answered with 400 and has no effect. */
export type NoticeProblem = 'format' | 'signature' | 'merchant';

/**
 * What a notification is about (huifu-api.md §5.4, §5.6): a payment (trade or booking), a refund, a close, or something
 * that is only kept (unfreezing, settings).
 */
export type NoticeAbout =
  | { kind: 'payment'; stage: 'trade' | 'booking'; report: PaymentReport }
  | { kind: 'close'; report: CloseReport }
  | { kind: 'refund'; refund: RefundNotification }
  | { kind: 'other' };

/** A refund's notice as far as it is the same in every product; the refunds room reads the state from it. */
export interface RefundNotification {
  /** The refund's own number and date. */
  requestNumber: string;
  requestDate: BusinessDate | null;
  huifuNumber: string | null;
  /** The payment that it is for. */
  orderNumber: string | null;
  state: 'refunded' | 'failed' | 'processing';
  respCode: string;
  respDesc: string;
}

/** A notification whose signature was found good and whose merchant is this one. */
export interface Notice {
  about: NoticeAbout;
  /** Own number of the order that it is about; Huifu's when it has none. Of a refund: the refund's. */
  requestNumber: string;
  requestDate: BusinessDate | null;
  /** What the acknowledgement repeats (huifu-api.md §5.1, §5.6). */
  acknowledged: string;
  respCode: string;
  respDesc: string;
  /** Two notifications with the same key say the same thing (huifu-api.md §5.5). */
  key: string;
  /** The signed text, exactly as it came. */
  text: string;
  sign: string;
}

/** Reads notifications for one merchant. */
export interface NoticeReader {
  /** Checks a body as it came in from the network. */
  read(body: Uint8Array): Result<Notice, NoticeProblem>;
  /** Reads a text that was checked when it came in and has been in the ledger since; keys may have changed meanwhile. */
  reread(text: string, sign: string): Notice | null;
}

/**
 * @param identity Huifu's public key (SPKI DER in Base64) and the merchant that notices must be about
 */
export function createNoticeReader(identity: { huifuPublicKey: string; huifuId: string }): NoticeReader {
  const key = readPublicKey(identity.huifuPublicKey);

  return {
    read(body) {
      const signed = readNoticeBody(body);
      if (!signed) return err('format');
      const { text, sign } = signed;
      const signature = readBase64(sign);
      // The text counts as it came: it is never sorted or written anew, so one check is all there is (§5.2).
      if (!key || !signature || !covers(key, text, signature)) return err('signature');
      const fields = readFields(text);
      const notice = fields && readNotice(fields, text, sign);
      if (!fields || !notice) return err('format');
      return textOf(fields, 'huifu_id') === identity.huifuId ? ok(notice) : err('merchant');
    },
    reread(text, sign) {
      const fields = readFields(text);
      return fields && readNotice(fields, text, sign);
    },
  };
}

function readNotice(fields: AnswerFields, text: string, sign: string): Notice | null {
  const about = aboutOf(fields);
  const own = textOf(fields, 'req_seq_id');
  const original = textOf(fields, 'org_req_seq_id');
  const huifuNumber = textOf(fields, 'hf_seq_id', 'org_hf_seq_id');
  const acknowledged = own || original || huifuNumber;
  if (about === null || acknowledged === '') return null;
  const isClose = about.kind === 'close';
  return {
    about,
    requestNumber: (isClose ? original : own) || acknowledged,
    requestDate: isClose ? dateOf(fields, 'org_req_date') : dateOf(fields, 'req_date'),
    acknowledged,
    respCode: textOf(fields, 'resp_code'),
    respDesc: textOf(fields, 'bank_message', 'bank_desc', 'resp_desc'),
    key: keyOf(fields, about, acknowledged),
    text,
    sign,
  };
}

/** `null` when the fields contradict each other about money. */
function aboutOf(fields: AnswerFields): NoticeAbout | null {
  const type = textOf(fields, 'trans_type', 'trade_type').toUpperCase();
  const isOfOrder = textOf(fields, 'org_req_seq_id', 'org_hf_seq_id') !== '';
  if (type === 'TRANS_REFUND' || (isOfOrder && textOf(fields, 'ord_amt', 'total_ref_amt', 'ref_cut') !== '')) {
    return { kind: 'refund', refund: readRefund(fields) };
  }
  if (stateLetter(fields, 'close_stat') !== null) {
    return { kind: 'close', report: readCloseReport(fields, 'close_stat') };
  }
  const isPayment = !isOfOrder && stateLetter(fields, 'trans_stat') !== null && textOf(fields, 'notify_type') !== '3';
  if (!isPayment) return { kind: 'other' };
  const report = readPaymentReport(fields, 'processing');
  return report && { kind: 'payment', stage: stageOf(fields), report };
}

/** `notify_type` where there is one; otherwise a settled booking tells the account notice (huifu-api.md §5.4). */
function stageOf(fields: AnswerFields): 'trade' | 'booking' {
  const type = textOf(fields, 'notify_type');
  if (type === '1') return 'trade';
  if (type === '2') return 'booking';
  const booking = textOf(fields, 'acct_stat').toUpperCase();
  return booking === 'S' || booking === 'F' ? 'booking' : 'trade';
}

function readRefund(fields: AnswerFields): RefundNotification {
  const state = stateLetter(fields, 'trans_stat');
  return {
    requestNumber: textOf(fields, 'req_seq_id'),
    requestDate: dateOf(fields, 'req_date'),
    huifuNumber: textOf(fields, 'hf_seq_id') || null,
    orderNumber: textOf(fields, 'org_req_seq_id') || null,
    state: state === 'S' ? 'refunded' : state === 'F' ? 'failed' : 'processing',
    respCode: textOf(fields, 'resp_code'),
    respDesc: textOf(fields, 'bank_message', 'bank_desc', 'resp_desc'),
  };
}

function dateOf(fields: AnswerFields, name: string): BusinessDate | null {
  return parseBusinessDate(textOf(fields, name));
}

/** huifu-api.md §5.5, with the day (numbers are unique within one), what it is about, and a close's own state. */
function keyOf(fields: AnswerFields, about: NoticeAbout, number: string): string {
  return [
    about.kind,
    textOf(fields, 'huifu_id'),
    textOf(fields, 'req_date', 'org_req_date'),
    number,
    textOf(fields, 'notify_type') || textOf(fields, 'trans_type', 'trade_type'),
    textOf(fields, 'trans_stat'),
    textOf(fields, 'acct_stat'),
    textOf(fields, 'close_stat', 'fund_freeze_stat'),
  ].join('|');
}
