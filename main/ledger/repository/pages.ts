import type { PaymentCursor, PaymentFilter } from '../../../shared/contract/payments.ts';
import { fen, MAX_FEN } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import { readPayment, SELECT_PAYMENT } from '../rows.ts';
import { conditions, countByBands, countByDays, matchingSpan } from './filter.ts';
import { scopedKeys, scopeValues } from './scope.ts';

const LONGEST_PAGE = 500;
/** Up to this many matches are all looked at in their index; more are met soon when walking from the newest on. */
const FEW = 50_000;

/**
 * One page of payments by key, newest first (`createdAt`, then `id`, both descending).
 *
 * The day sums first tell between which moments the filter can match at all, so that the walk starts there, or need not
 * start. It then reads one index, which holds every filtered column, and the payments themselves only for the page.
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

type PaymentIndex = 'payment_list' | 'payment_state' | 'payment_amount';

/** The index that reaches the page with the fewest steps. */
function bestIndex(db: Database, profileId: string, filter: PaymentFilter, few: number): PaymentIndex {
  const { states, methods, minAmount, maxAmount } = filter;
  if (minAmount !== undefined && minAmount === maxAmount) return 'payment_amount';
  const byStateAndMethod = { ...(states && { states }), ...(methods && { methods }) };
  const ofState = states || methods ? countByDays(db, profileId, byStateAndMethod) : Infinity;
  if (ofState <= few) return 'payment_state';
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
    // Many of each, but they seldom meet: the walk from the newest on could go to the very end.
    if (ofState < Infinity && countByBands(db, profileId, filter) <= few / 10) {
      const ofAmount = countByBands(db, profileId, { minAmount, maxAmount });
      return ofState < ofAmount ? 'payment_state' : 'payment_amount';
    }
  }
  return 'payment_list';
}
