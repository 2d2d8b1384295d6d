import type { CloseVerdict } from '../../../shared/contract/closing.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import type { OrderRow } from './useOrders.ts';

/** Why a bulk close leaves an order alone. `younger` than what was asked for. */
export type LeftReason = Exclude<CloseVerdict, 'close' | 'tooYoung'> | 'younger';

/**
 * What a bulk close would do: which orders it would close, which it would leave and why.
 *
 * @param minutes only orders that are older than this
 */
export function dryRun(
  orders: readonly OrderRow[],
  minutes: number,
  now: number,
): { will: OrderRow[]; wont: { order: OrderRow; reason: LeftReason }[]; amount: Fen } {
  const will: OrderRow[] = [];
  const wont: { order: OrderRow; reason: LeftReason }[] = [];
  for (const order of orders) {
    const { verdict, payment, closableAt } = order;
    if (verdict !== 'close' && verdict !== 'tooYoung') wont.push({ order, reason: verdict });
    else if (now < closableAt || now - payment.createdAt < minutes * 60_000) wont.push({ order, reason: 'younger' });
    else will.push(order);
  }
  return { will, wont, amount: will.reduce((sum, { payment }) => sum + payment.amount, 0) as Fen };
}
