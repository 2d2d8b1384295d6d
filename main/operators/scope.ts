import type { Instant } from '../../shared/domain/time.ts';
import type { PaymentScope } from '../ledger/types.ts';
import type { Actor } from './types.ts';

/** Matches no payment: nobody's id is empty, and nothing was made after the end of time. */
const NOTHING: PaymentScope = { operatorId: '', till: '', since: Number.MAX_SAFE_INTEGER as Instant };

/**
 * Whose payments somebody may see: a cashier those that they asked for or were handed, and what nobody signed for at their
 * till since they came; everybody else all of them; and nobody none.
 */
export function scopeOf(actor: Actor | null, till: string, since: (operatorId: string) => Instant): PaymentScope {
  if (actor === null) return NOTHING;
  if (actor.role !== 'cashier' || actor.operatorId === null) return null;
  return { operatorId: actor.operatorId, till, since: since(actor.operatorId) };
}
