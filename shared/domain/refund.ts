import type { Fen } from './money.ts';
import type { CollectWay, Payment } from './payment.ts';
import type { RefundAlert, RefundState } from './refundState.ts';
import { isRefundEnded } from './refundState.ts';
import type { BusinessDate, Instant } from './time.ts';

/**
 * By which endpoints a refund goes out and is asked for (huifu-api.md §3.1). Kept with the refund: the merchant's API
 * generation may be changed while one is on its way.
 */
export const refundRoutes = ['hosting', 'v2', 'v3', 'v4'] as const;
export type RefundRoute = (typeof refundRoutes)[number];

/**
 * Refunds that were made elsewhere (Huifu's portal, another till, a ledger since replaced by its backup) and taken into the
 * ledger: `adopted` by what the gateway's balance says, an amount without a number; `elsewhere` by a line of Huifu's trade
 * statement, with its numbers.
 */
export const refundOrigins = ['console', 'adopted', 'elsewhere'] as const;
export type RefundOrigin = (typeof refundOrigins)[number];

/**
 * Why a refund came to nothing. `refused`: the gateway did not take it. `channel`: it was taken, and then the money could
 * not be returned. `notSent`: it never reached the gateway. While a refund is still unknown, `refused` and `notSent` are
 * what sending it met with; one query then settles it.
 */
export const refundEnds = ['refused', 'channel', 'notSent'] as const;
export type RefundEnd = (typeof refundEnds)[number];

/** One refund of one order, as the ledger keeps it. Amounts in fen; `null` means that nobody has said it yet. */
export interface Refund {
  /** Its request number. */
  id: string;
  paymentId: string;
  huifuId: string;
  requestDate: BusinessDate;
  requestNumber: string;
  route: RefundRoute;
  origin: RefundOrigin;
  state: RefundState;
  /** What was asked for (`ord_amt`). */
  amount: Fen;
  /** What reached the payer (`actual_ref_amt`): less where a coupon paid a part. */
  actual: Fen | null;
  /** The fee that came back with it: as the gateway says, until then by the rule. */
  fee: Fen | null;
  reason: string;
  /** Rung of the confirmation ladder on which it was made (`refundLadder.ts`). */
  level: number;
  operatorId: string | null;
  /** The second person; `null` where none was needed. */
  approverId: string | null;
  till: string | null;
  /** The batch that it is a line of. */
  batchId: string | null;
  createdAt: Instant;
  /** When it last left this computer, or the other place that made it; `null` while it has not. */
  sentAt: Instant | null;
  /** The last query that got an answer. */
  askedAt: Instant | null;
  endedAt: Instant | null;
  endReason: RefundEnd | null;
  /** Global (Huifu) number of the refund, `hf_seq_id`. */
  huifuNumber: string | null;
  failureCode: string | null;
  failureText: string | null;
  alert: RefundAlert | null;
  /** When somebody took an abnormal refund off the worklist. */
  handledAt: Instant | null;
}

/** What is on record of a refund before anybody has said anything about it. */
export const UNHEARD_REFUND = {
  actual: null,
  sentAt: null,
  askedAt: null,
  endedAt: null,
  endReason: null,
  huifuNumber: null,
  failureCode: null,
  failureText: null,
  alert: null,
  handledAt: null,
} as const satisfies Partial<Refund>;

/** What happened in a refund's life, in order. */
export const refundEventKinds = [
  'intent',
  'sent',
  'resent',
  'answer',
  'query',
  'notice',
  'adopted',
  'handled',
  'statement',
] as const;
export type RefundEventKind = (typeof refundEventKinds)[number];

export interface RefundEvent {
  id: number;
  refundId: string;
  at: Instant;
  kind: RefundEventKind;
  from: RefundState;
  to: RefundState;
  respCode: string | null;
  respDesc: string | null;
  /** A word for what came of it (an outcome), for the timeline's sentence. */
  detail: string | null;
}

/** A refund is due by these days after the payment (huifu-api.md §3.8.1); e-CNY is not documented and counted the same. */
export const REFUND_WINDOW_DAYS = 360;

