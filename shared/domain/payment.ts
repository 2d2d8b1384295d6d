import type { Fen } from './money.ts';
import type { PaymentAlert, PaymentState } from './paymentState.ts';
import type { BusinessDate, Instant } from './time.ts';

/** Which wallet paid. `unknown` until the gateway has said so. */
export const paymentMethods = ['wechat', 'alipay', 'unionpay', 'ecny', 'douyin', 'bank', 'unknown'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/**
 * How the money was asked for (huifu-api.md §3.3.2, §3.10.1):
 * `hosted` an H5/PC link of Huifu's cashier, `hostedWechat` and `hostedAlipay` its mini programs (types 3 and 2);
 * `qr` a QR code of one wallet (`*_NATIVE`), `code` the customer's payment code (`*_MICROPAY`);
 * `page` the shop's own H5 page (`*_JSAPI`), `applet` the shop's own mini program (`T_MINIAPP`);
 * `adopted` not asked for here: found at the gateway or in a statement, and taken into the ledger.
 */
export const collectWays = [
  'hosted',
  'hostedWechat',
  'hostedAlipay',
  'qr',
  'code',
  'page',
  'applet',
  'adopted',
] as const;
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
  /** The operator who asked for it; `null` where nobody has to sign in, or nobody did (the shop's own page). */
  operatorId: string | null;
  /** Till point that asked for it; `null` for payments that no till point made. */
  till: string | null;
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
  /** What the customer opens or scans: `jump_url`, a `qr_code`'s content, a mini program's scheme. */
  link: string | null;
  /** The payer as the wallet knows them (`wx_user_id`, `openid`, `buyer_id`, `acc_no`), masked in the middle; for recognising, never for calling. */
  payer: string | null;
  /** The last code and text that the gateway gave for a failure. */
  failureCode: string | null;
  failureText: string | null;
  alert: PaymentAlert | null;
  /** What went back or is on its way; the ledger keeps it. Absent where nothing has. */
  refunded?: Fen;
}

/** What is on record of a payment before anybody has said anything about it. */
export const UNHEARD = {
  customerPaid: null,
  settlement: null,
  fee: null,
  endedAt: null,
  endReason: null,
  booking: 'unknown',
  huifuNumber: null,
  partyOrderNumber: null,
  walletNumber: null,
  link: null,
  payer: null,
  failureCode: null,
  failureText: null,
  alert: null,
} as const satisfies Partial<Payment>;

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
  // A notification of the gateway, and a line of a statement.
  'notice',
  'statement',
  // Somebody at the counter was told that it is paid (“is this payment real?”).
  'shown',
  // An unfinished payment was handed over to another operator at the end of a shift.
  'handedOver',
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
