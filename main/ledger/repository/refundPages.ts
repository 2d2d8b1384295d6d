import type { RefundCursor, RefundFilter, RefundTotals } from '../../../shared/contract/refunds.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import { STUCK_AFTER_MS, UNKNOWN_TOO_LONG_MS } from '../../../shared/domain/refund.ts';
import { openRefundStates } from '../../../shared/domain/refundState.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Bindings, Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import type { ListedRefund } from '../interfaces/refunds.ts';
import { readListedRefund, SELECT_REFUND } from '../refundRows.ts';
import { refundInScope, scopeValues } from './scope.ts';

const LONGEST_PAGE = 500;
const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';
const OPEN_STATES = openRefundStates.map((state) => `'${state}'`).join(', ');
const SINCE = 'coalesce(refund.sent_at, refund.created_at)';

/** `troubleOf` in the ledger's language. */
const TROUBLE = `refund.handled_at IS NULL AND (refund.alert IS NOT NULL
  OR (refund.state = 'failed' AND refund.end_reason = 'channel')
  OR (refund.state = 'unknown' AND ${SINCE} < :unknownBefore)
  OR (refund.state = 'refunding' AND ${SINCE} < :stuckBefore))`;

const SHOWN: Record<RefundFilter['show'], string> = {
  all: '',
  open: ` AND refund.state IN (${OPEN_STATES})`,
  trouble: ` AND ${TROUBLE}`,
  refunded: " AND refund.state = 'refunded'",
  failed: " AND refund.state = 'failed'",
};
const HAS_TEXT = ` AND instr(upper(refund.id || ' ' || coalesce(refund.huifu_number, '') || ' ' || payment.request_number
  || ' ' || coalesce(payment.huifu_number, '') || ' ' || coalesce(payment.party_order_number, '')
  || ' ' || coalesce(payment.wallet_number, '')), :text) > 0`;

/** One page of refunds by key, newest first. Refunds are few beside payments; a worklist reads them all. */
export function listRefunds(db: Database) {
  return (
    profileId: string,
    filter: RefundFilter,
    after: RefundCursor | null,
    limit: number,
    now: Instant,
    scope: PaymentScope = null,
  ): { rows: ListedRefund[]; next: RefundCursor | null } => {
    const size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    const values: Bindings = { profileId, rows: size + 1, ...scopeValues(scope) };
    if (filter.show === 'trouble') Object.assign(values, troubleBounds(now));
    if (filter.text) values['text'] = filter.text.toUpperCase();
    if (after) Object.assign(values, { afterAt: after.createdAt, afterId: after.id });
    const found = db.all(
      `${SELECT_REFUND} WHERE refund.profile = ${PROFILE}${SHOWN[filter.show]}${filter.text ? HAS_TEXT : ''}${refundInScope(scope)}
        ${after ? 'AND (refund.created_at, refund.id) < (:afterAt, :afterId)' : ''}
        ORDER BY refund.created_at DESC, refund.id DESC LIMIT :rows`,
      values,
    );
    const rows = found.slice(0, size).map(readListedRefund);
    const last = rows.at(-1);
    return { rows, next: found.length > size && last ? { createdAt: last.createdAt, id: last.id } : null };
  };
}

/** Counts and sums over all refunds of a merchant. */
export function refundTotals(db: Database) {
  return (profileId: string, now: Instant, scope: PaymentScope = null): RefundTotals => {
    const row = db.get(
      `SELECT count(*) AS "count",
          count(*) FILTER (WHERE state = 'refunded') AS "refundedCount",
          coalesce(sum(amount) FILTER (WHERE state = 'refunded'), 0) AS "refundedAmount",
          count(*) FILTER (WHERE state IN (${OPEN_STATES})) AS "openCount",
          coalesce(sum(amount) FILTER (WHERE state IN (${OPEN_STATES})), 0) AS "openAmount",
          count(*) FILTER (WHERE ${TROUBLE}) AS "troubleCount"
        FROM refund WHERE profile = ${PROFILE}${refundInScope(scope)}`,
      { profileId, ...troubleBounds(now), ...scopeValues(scope) },
    );
    const of = (name: string) => Number(row?.[name]);
    return {
      count: of('count'),
      refundedCount: of('refundedCount'),
      refundedAmount: of('refundedAmount') as Fen,
      openCount: of('openCount'),
      openAmount: of('openAmount') as Fen,
      troubleCount: of('troubleCount'),
    };
  };
}

function troubleBounds(now: Instant) {
  return { unknownBefore: now - UNKNOWN_TOO_LONG_MS, stuckBefore: now - STUCK_AFTER_MS };
}
