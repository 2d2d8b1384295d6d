import type { FoundOrder } from '../../shared/contract/refunds.ts';
import { fen } from '../../shared/domain/money.ts';
import { balanceOf } from '../../shared/domain/refund.ts';
import type { RefundsContext } from './types.ts';

/**
 * The orders of which this is one whole number, for whoever is to refund them; nearly always one or none. A colleague's
 * order is found where a second person could agree to its refund, as {@link RefundsContext.rules} has it for the refund
 * itself; nothing of it is told but what the refund needs.
 */
export async function findOrders(context: RefundsContext, text: string): Promise<FoundOrder[]> {
  const { ledger } = context;
  const scope = context.scope();
  const found: FoundOrder[] = [];
  for (const payment of await ledger.paymentsByNumber(context.profile().id, text)) {
    const theirs = (await ledger.payment(payment.id, scope)) !== null;
    if (!theirs && !context.rules.secondPersonPossible()) continue;
    const { id, requestNumber, amount, state, alert, createdAt, endedAt } = payment;
    const { refundable, underWay } = balanceOf(
      state === 'paid' ? payment : { amount: fen(0) },
      await ledger.refundsOf(id),
    );
    found.push({ id, requestNumber, amount, state, alert, createdAt, endedAt, refundable, underWay, theirs });
  }
  return found;
}
