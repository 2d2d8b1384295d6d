import { z } from 'zod';
import type { DayFlow } from '../../../../shared/contract/reconciliation.ts';
import { entryStatuses } from '../../../../shared/domain/reconciliation/outcome.ts';
import { addDays, startOfBusinessDate, type BusinessDate, type Instant } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import type { DaySums, TradeCursor, TradeRow } from '../../interfaces/reconciliation.ts';
import { PROFILE } from './rows.ts';

const LONGEST_PAGE = 5_000;
/** A payment's request date follows its creation; this much either way covers a clock that was put right in between. */
const SLACK_MS = 3_600_000;

const PAYMENTS = `SELECT created_at AS "at", id, 'payment' AS "kind", id AS "paymentId", request_date, request_number,
    coalesce(huifu_number, '') AS huifu_number, coalesce(party_order_number, '') AS party_order_number,
    coalesce(wallet_number, '') AS wallet_number, '' AS original_request_number, amount AS amount_fen, fee AS fee_fen,
    CASE state WHEN 'paid' THEN 'paid' WHEN 'failed' THEN 'failed' WHEN 'closed' THEN 'closed' ELSE 'processing' END AS status,
    CASE state WHEN 'paid' THEN coalesce(ended_at, created_at) ELSE created_at END AS "eventAt"
  FROM payment INDEXED BY payment_list WHERE profile = ${PROFILE} AND created_at BETWEEN :start AND :end
    AND request_date BETWEEN :from AND :to AND (created_at, id) > (:at, :id)`;

const REFUNDS = `SELECT refund.created_at AS "at", refund.id, 'refund' AS "kind", payment.id AS "paymentId",
    refund.request_date, refund.request_number, coalesce(refund.huifu_number, '') AS huifu_number,
    '' AS party_order_number, '' AS wallet_number, payment.request_number AS original_request_number,
    refund.amount AS amount_fen, refund.fee AS fee_fen,
    CASE refund.state WHEN 'refunded' THEN 'refunded' WHEN 'failed' THEN 'failed' ELSE 'processing' END AS status,
    CASE refund.state WHEN 'refunded' THEN coalesce(refund.ended_at, refund.created_at) ELSE refund.created_at END AS "eventAt"
  FROM refund JOIN payment ON payment.key = refund.payment
  WHERE refund.profile = ${PROFILE} AND refund.created_at BETWEEN :start AND :end
    AND refund.request_date BETWEEN :from AND :to AND (refund.created_at, refund.id) > (:at, :id)`;

const tradeSchema = z.object({
  at: z
    .number()
    .int()
    .transform((n) => n as Instant),
  id: z.string(),
  kind: z.enum(['payment', 'refund']),
  paymentId: z.string(),
  request_date: z.string(),
  request_number: z.string(),
  huifu_number: z.string(),
  party_order_number: z.string(),
  wallet_number: z.string(),
  original_request_number: z.string(),
  amount_fen: z.number().int(),
  fee_fen: z.number().int().nullable(),
  status: z.enum(entryStatuses),
  eventAt: z
    .number()
    .int()
    .transform((n) => n as Instant),
});

export function listTrades(
  db: Database,
  profileId: string,
  from: BusinessDate,
  to: BusinessDate,
  after: TradeCursor | null,
  limit: number,
): { rows: TradeRow[]; next: TradeCursor | null } {
  const size = Math.max(1, Math.min(limit, LONGEST_PAGE));
  const both = [PAYMENTS, REFUNDS].map((part) => `SELECT * FROM (${part} ORDER BY 1, 2 LIMIT :rows)`);
  const found = db.all(`${both.join(' UNION ALL ')} ORDER BY 1, 2 LIMIT :rows`, {
    profileId,
    from,
    to,
    start: startOfBusinessDate(from) - SLACK_MS,
    end: startOfBusinessDate(addDays(to, 1)) + SLACK_MS,
    at: after?.at ?? -1,
    id: after?.id ?? '',
    rows: size + 1,
  });
  const rows = found.slice(0, size).map((row) => tradeSchema.parse(row));
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? { at: last.at, id: last.id } : null };
}

export function readDaySums(db: Database, profileId: string, day: BusinessDate): DaySums {
  const values = { profileId, day };
  const paid = db.get(
    `SELECT coalesce(sum(payments), 0) AS "count", coalesce(sum(amount), 0) AS "sum", coalesce(sum(fee), 0) AS "fee",
      coalesce(sum(fee_unknown), 0) AS "unknown" FROM payment_day
      WHERE profile = ${PROFILE} AND request_date = :day AND state = 'paid'`,
    values,
  )!;
  const back = db.get(
    `SELECT count(*) AS "count", coalesce(sum(amount), 0) AS "sum", coalesce(sum(fee), 0) AS "fee" FROM refund
      WHERE profile = ${PROFILE} AND request_date = :day AND state = 'refunded'`,
    values,
  )!;
  return {
    payments: { count: Number(paid['count']), sum_fen: Number(paid['sum']) },
    refunds: { count: Number(back['count']), sum_fen: Number(back['sum']) },
    fee_fen: Number(paid['fee']),
    returned_fee_fen: Number(back['fee']),
    feeUnknown: Number(paid['unknown']),
  };
}

/** What every day brought; a day with a fee that is not known has no base for a rate. */
export function readDayFlows(db: Database, profileId: string, from: BusinessDate, to: BusinessDate): DayFlow[] {
  const flows: DayFlow[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const sums = readDaySums(db, profileId, day);
    flows.push({
      day,
      payments: { count: sums.payments.count, sum: sums.payments.sum_fen },
      refunds: { count: sums.refunds.count, sum: sums.refunds.sum_fen },
      fee: sums.fee_fen,
      feeBase: sums.feeUnknown === 0 ? sums.payments.sum_fen : 0,
    });
  }
  return flows;
}
