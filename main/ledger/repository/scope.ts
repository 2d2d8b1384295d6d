import type { Bindings } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';

/** Payments that this operator asked for. */
const ASKED = 'payment.operator_id = :scopeOperator';
/** Payments at this till that nobody signed for. */
const UNSIGNED = 'payment.operator_id IS NULL AND payment.till = :scopeTill AND payment.created_at >= :scopeSince';
/** Payments that this operator was handed. */
const HANDED = 'payment.key IN (SELECT payment FROM handover WHERE to_operator = :scopeOperator)';

/** The scope as a condition on `payment`; `''` for everybody's. The one place where a cashier's view is narrowed. */
export function inScope(scope: PaymentScope): string {
  return scope === null ? '' : ` AND (${ASKED} OR (${UNSIGNED}) OR ${HANDED})`;
}

/** The same for `refund`: what this operator refunded, and refunds of payments in scope. */
export function refundInScope(scope: PaymentScope): string {
  if (scope === null) return '';
  const ofPayment = `EXISTS (SELECT 1 FROM payment WHERE payment.key = refund.payment${inScope(scope)})`;
  return ` AND (refund.operator_id = :scopeOperator OR ${ofPayment})`;
}

export function scopeValues(scope: PaymentScope): Bindings {
  if (scope === null) return {};
  return { scopeOperator: scope.operatorId, scopeTill: scope.till, scopeSince: scope.since };
}

/**
 * Keys of the payments in scope that match `where`, each of the three kinds from its own index.
 *
 * @param tail ordering and limit of each kind, so that none reads more than a page
 */
export function scopedKeys(where: string, tail = ''): string {
  const indexed = [ASKED, UNSIGNED].map(
    (kind) =>
      `SELECT key FROM (SELECT key FROM payment INDEXED BY payment_operator WHERE ${where} AND ${kind} ${tail})`,
  );
  // By their keys: few are handed over, and an index in the order of time would be walked from end to end for them.
  return `${indexed.join(' UNION ')} UNION SELECT key FROM (SELECT key FROM payment NOT INDEXED WHERE ${where} AND ${HANDED} ${tail})`;
}

/**
 * The payments in scope that match `where`, each once, straight from the indexes: the three kinds are made disjoint, so
 * that nothing has to be compared.
 *
 * @param columns of `payment`; those of the index `payment_operator` cost least
 */
export function scopedRows(columns: string, where: string): string {
  const indexed = [ASKED, UNSIGNED].map(
    (kind) => `SELECT ${columns} FROM payment INDEXED BY payment_operator WHERE ${where} AND ${kind}`,
  );
  const onlyHanded = `${HANDED} AND (${ASKED} OR (${UNSIGNED})) IS NOT TRUE`;
  return `${indexed.join(' UNION ALL ')} UNION ALL SELECT ${columns} FROM payment NOT INDEXED WHERE ${where} AND ${onlyHanded}`;
}
