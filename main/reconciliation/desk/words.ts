import type { ReconciliationException, StatementEntry } from '../../../shared/domain/reconciliation/run.ts';
import { instant, parseBusinessDate, startOfBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import type { StatementWord } from '../../payments/fromStatement.ts';
import type { RefundWord } from '../../refunds/fromStatement.ts';

/** What the statement says of a payment; `null` when it is no payment, or does not name one. */
export function paymentWordOf({ statement, kind }: ReconciliationException): StatementWord | null {
  if (!statement || kind !== 'payment' || statement.request_number === '') return null;
  const requestDate = parseBusinessDate(statement.request_date || statement.trade_date);
  if (!requestDate || !statement.status || statement.status === 'refunded') return null;
  return {
    requestDate,
    requestNumber: statement.request_number,
    huifuNumber: statement.huifu_number,
    partyOrderNumber: statement.party_order_number,
    walletNumber: statement.wallet_number,
    amount: statement.amount_fen,
    customerPaid: statement.paid_fen,
    fee: wholeFen(statement.fee_millifen),
    news: statement.status,
    at: momentOf(statement, requestDate),
    place: placeOf(statement),
  };
}

/** A fee that is no whole number of fen is not written into the ledger as if it were. */
function wholeFen(millifen: number | null): number | null {
  return millifen === null || millifen % 1000 !== 0 ? null : Math.abs(millifen) / 1000;
}

/** When it happened; noon of its day where the statement tells no time. */
function momentOf({ event_time }: StatementEntry, day: BusinessDate) {
  const parsed = Date.parse(event_time);
  return instant(Number.isFinite(parsed) ? parsed : startOfBusinessDate(day) + 12 * 3_600_000);
}

/** Outcomes of a line of Huifu's trade statement with a refund that the ledger has not. */
const refundMissing: ReadonlySet<string> = new Set(['MISS-US', 'REF-PEND']);

/**
 * What Huifu's trade statement says of a refund that was made elsewhere; `null` when the line is none, or does not name it.
 *
 * @param paymentId the payment in the ledger that it is of
 */
export function refundWordOf(
  { outcome, leg, kind, ledger, statement }: ReconciliationException,
  paymentId: string,
): RefundWord | null {
  if (!statement || ledger || kind !== 'refund' || leg !== 'huifu' || !refundMissing.has(outcome)) return null;
  const requestDate = parseBusinessDate(statement.request_date || statement.trade_date);
  const news = statement.status && refundNews[statement.status];
  if (!requestDate || statement.request_number === '' || !news || statement.amount_fen <= 0) return null;
  return {
    paymentId,
    requestDate,
    requestNumber: statement.request_number,
    huifuNumber: statement.huifu_number,
    amount: statement.amount_fen,
    fee: wholeFen(statement.fee_millifen),
    news,
    at: momentOf(statement, requestDate),
    place: placeOf(statement),
  };
}

const refundNews: Partial<Record<NonNullable<StatementEntry['status']>, RefundWord['news']>> = {
  refunded: 'refunded',
  processing: 'refunding',
};

const placeOf = ({ file, line }: StatementEntry): string => `${file}:${line}`;
