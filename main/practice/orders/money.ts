import { fen, type Fen } from '../../../shared/domain/money.ts';

/** 0.38 %, rounded half-up to the fen (huifu-api.md §3.9.7). */
export const FEE_RATE = '0.0038';

/** Largest amount paid by payment code without a password (huifu-api.md §3.5), in fen. */
export const PASSWORD_ABOVE = fen(100_000);

/** The share of a price that a practice coupon takes off; nothing below 0.10 yuan. */
export function couponFor(amount: Fen): Fen {
  return fen(Math.floor(amount / 10));
}

/** The merchant funds half of a coupon, so that all three amounts of an order differ (huifu-api.md §8.31). */
export function merchantShare(coupon: Fen): Fen {
  return fen(Math.floor(coupon / 2));
}

/** `pay_amt`, `settlement_amt` and fee of an order of `amount` paid with `coupon`. The fee is charged on the settlement. */
export function amountsOf({ amount, coupon }: { amount: Fen; coupon: Fen }): { paid: Fen; settlement: Fen; fee: Fen } {
  const settlement = fen(amount - merchantShare(coupon));
  const fee = fen(Number((BigInt(settlement) * 38n + 5_000n) / 10_000n));
  return { paid: fen(amount - coupon), settlement, fee };
}

/**
 * Fee given back with a refund: the floor of its share, and all that is left with the last one (huifu-api.md §3.8.1).
 *
 * @param before what was refunded earlier, and the fee that went with it
 */
export function refundedFee(refund: Fen, order: { amount: Fen; fee: Fen }, before: { amount: Fen; fee: Fen }): Fen {
  if (before.amount + refund === order.amount) return fen(order.fee - before.fee);
  return fen(Number((BigInt(refund) * BigInt(order.fee)) / BigInt(order.amount)));
}
