import type { PaymentCursor, PaymentFilter, PaymentTotals } from '../../../shared/contract/payments.ts';
import { fen, MAX_FEN } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { openPaymentStates, paymentStates } from '../../../shared/domain/paymentState.ts';
import type { Bindings, Database, Row } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import { readPayment, SELECT_PAYMENT } from '../rows.ts';
import { scopedKeys, scopeValues } from './scope.ts';

const LONGEST_PAGE = 500;
/** Up to this many matches are all looked at in their index; more are met soon when walking from the newest on. */
const FEW = 50_000;
const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';
const OPEN_STATES = openPaymentStates.map((state) => `'${state}'`).join(', ');

/**
 * One page of payments by key, newest first (`createdAt`, then `id`, both descending).
 *
 * The day sums first tell between which moments the filter can match at all, so that the walk starts there, or need not
 * start. It then reads one index, which holds every filtered column, and the payments themselves only for the page. The
 * slowest filter joins an amount and a state that are both common but seldom meet: it may read the whole index.
 */
export function listPayments(
  db: Database,
  profileId: string,
  filter: PaymentFilter,
  after: PaymentCursor | null,
  limit: number,
  { few = FEW, scope = null }: { few?: number; scope?: PaymentScope } = {},
): { rows: Payment[]; next: PaymentCursor | null } {
  const size = Math.max(1, Math.min(limit, LONGEST_PAGE));
  const { where, values } = conditions(profileId, filter);
  const span = matchingSpan(db, profileId, filter);
  if (!span) return { rows: [], next: null };
  values['rows'] = size + 1;
  values['firstAt'] = span.firstAt;
  // Only one upper bound can be the index's starting point: the nearer one.
  let start = 'payment.created_at <= :lastAt';
  if (after && after.createdAt <= span.lastAt) {
    start = '(payment.created_at, payment.id) < (:afterAt, :afterId)';
    values['afterAt'] = after.createdAt;
    values['afterId'] = after.id;
  } else {
    values['lastAt'] = span.lastAt;
  }
  const matching = `${where} AND payment.created_at >= :firstAt AND ${start}`;
  const order = 'ORDER BY payment.created_at DESC, payment.id DESC LIMIT :rows';
  const keys =
    scope === null
      ? `SELECT key FROM payment INDEXED BY ${bestIndex(db, profileId, filter, few)} WHERE ${matching} ${order}`
      : scopedKeys(matching, order);
  const found = db.all(`${SELECT_PAYMENT} WHERE payment.key IN (${keys}) ${order}`, {
    ...values,
    ...scopeValues(scope),
  });
  const rows = found.slice(0, size).map(readPayment);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? { createdAt: last.createdAt, id: last.id } : null };
}

/**
 * Counts and sums over the whole filter: from the day sums, or over an index where the amount is filtered or the rows are
 * one person's.
 */
export function paymentTotals(
  db: Database,
  profileId: string,
  filter: PaymentFilter,
  scope: PaymentScope = null,
): PaymentTotals {
  if (scope !== null) {
    const { where, values } = conditions(profileId, filter);
    // The day sums bound the moments, so that a day's total does not walk through somebody's years.
    const { firstAt, lastAt } = matchingSpan(db, profileId, filter) ?? { firstAt: 1, lastAt: 0 };
    const keys = scopedKeys(`${where} AND payment.created_at BETWEEN :firstAt AND :lastAt`);
    return readTotals(
      db.get(`SELECT ${TOTALS} FROM (${EACH_PAYMENT} WHERE key IN (${keys}))`, {
        ...values,
        ...scopeValues(scope),
        firstAt,
        lastAt,
      }),
    );
  }
  const byDay = filter.minAmount === undefined && filter.maxAmount === undefined;
  const { where, values } = byDay ? dayConditions(profileId, filter) : conditions(profileId, filter);
  const row = db.get(
    byDay
      ? `SELECT ${TOTALS} FROM payment_day WHERE ${where}`
      : `SELECT ${TOTALS} FROM (${EACH_PAYMENT} INDEXED BY payment_amount WHERE ${where})`,
    values,
  );
  return readTotals(row);
}

function readTotals(row: Row | undefined): PaymentTotals {
  return {
    count: Number(row?.['count']),
    paidCount: Number(row?.['paidCount']),
    paidAmount: fen(Number(row?.['paidAmount'])),
    fee: fen(Number(row?.['fee'])),
    feeUnknownCount: Number(row?.['feeUnknownCount']),
    openCount: Number(row?.['openCount']),
  };
}

