import type { Fen } from '../../shared/domain/money.ts';
import type { BookingState, PaymentMethod } from '../../shared/domain/payment.ts';
import type { PaymentNews } from '../../shared/domain/paymentState.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { BusinessDate, Instant } from '../../shared/domain/time.ts';
import type { AdviceKey } from '../../shared/i18n/advice.ts';
import type { Signer } from '../vault/types.ts';

/** Where to call and as whom: the non-secret half of a profile, and the signer for the secret half. */
export interface GatewayIdentity {
  profile: Profile;
  signer: Signer;
}

/** Why nothing can be said about a call's effect. Each has its own sentence in `shared/i18n`. */
export type UnknownReason = 'timeout' | 'connectionLost' | 'http' | 'badSignature' | 'notJson' | 'system' | 'mismatch';

/** Why a call certainly had no effect: it never reached the gateway. */
export type NotSentReason = 'offline' | 'dns' | 'refused' | 'tls' | 'badAddress' | 'keyUnavailable';

/** What the gateway said about a call, kept for the timeline, the log (masked) and for support. */
export interface Answer {
  respCode: string;
  respDesc: string;
  /** The channel's own words (`bank_message`, `bank_desc`), where there were any. */
  bankMessage: string;
  /** Milliseconds by which the gateway's `Date` header is ahead of this PC's clock; `null` without the header. */
  clockAheadMs: number | null;
}

/**
 * The outcome of one call (huifu-api.md §1.3, §3.2.3, §4). Only `accepted` carries fields that passed signature
 * verification and whose echoes (`huifu_id`, request number, amount) equal what was sent.
 *
 * - `rejected`: certainly without effect; advice says what to do.
 * - `duplicate`: the request number is taken; the earlier order stands.
 * - `notFound`: a query's "no such order"; right after a create this is no proof of failure (§3.2.5).
 * - `throttled`: not accepted for now; the same call may be made again after `retryAfterMs`.
 * - `notSent`: the connection was never made.
 * - `unknown`: it may have had its effect; ask, never assume.
 */
export type CallOutcome<T> =
  | { kind: 'accepted'; value: T; answer: Answer }
  | { kind: 'rejected'; advice: AdviceKey; answer: Answer }
  | { kind: 'duplicate'; advice: AdviceKey; answer: Answer }
  | { kind: 'notFound'; advice: AdviceKey; answer: Answer }
  | { kind: 'throttled'; advice: AdviceKey; retryAfterMs: number; answer: Answer }
  | { kind: 'notSent'; reason: NotSentReason; detail: string }
  | { kind: 'unknown'; reason: UnknownReason; advice: AdviceKey; detail: string; answer: Answer | null };

/** What is known of a payment after asking; amounts in fen, `null` where the answer says nothing. */
export interface PaymentReport {
  /** What the state fields say; the response code only words it. */
  news: Extract<PaymentNews, 'unpaid' | 'processing' | 'paid' | 'failed' | 'closed' | 'accepted'>;
  method: PaymentMethod;
  amount: Fen | null;
  customerPaid: Fen | null;
  settlement: Fen | null;
  fee: Fen | null;
  booking: BookingState;
  huifuNumber: string | null;
  partyOrderNumber: string | null;
  walletNumber: string | null;
  /** When the payment ended, as the gateway says. */
  endedAt: Instant | null;
}

/** A hosted H5 link ready for the customer (huifu-api.md §3.10.1). */
export interface HostedLink {
  /** `jump_url`; checked to be an https URL (http only on loopback). */
  link: string;
  preOrderNumber: string | null;
  expiresAt: Instant | null;
}

export interface HostedPaymentRequest {
  requestDate: BusinessDate;
  requestNumber: string;
  amount: Fen;
  /** At most 40 characters, already cleaned with `cleanGoodsText`. */
  goods: string;
  expiresAt: Instant;
}

/** How to find an order again: its own date and number, or Huifu's global number. */
export interface PaymentLocator {
  requestDate: BusinessDate;
  requestNumber: string;
  huifuNumber: string | null;
}

export interface CloseReport {
  /**
   * State of the close itself. `closed`: the payment is or will be failed. `refused`: see `payment`. `none`: only from a
   * close query, nobody has asked to close this order.
   */
  state: 'closed' | 'processing' | 'refused' | 'none';
  /** State of the original payment where the answer gives it. */
  payment: PaymentReport['news'] | null;
}

/** An order that was found by a number on the customer's bill, whoever asked for it. */
export interface FoundOrder {
  /** The merchant that it belongs to; another one of the same caller is possible. */
  huifuId: string;
  /** `null` where the answer does not say. */
  requestDate: BusinessDate | null;
  requestNumber: string;
  amount: Fen;
  report: PaymentReport;
}

/** One line of a day's bulk status. Only lines that name their number and amount are given. */
export interface DayStatus {
  requestNumber: string;
  amount: Fen;
  report: PaymentReport;
}

export interface DayStatusPage {
  /** `null`: the answer holds no list that could be recognised; its shape is not published (huifu-api.md §3.9.8, §10). */
  rows: DayStatus[] | null;
  /** Lines in the answer, recognised or not; fewer than were asked for mean that this is the last page. */
  count: number;
}

/** A request's own date and number, chosen by the caller so that they are on disk before the call. */
export interface CallNumber {
  requestDate: BusinessDate;
  requestNumber: string;
}

/**
 * The gateway behind one domain interface, whatever API generation or product (hosting, aggregation v2/v3/v4) answers.
 * Never throws for anything the network or the gateway does.
 */
export interface PaymentGateway {
  /** Makes a hosted H5 link, `pre_order_type` 1. Moves no money by itself. */
  createHostedPayment(request: HostedPaymentRequest): Promise<CallOutcome<HostedLink>>;
  /** Asks for a hosted payment's state; harmless. */
  queryHostedPayment(call: CallNumber, payment: PaymentLocator, amount: Fen): Promise<CallOutcome<PaymentReport>>;
  /** Closes a hosted order that is at least one minute old (§3.10.5). */
  closeHostedPayment(call: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
  /** Asks for an aggregated payment's state with the profile's API generation (§3.6); harmless. */
  queryAggregatedPayment(payment: PaymentLocator, amount: Fen | null): Promise<CallOutcome<PaymentReport>>;
  /** Closes an aggregated order (v2 for all generations, §3.7). */
  closeAggregatedPayment(call: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
  /** What became of the close of a hosted order, read from the order itself (§3.10.5); harmless. */
  queryHostedClose(call: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
  /** What became of the close of an aggregated order, by the order's own numbers (§3.7); harmless. */
  queryAggregatedClose(call: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
  /** Finds a hosted order by the merchant order number on the customer's bill (§3.10.2); harmless. */
  findHostedPayment(call: CallNumber, partyOrderNumber: string): Promise<CallOutcome<FoundOrder>>;
  /** Finds an aggregated order by a number on the customer's bill (`out_ord_id`, §3.6.1); harmless. */
  findAggregatedPayment(number: string): Promise<CallOutcome<FoundOrder>>;
  /** One page of what became of a day's orders, from 1 on (§3.9.8); harmless. */
  queryDay(date: BusinessDate, page: number, pageSize: number): Promise<CallOutcome<DayStatusPage>>;
  /** Asks for an order that was never made, to learn how late it is at the gateway; harmless. */
  lookAtClock(call: CallNumber, madeUp: CallNumber): Promise<CallOutcome<unknown>>;
}
