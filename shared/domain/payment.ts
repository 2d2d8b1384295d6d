import type { Fen } from './money.ts';
import type { PaymentAlert, PaymentState } from './paymentState.ts';
import type { BusinessDate, Instant } from './time.ts';

/** Which wallet paid. `unknown` until the gateway has said so. */
export const paymentMethods = ['wechat', 'alipay', 'unionpay', 'ecny', 'douyin', 'bank', 'unknown'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** How the money was asked for. */
export const collectWays = ['hosted'] as const;
export type CollectWay = (typeof collectWays)[number];

/** Accounting state (`acct_stat`): booked means that refunds are possible (huifu-api.md §3.2.2, §5.4). */
export const bookingStates = ['unknown', 'pending', 'booked', 'failed'] as const;
export type BookingState = (typeof bookingStates)[number];

/** Why a payment ended without money. `gateway` means: see `failureCode` and `failureText`. */
export const endReasons = ['gateway', 'expired', 'cancelled', 'notSent'] as const;
export type EndReason = (typeof endReasons)[number];

/** One attempt to collect money, as the ledger keeps it. Amounts in fen; `null` means that nobody has said it yet. */
export interface Payment {
  /** Local id; for payments made by this console it is the request number. */
  id: string;
  profileId: string;
  huifuId: string;
  requestDate: BusinessDate;
  requestNumber: string;
  way: CollectWay;
  method: PaymentMethod;
  state: PaymentState;
  /** What was asked for (`trans_amt`). */
  amount: Fen;
  /** What the customer actually paid after discounts (`pay_amt`). */
  customerPaid: Fen | null;
  /** What is due for settlement (`settlement_amt`). */
  settlement: Fen | null;
  fee: Fen | null;
  /** The operator's note; also what the payer sees as the goods description. May be empty. */
  note: string;
  createdAt: Instant;
  /** Expiry time of the link (`time_expire`). */
  expiresAt: Instant;
  /** When it was paid, as the gateway says; otherwise when the end became known here. */
  endedAt: Instant | null;
  endReason: EndReason | null;
  booking: BookingState;
  /** Global (Huifu) number, `hf_seq_id`. */
  huifuNumber: string | null;
  /** Merchant order number in the wallet, `party_order_id`. */
  partyOrderNumber: string | null;
  /** Wallet transaction number, `out_trans_id`. */
  walletNumber: string | null;
  /** Payment link for the customer, `jump_url`. */
  link: string | null;
  /** The last code and text that the gateway gave for a failure. */
  failureCode: string | null;
  failureText: string | null;
  alert: PaymentAlert | null;
}

/** What happened in a payment's life, in order; the side panel's timeline. */
export const paymentEventKinds = [
  'intent',
  'sent',
  'resent',
  'answer',
  'query',
  'cancelRequested',
  'closeSent',
  'closeAnswer',
  'linkCopied',
  'alert',
] as const;
export type PaymentEventKind = (typeof paymentEventKinds)[number];

export interface PaymentEvent {
  id: number;
  paymentId: string;
  at: Instant;
  kind: PaymentEventKind;
  from: PaymentState;
  to: PaymentState;
  /** Gateway code and text where the event carries an answer. */
  respCode: string | null;
  respDesc: string | null;
  /** The request number of the call that this event belongs to, where there was one. */
  requestNumber: string | null;
  /** A word for what went wrong or was seen (an outcome or an alert name), for the timeline's sentence. */
  detail: string | null;
}
