import type { PaymentFilter } from '../../../shared/contract/payments.ts';
import { MAX_FEN } from '../../../shared/domain/money.ts';
import { paymentStates } from '../../../shared/domain/paymentState.ts';
import type { Bindings, Database } from '../database.ts';
import { bandOf } from './bands.ts';

const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';

/** A condition and what it is about; every value is named in it. */
export interface Conditions {
  where: string;
  values: Bindings;
}

/** The filter over `payment`. */
export function conditions(profileId: string, filter: PaymentFilter): Conditions {
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
export function dayConditions(profileId: string, filter: PaymentFilter, table = ''): Conditions {
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
export function matchingSpan(
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

/** How many payments the filter matches as far as the day sums know it. */
export function countByDays(db: Database, profileId: string, filter: PaymentFilter): number {
  const { where, values } = dayConditions(profileId, filter);
  return Number(db.get(`SELECT coalesce(sum(payments), 0) AS "n" FROM payment_day WHERE ${where}`, values)?.['n']);
}

/** How many payments of the filter's states and methods, of any day, are in the bands that its amounts touch. */
export function countByBands(db: Database, profileId: string, filter: PaymentFilter): number {
  const { states, methods, minAmount = 0, maxAmount = MAX_FEN } = filter;
  const { where, values } = dayConditions(profileId, { ...(states && { states }), ...(methods && { methods }) });
  const sql = `SELECT coalesce(sum(payments), 0) AS "n" FROM payment_band
    WHERE ${where} AND band BETWEEN :fromBand AND :toBand`;
  return Number(db.get(sql, { ...values, fromBand: bandOf(minAmount), toBand: bandOf(maxAmount) })?.['n']);
}