/** A refund that the gateway has had for longer than this is looked after by a person. */
export const STUCK_AFTER_MS = 3 * 86_400_000;
/** An unknown one much sooner: nobody may refund the order meanwhile. */
export const UNKNOWN_TOO_LONG_MS = 30 * 60_000;

/** Why a refund stands on the worklist (退款异常). */
const refundTroubles = ['alert', 'notReturned', 'unknownLong', 'stuck'] as const;
export type RefundTrouble = (typeof refundTroubles)[number];

/** Whether a refund needs a person, and why; `null` when it does not, or when somebody has seen to it. */
export function troubleOf(refund: Refund, now: Instant): RefundTrouble | null {
  if (refund.handledAt !== null) return null;
  if (refund.alert !== null) return 'alert';
  if (refund.state === 'failed') return refund.endReason === 'channel' ? 'notReturned' : null;
  const age = now - (refund.sentAt ?? refund.createdAt);
  if (refund.state === 'unknown') return age > UNKNOWN_TOO_LONG_MS ? 'unknownLong' : null;
  return refund.state === 'refunding' && age > STUCK_AFTER_MS ? 'stuck' : null;
}

/** From this long after the sending, a number that the gateway does not know may be sent again (huifu-api.md §3.2.5). */
export const RESEND_AFTER_MS = 120_000;

/** Whether the same number may be sent again: its answer was lost, and the gateway has not heard of it since. */
export function mayResend(refund: Refund, now: Instant): boolean {
  return refund.state === 'unknown' && refund.sentAt !== null && now - refund.sentAt >= RESEND_AFTER_MS;
}

/** What of an order went back, is on its way, or may still go back. Failed refunds do not count. */
export interface RefundBalance {
  refunded: Fen;
  /** Requested, unknown or being refunded. */
  underWay: Fen;
  refundable: Fen;
  /** Fees that came back with those that count; `null` when one of them is not known. */
  returnedFee: Fen | null;
  /** How many count. */
  count: number;
}

export function balanceOf(
  order: { amount: Fen },
  refunds: readonly Pick<Refund, 'state' | 'amount' | 'fee'>[],
): RefundBalance {
  let [refunded, underWay, fee, count] = [0, 0, 0 as number | null, 0];
  for (const refund of refunds) {
    if (refund.state === 'failed') continue;
    count += 1;
    if (isRefundEnded(refund.state)) refunded += refund.amount;
    else underWay += refund.amount;
    fee = fee === null || refund.fee === null ? null : fee + refund.fee;
  }
  return {
    refunded: refunded as Fen,
    underWay: underWay as Fen,
    refundable: Math.max(0, order.amount - refunded - underWay) as Fen,
    returnedFee: fee as Fen | null,
    count,
  };
}

/**
 * The fee that comes back with a refund (huifu-api.md §3.8.1): all of it with a full refund, the floor of its share with
 * a partial one, and what is left with the last. Whole fen throughout.
 *
 * @param before what went back earlier, and the fee with it
 */
export function returnedFee(amount: Fen, order: { amount: Fen; fee: Fen }, before: { amount: Fen; fee: Fen }): Fen {
  if (before.amount + amount >= order.amount) return Math.max(0, order.fee - before.fee) as Fen;
  return Number((BigInt(amount) * BigInt(order.fee)) / BigInt(order.amount)) as Fen;
}

/** Which product a payment of this way belongs to; `null` where only the gateway can tell. */
export function familyOf(way: CollectWay): 'hosting' | 'aggregated' | null {
  if (way === 'adopted') return null;
  return way === 'hosted' || way === 'hostedWechat' || way === 'hostedAlipay' ? 'hosting' : 'aggregated';
}

/** What may still go back of a paid payment; `null` for one that was not paid. */
export function refundableOf(payment: Payment): Fen | null {
  return payment.state === 'paid' ? ((payment.amount - (payment.refunded ?? 0)) as Fen) : null;
}