/** Each payment as a day of its own, so that the same sums serve both. */
const EACH_PAYMENT = `SELECT state, 1 AS payments, amount, coalesce(fee, 0) AS fee, fee IS NULL AS fee_unknown FROM payment`;

const TOTALS = `coalesce(sum(payments), 0) AS "count",
  coalesce(sum(payments) FILTER (WHERE state = 'paid'), 0) AS "paidCount",
  coalesce(sum(amount) FILTER (WHERE state = 'paid'), 0) AS "paidAmount",
  coalesce(sum(fee) FILTER (WHERE state = 'paid'), 0) AS "fee",
  coalesce(sum(fee_unknown) FILTER (WHERE state = 'paid'), 0) AS "feeUnknownCount",
  coalesce(sum(payments) FILTER (WHERE state IN (${OPEN_STATES})), 0) AS "openCount"`;

interface Conditions {
  where: string;
  values: Bindings;
}

/** The filter over `payment`. */
function conditions(profileId: string, filter: PaymentFilter): Conditions {
  const { where, values } = dayConditions(profileId, filter, 'payment.');
  const terms = [where];
  if (filter.minAmount !== undefined || filter.maxAmount !== undefined) {
    const exact = filter.minAmount === filter.maxAmount;
    terms.push(exact ? 'payment.amount = :minAmount' : 'payment.amount BETWEEN :minAmount AND :maxAmount');
    values['minAmount'] = filter.minAmount ?? 0;
    if (!exact) values['maxAmount'] = filter.maxAmount ?? MAX_FEN;
  }
  return { where: terms.join(' AND '), values };
}

/** The filter as far as the day sums know it: dates, states, methods. */
function dayConditions(profileId: string, filter: PaymentFilter, table = ''): Conditions {
  const terms = [`${table}profile = ${PROFILE}`];
  const values: Bindings = { profileId };
  if (filter.from !== undefined) terms.push(`${table}request_date >= :from`);
  if (filter.from !== undefined) values['from'] = filter.from;
  if (filter.to !== undefined) terms.push(`${table}request_date <= :to`);
  if (filter.to !== undefined) values['to'] = filter.to;
  const oneOf = (column: string, list: readonly string[] | undefined): void => {
    if (!list) return;
    list.forEach((value, i) => (values[`${column}${i}`] = value));
    terms.push(`${table}${column} IN (${list.map((_, i) => `:${column}${i}`).join(', ')})`);
  };
  // An index by state and method serves a filter by method alone when all states are named.
  oneOf('state', filter.states ?? (filter.methods && paymentStates));
  oneOf('method', filter.methods);
  return { where: terms.join(' AND '), values };
}

/** First and last moment of creation that the filter can match; `null` when it matches nothing. */
function matchingSpan(
  db: Database,
  profileId: string,
  filter: PaymentFilter,
): { firstAt: number; lastAt: number } | null {
  const { where, values } = dayConditions(profileId, filter);
  const row = db.get(
    `SELECT min(first_at) AS "firstAt", max(last_at) AS "lastAt" FROM payment_day WHERE ${where} AND payments > 0`,
    values,
  );
  const [firstAt, lastAt] = [row?.['firstAt'], row?.['lastAt']];
  return typeof firstAt === 'number' && typeof lastAt === 'number' ? { firstAt, lastAt } : null;
}

type PaymentIndex = 'payment_list' | 'payment_state' | 'payment_amount';

/** The index that reaches the page with the fewest steps. */
function bestIndex(db: Database, profileId: string, filter: PaymentFilter, few: number): PaymentIndex {
  const { states, methods, minAmount, maxAmount } = filter;
  if (minAmount !== undefined && minAmount === maxAmount) return 'payment_amount';
  if (states || methods) {
    const { where, values } = dayConditions(profileId, { ...(states && { states }), ...(methods && { methods }) });
    const row = db.get(`SELECT coalesce(sum(payments), 0) AS "n" FROM payment_day WHERE ${where}`, values);
    if (Number(row?.['n']) <= few) return 'payment_state';
  }
  if (minAmount !== undefined || maxAmount !== undefined) {
    const { where, values } = conditions(profileId, {
      minAmount: minAmount ?? fen(0),
      maxAmount: maxAmount ?? MAX_FEN,
    });
    const row = db.get(
      `SELECT count(*) AS "n" FROM (SELECT 1 FROM payment INDEXED BY payment_amount WHERE ${where} LIMIT ${few + 1})`,
      values,
    );
    if (Number(row?.['n']) <= few) return 'payment_amount';
  }
  return 'payment_list';
}
