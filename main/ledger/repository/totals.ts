import type { PaymentFilter, PaymentTotals } from '../../../shared/contract/payments.ts';
import { fen } from '../../../shared/domain/money.ts';
import { openPaymentStates } from '../../../shared/domain/paymentState.ts';
import type { Database, Row } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import { splitFilter, type Split } from './bands.ts';
import { conditions, countByDays, dayConditions, matchingSpan } from './filter.ts';
import { scopedRows, scopeValues } from './scope.ts';

/** Up to this many payments of the filter's days are added up one by one; it takes a few ms. */
const FEW = 20_000;
const OPEN_STATES = openPaymentStates.map((state) => `'${state}'`).join(', ');

/**
 * Counts and sums over the whole filter, exact: from the day sums; where the amount is filtered, from the sums by month and
 * band and the payments at their edges; where the rows are one person's, from their payments.
 */
export function paymentTotals(
  db: Database,
  profileId: string,
  filter: PaymentFilter,
  { few = FEW, scope = null }: { few?: number; scope?: PaymentScope } = {},
): PaymentTotals {
  if (scope !== null) return add([byPerson(db, profileId, filter, scope)]);
  if (filter.minAmount === undefined && filter.maxAmount === undefined) {
    const { where, values } = dayConditions(profileId, filter);
    return add([db.get(`SELECT ${TOTALS} FROM payment_day WHERE ${where}`, values)]);
  }
  const { from, to } = filter;
  const dated = from !== undefined || to !== undefined;
  const inDays = dated && countByDays(db, profileId, { ...(from && { from }), ...(to && { to }) }) <= few;
  const { whole, days, amounts } = inDays ? { whole: null, days: [filter], amounts: [] } : splitFilter(filter);
  return add([
    ...(whole ? [byBand(db, profileId, filter, whole)] : []),
    ...days.map((part) => byTime(db, profileId, part)),
    ...amounts.map((part) => byAmount(db, profileId, part)),
  ]);
}

/** From the sums by month and band. */
function byBand(
  db: Database,
  profileId: string,
  { states, methods }: PaymentFilter,
  { afterMonth, beforeMonth, fromBand, beforeBand }: NonNullable<Split['whole']>,
): Row | undefined {
  const { where, values } = dayConditions(profileId, { ...(states && { states }), ...(methods && { methods }) });
  return db.get(
    `SELECT ${TOTALS} FROM payment_band WHERE ${where} AND month > :afterMonth AND month < :beforeMonth
      AND band >= :fromBand AND band < :beforeBand`,
    { ...values, afterMonth, beforeMonth, fromBand, beforeBand },
  );
}

/** Payment by payment, through those that were made in the filter's days. */
function byTime(db: Database, profileId: string, filter: PaymentFilter): Row | undefined {
  const { where, values } = conditions(profileId, filter);
  const span = matchingSpan(db, profileId, filter);
  if (!span) return undefined;
  return db.get(
    `SELECT ${TOTALS} FROM (SELECT ${EACH_PAYMENT} FROM payment INDEXED BY payment_list
      WHERE ${where} AND payment.created_at BETWEEN :firstAt AND :lastAt)`,
    { ...values, ...span },
  );
}

/** Payment by payment, through those of the filter's amounts. */
function byAmount(db: Database, profileId: string, filter: PaymentFilter): Row | undefined {
  const { where, values } = conditions(profileId, filter);
  return db.get(
    `SELECT ${TOTALS} FROM (SELECT ${EACH_PAYMENT} FROM payment INDEXED BY payment_amount WHERE ${where})`,
    values,
  );
}

/** One person's payments; neither sums know people. */
function byPerson(
  db: Database,
  profileId: string,
  filter: PaymentFilter,
  scope: NonNullable<PaymentScope>,
): Row | undefined {
  const { where, values } = conditions(profileId, filter);
  // The day sums bound the moments, so that a day's total does not walk through somebody's years.
  const span = matchingSpan(db, profileId, filter);
  if (!span) return undefined;
  const rows = scopedRows(EACH_PAYMENT, `${where} AND payment.created_at BETWEEN :firstAt AND :lastAt`);
  return db.get(`SELECT ${TOTALS} FROM (${rows})`, { ...values, ...scopeValues(scope), ...span });
}

/** The sums of disjoint parts together. */
function add(parts: (Row | undefined)[]): PaymentTotals {
  const sum = (column: keyof PaymentTotals) => parts.reduce((total, part) => total + Number(part?.[column] ?? 0), 0);
  return {
    count: sum('count'),
    paidCount: sum('paidCount'),
    paidAmount: fen(sum('paidAmount')),
    fee: fen(sum('fee')),
    feeUnknownCount: sum('feeUnknownCount'),
    openCount: sum('openCount'),
  };
}

/** Each payment as a sum of its own, so that the same totals serve all. */
const EACH_PAYMENT = 'state, 1 AS payments, amount, coalesce(fee, 0) AS fee, fee IS NULL AS fee_unknown';

const TOTALS = `sum(payments) AS "count",
  sum(payments) FILTER (WHERE state = 'paid') AS "paidCount",
  sum(amount) FILTER (WHERE state = 'paid') AS "paidAmount",
  sum(fee) FILTER (WHERE state = 'paid') AS "fee",
  sum(fee_unknown) FILTER (WHERE state = 'paid') AS "feeUnknownCount",
  sum(payments) FILTER (WHERE state IN (${OPEN_STATES})) AS "openCount"`;
