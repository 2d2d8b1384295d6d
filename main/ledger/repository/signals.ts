import { z } from 'zod';
import { MAX_FEN, type Fen } from '../../../shared/domain/money.ts';
import { roles } from '../../../shared/domain/permission.ts';
import type { PersonTotals, UsualPace } from '../../../shared/domain/signals.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Database } from '../database.ts';
import type { SignalRefundRow } from '../interfaces/signals.ts';
import { moment, readRow } from '../rows.ts';

const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';
/** Refunds of which money went, or may have gone, and for which somebody here answers. */
const COUNTED = `refund.profile = ${PROFILE} AND refund.created_at >= :since AND refund.state <> 'failed'
  AND refund.origin = 'console'`;
/** Of the paid payments of a day, the newest asked for; one that was asked for long before is never the last to be paid. */
const NEWEST = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const PACE_DAYS = 28;

/** A till has one shift at a time, so the last one opened before the refund was either open then or nothing was. */
const OUTSIDE = `coalesce((SELECT shift.closed_at < refund.created_at FROM shift
    WHERE shift.profile = refund.profile AND shift.till = refund.till AND shift.opened_at <= refund.created_at
    ORDER BY shift.opened_at DESC, shift.id DESC LIMIT 1), 0)`;

const REFUNDS = `SELECT refund.id, payment.id AS "paymentId", refund.amount, refund.created_at AS "at",
    refund.operator_id AS "operatorId", coalesce(operator.name, '') AS "operator", operator.role, payment.payer,
    ${OUTSIDE} AS "outsideShift"
  FROM refund JOIN payment ON payment.key = refund.payment LEFT JOIN operator ON operator.id = refund.operator_id
  WHERE ${COUNTED} ORDER BY refund.created_at DESC, refund.id DESC`;

const PEOPLE = `WITH person (id, name) AS (SELECT id, name FROM operator UNION ALL SELECT NULL, '')
  SELECT person.id AS "operatorId", person.name AS "operator",
    (SELECT count(*) FROM payment INDEXED BY payment_operator WHERE payment.profile = ${PROFILE}
      AND payment.operator_id IS person.id AND payment.created_at >= :since AND payment.state = 'paid') AS "paidCount",
    (SELECT count(*) FROM refund WHERE ${COUNTED} AND refund.operator_id IS person.id) AS "refundCount"
  FROM person`;

const LAST_PAID = `SELECT max(at) AS "at" FROM (SELECT coalesce(ended_at, created_at) AS at
  FROM payment INDEXED BY payment_list WHERE profile = ${PROFILE} AND created_at >= :since AND state = 'paid'
  ORDER BY created_at DESC, id DESC LIMIT ${NEWEST})`;

/** Read from the list's index alone; the first payment of each hour has no gap. */
const GAPS = `WITH RECURSIVE day (start) AS (
    SELECT :hour - ${PACE_DAYS * DAY_MS} UNION ALL SELECT start + ${DAY_MS} FROM day WHERE start < :hour - ${DAY_MS})
  SELECT created_at - lag(created_at) OVER (PARTITION BY day.start ORDER BY created_at) AS "gap"
  FROM day JOIN payment INDEXED BY payment_list ON profile = ${PROFILE}
    AND created_at >= day.start AND created_at < day.start + ${HOUR_MS} AND state = 'paid'`;

const count = z.number().int().min(0);
const refundSchema = z.object({
  id: z.string(),
  paymentId: z.string(),
  amount: z
    .number()
    .int()
    .min(0)
    .max(MAX_FEN)
    .transform((n) => n as Fen),
  at: moment,
  operatorId: z.string().nullable(),
  operator: z.string(),
  role: z.enum(roles).nullable(),
  payer: z.string().nullable(),
  outsideShift: z.number().transform((n) => n === 1),
});
const personSchema = z.object({
  operatorId: z.string().nullable(),
  operator: z.string(),
  paidCount: count,
  refundCount: count,
});

/** See `SignalLedger` for what each does. */
export function createSignalsRepository(db: Database) {
  return {
    signalRefunds: (profileId: string, since: Instant): SignalRefundRow[] =>
      db.all(REFUNDS, { profileId, since }).map((row) => readRow('refund', refundSchema, row)),

    signalPeople: (profileId: string, since: Instant): PersonTotals[] =>
      db.all(PEOPLE, { profileId, since }).map((row) => readRow('operator', personSchema, row)),

    lastPaidAt: (profileId: string, since: Instant): Instant | null => {
      const at = db.get(LAST_PAID, { profileId, since })?.['at'] ?? null;
      return at === null ? null : (Number(at) as Instant);
    },

    usualPace: (profileId: string, hour: Instant): UsualPace | null => {
      const rows = db.all(GAPS, { profileId, hour });
      const gaps = rows.flatMap(({ gap }) => (gap === null ? [] : [Number(gap)])).sort((a, b) => a - b);
      const gapMs = median(gaps);
      return gapMs === null ? null : { payments: rows.length, gapMs };
    },
  };
}

function median(sorted: number[]): number | null {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
