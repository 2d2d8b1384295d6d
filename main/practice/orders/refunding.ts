import { fen, type Fen } from '../../../shared/domain/money.ts';
import type { Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { NewRefund, Refund } from '../store/refunds.ts';
import { isBooked } from './lifecycle.ts';
import { amountsOf, refundedFee } from './money.ts';

/** Name of the setting that holds what was put into or taken out of the merchant's balance by hand, in fen. */
const BALANCE_CHANGE = 'balance_change';

/** Why a refund is refused (huifu-api.md §3.8.1, §4.2). */
export type RefundProblem = 'notPaid' | 'notBooked' | 'tooMuch' | 'fullOnly' | 'noFunds';

/** What went back or is on its way, with the fee that went with it; failed refunds do not count. */
export function refundedSoFar(refunds: readonly Refund[]): { amount: Fen; fee: Fen; count: number } {
  const counted = refunds.filter(({ state }) => state !== 'F');
  return {
    amount: fen(counted.reduce((sum, { amount }) => sum + amount, 0)),
    fee: fen(counted.reduce((sum, { fee }) => sum + fee, 0)),
    count: counted.length,
  };
}

/** What a refund of `amount` takes from the merchant's settlement: the coupon's other half is not the merchant's money. */
export function startRefund(
  practice: Practice,
  order: Order,
  request: Omit<NewRefund, 'orderId' | 'fee' | 'createdAt'>,
): Refund | RefundProblem {
  const before = refundedSoFar(practice.refunds.ofOrder(order.id));
  if (order.stage !== 'paid') return 'notPaid';
  if (!isBooked(practice, order)) return 'notBooked';
  if (before.amount + request.amount > order.amount) return 'tooMuch';
  if (order.coupon > 0 && request.amount !== order.amount) return 'fullOnly';
  const fee = refundedFee(request.amount, { amount: order.amount, fee: amountsOf(order).fee }, before);
  const draft = { ...request, orderId: order.id, fee, createdAt: practice.now() };
  if (balance(practice) < taken(order, draft)) return 'noFunds';
  const made = practice.refunds.insert(draft);
  if (practice.faults.take('refundFails')) practice.fates.refunds.set(made.id, 'fails');
  else if (practice.faults.take('refundStuck')) practice.fates.refunds.set(made.id, 'stuck');
  return made;
}

/** Ends refunds whose time has come, like {@link settleOrder} for orders. */
export function settleRefund(practice: Practice, refund: Refund): Refund {
  const due = refund.createdAt + practice.timing.refundMs;
  const fate = practice.fates.refunds.get(refund.id);
  if (refund.state !== 'P' || practice.now() < due || fate === 'stuck') return refund;
  return endRefund(practice, refund, fate === 'fails' ? 'F' : 'S');
}

/** Ends a refund that is on its way; ended ones stay as they are. */
export function endRefund(practice: Practice, refund: Refund, state: 'S' | 'F'): Refund {
  if (refund.state !== 'P') return refund;
  const ended: Refund = { ...refund, state, endedAt: practice.now() };
  practice.refunds.save(ended);
  practice.notifier.refunded(practice.orders.byId(refund.orderId)!, ended);
  return ended;
}

/** The merchant's balance at the gateway in fen: settlements less fees less refunds, and what was moved by hand. */
export function balance(practice: Practice): number {
  const { db } = practice.store;
  let sum = Number(practice.store.setting(BALANCE_CHANGE) ?? '0');
  for (const { id } of db.prepare("SELECT id FROM orders WHERE stage = 'paid'").all()) {
    const order = practice.orders.byId(Number(id))!;
    const { settlement, fee } = amountsOf(order);
    sum += settlement - fee;
    for (const refund of practice.refunds.ofOrder(order.id)) if (refund.state !== 'F') sum -= taken(order, refund);
  }
  return sum;
}

/** Moves the balance by hand, as a withdrawal (negative) or a top-up does. */
export function changeBalance(practice: Practice, change: number): number {
  const before = Number(practice.store.setting(BALANCE_CHANGE) ?? '0');
  practice.store.setSetting(BALANCE_CHANGE, String(before + change));
  return balance(practice);
}

function taken(order: Order, refund: { amount: Fen; fee: Fen }): number {
  const funded = order.coupon > 0 ? amountsOf(order).settlement : refund.amount;
  return funded - refund.fee;
}
