import { createHash } from 'node:crypto';
import { businessDateOf, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import { amountsOf } from '../orders/money.ts';
import { walletOf, type Wallet } from '../orders/wallets.ts';
import type { Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Refund } from '../store/refunds.ts';

/** A line of a statement before it is written in anybody's shape. Amounts in fen; a refund's amounts are positive. */
export interface Row {
  isRefund: boolean;
  at: Instant;
  requestDate: string;
  requestNumber: string;
  huifuNumber: string;
  partyNumber: string;
  walletNumber: string;
  wallet: Wallet | null;
  payer: string;
  goods: string;
  /** Words of Huifu's file. */
  kind: string;
  status: string;
  amount: number;
  paid: number;
  /** What the merchant is credited with before the fee: less than the amount where a coupon is at the merchant's cost. */
  credited: number;
  /** Charged, or given back with a refund: positive in both. */
  fee: number;
  original: Row | null;
  /** In place of the amount, for a line that cannot be read. */
  amountText: string | null;
}

/** Every line of a day that is true: what was paid on it, and refunds that came to their end on it or are on their way since. */
export function trueRows(practice: Practice, day: BusinessDate): Row[] {
  const { db } = practice.store;
  const rows: Row[] = [];
  for (const { id } of db.prepare("SELECT id FROM orders WHERE stage = 'paid' ORDER BY endedAt, id").all()) {
    const order = practice.orders.byId(Number(id))!;
    const payment = paymentRow(order);
    if (businessDateOf(payment.at) === day) rows.push(payment);
    for (const refund of practice.refunds.ofOrder(order.id)) {
      const row = refundRow(refund, payment, order);
      if (refund.state !== 'F' && businessDateOf(row.at) === day) rows.push(row);
    }
  }
  return rows.sort((a, b) => a.at - b.at);
}

/** Orders of a day without money, as the seeded lies need them: still waiting, or closed and expired. */
export function unpaidRows(practice: Practice, day: BusinessDate, stages: readonly Order['stage'][]): Row[] {
  return practice.orders
    .list(1_000)
    .filter((order) => stages.includes(order.stage) && businessDateOf(order.createdAt) === day)
    .map((order) => paymentRow({ ...order, endedAt: order.endedAt ?? order.createdAt }));
}

function paymentRow(order: Order): Row {
  const { paid, settlement, fee } = amountsOf(order);
  return {
    isRefund: false,
    at: order.endedAt!,
    requestDate: order.requestDate,
    requestNumber: order.requestNumber,
    huifuNumber: order.huifuNumber,
    partyNumber: order.partyOrderId,
    walletNumber: order.walletNumber,
    wallet: walletOf(order.method),
    payer: `oPractice${digitsOf(order.token, 12)}`,
    goods: order.goods,
    kind: '消费',
    status: '成功',
    amount: order.amount,
    paid,
    credited: settlement,
    fee,
    original: null,
    amountText: null,
  };
}

function refundRow(refund: Refund, payment: Row, order: Order): Row {
  const { paid, settlement } = amountsOf(order);
  const whole = order.coupon > 0;
  return {
    ...payment,
    isRefund: true,
    at: refund.endedAt ?? refund.createdAt,
    requestDate: refund.requestDate,
    requestNumber: refund.requestNumber,
    huifuNumber: refund.huifuNumber,
    partyNumber: `03213${digitsOf(refund.huifuNumber, 20)}`,
    walletNumber: `5030${digitsOf(`wallet ${refund.huifuNumber}`, 24)}`,
    kind: '退款',
    status: refund.state === 'P' ? '处理中' : '成功',
    amount: refund.amount,
    paid: whole ? paid : refund.amount,
    credited: whole ? settlement : refund.amount,
    fee: refund.fee,
    original: payment,
  };
}

/** Digits that are always the same for the same text: numbers that the gateway's record does not hold. */
export function digitsOf(text: string, count: number): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return Array.from({ length: count }, (_, n) => String(Number.parseInt(hex.slice(n * 2, n * 2 + 2), 16) % 10)).join(
    '',
  );
}
