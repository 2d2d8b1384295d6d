import type { Fen } from '../../shared/domain/money.ts';
import type { BookingState, PaymentMethod } from '../../shared/domain/payment.ts';
import type { PaymentNews } from '../../shared/domain/paymentState.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { RefundRoute } from '../../shared/domain/refund.ts';
import type { RefundNews } from '../../shared/domain/refundState.ts';
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
 * - `rejected`: certainly without effect; advice says what to do. `unconfirmed`: a `90…` to a create that names no state,
 *   which one query must confirm before anybody is told (§3.2.3).
 * - `duplicate`: the request number is taken; the earlier order stands.
 * - `notFound`: a query's "no such order"; right after a create this is no proof of failure (§3.2.5).
 * - `throttled`: not accepted for now; the same call may be made again after `retryAfterMs`.
 * - `notSent`: the connection was never made.
 * - `unknown`: it may have had its effect; ask, never assume.
 */
export type CallOutcome<T> =
  | { kind: 'accepted'; value: T; answer: Answer }
  | { kind: 'rejected'; advice: AdviceKey; answer: Answer; unconfirmed?: true }
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
  /** Who paid, masked in the middle; only where the wallet has said it of a paid order. */
  payer?: string;
  /** What of a paid order may still be refunded (`ref_amt`); hosting says it, aggregation does not. */
  refundable?: Fen;
}

/** A hosted link ready for the customer (huifu-api.md §3.10.1). */
export interface HostedLink {
  /**
   * `jump_url` of the cashier page, checked to be an https URL (http only on loopback); for the mini programs the address
   * that opens the wallet: `alipays:` of `jump_url`, `weixin:` of `scheme_code`.
   */
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
  /** Where the customer pays: Huifu's cashier page (type 1), or its mini program in Alipay (2) or WeChat (3). Page unless given. */
  place?: HostedPlace;
  /** What the cashier page offers; every method that the project allows when absent or empty. */
  methods?: readonly HostedMethod[];
  /** Layout of the cashier page once `methods` are named; for phones unless given. */
  view?: 'phone' | 'pc';
  /** Where the browser goes after paying (`callback_url`, https); proves nothing. */
  returnUrl?: string;
  /** For the Alipay mini program: the address that leads back to where the customer came from (`app_schema`). */
  returnScheme?: string;
  /** Where the gateway shall send its notification (§5.1); `null` or absent for nowhere. */
  notifyUrl?: string | null;
}

export type HostedPlace = 'page' | 'alipayApplet' | 'wechatApplet';

/** Methods of the cashier page that a shop can single out (`trans_type`, §3.10.1). */
export type HostedMethod = 'wechat' | 'alipay' | 'unionpay';

/** How an aggregated payment is placed (`trade_type`, §3.3.2): the wallet's letter, then a QR code, a page, or a mini program. */
export type TradeType =
  | 'T_JSAPI'
  | 'T_MINIAPP'
  | 'T_NATIVE'
  | 'A_JSAPI'
  | 'A_NATIVE'
  | 'U_JSAPI'
  | 'U_NATIVE'
  | 'D_NATIVE';

/** What the wallet must know of the payer or the bank; which of these a trade type needs is in §3.3.2. */
export interface PaymentChannel {
  /** T: the payer under Huifu's own appid, alone (`openid`); or … */
  openId?: string;
  /** T: … the shop's official account or mini program (`sub_appid`) … */
  appId?: string;
  /** T: … and the payer under it (`sub_openid`). */
  appOpenId?: string;
  /** A_JSAPI: the payer's Alipay user id (`buyer_id`). */
  buyerId?: string;
  /** U_JSAPI: the payer's UnionPay user id (`user_id`). */
  userId?: string;
  /** U_JSAPI: the address on the shop's plate (`qr_code`). */
  plateUrl?: string;
  /** U_JSAPI: the payer's own IP address (`customer_ip`). */
  payerIp?: string;
  /** U_JSAPI: where UnionPay's browser goes back to (`front_url`); proves nothing. */
  frontUrl?: string;
  /** D_NATIVE: the bank that runs the e-CNY wallet (`digital_bank_no`). */
  bankNumber?: string;
}

export interface AggregatedPaymentRequest {
  requestDate: BusinessDate;
  requestNumber: string;
  amount: Fen;
  /** At most 40 characters, already cleaned with `cleanGoodsText`. */
  goods: string;
  /** More than a minute ahead. */
  expiresAt: Instant;
  tradeType: TradeType;
  channel: PaymentChannel;
  /** The till's IP address for risk control (§3.3.8); left out when not known. */
  deviceIp?: string;
  /** Where the gateway shall send its notification (§5.1); `null` or absent for nowhere. */
  notifyUrl?: string | null;
}

/** An aggregated payment that the customer can pay now (§3.3.9). */
export interface AggregatedOrder {
  /** `*_NATIVE`: what the QR code says. */
  qrCode: string | null;
  /** `*_JSAPI`, `T_MINIAPP`: what the wallet's bridge is handed, as it came; for UnionPay an address. */
  payInfo: string | null;
  huifuNumber: string | null;
  partyOrderNumber: string | null;
}

/** A sale by the customer's payment code (§3.5). The code lives in this object only: nothing keeps, logs or repeats it. */
export interface PaymentCodeRequest {
  requestDate: BusinessDate;
  requestNumber: string;
  amount: Fen;
  goods: string;
  /** The wallet that the digits belong to; v4 wants to be told. */
  wallet: 'wechat' | 'alipay' | 'unionpay' | 'ecny';
  code: string;
  /** The till's IP address; the gateway insists on one. */
  deviceIp: string;
  notifyUrl?: string | null;
}

/** How to find an order again: its own date and number, or Huifu's global number. */
export interface PaymentLocator {
  requestDate: BusinessDate;
  requestNumber: string;
  huifuNumber: string | null;
  /** The merchant order number in the wallet; refunds find an order by it too. */
  partyOrderNumber?: string | null;
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
  /** Makes a hosted link, `pre_order_type` 1, 2 or 3. Moves no money by itself. */
  createHostedPayment(request: HostedPaymentRequest): Promise<CallOutcome<HostedLink>>;
  /** Asks for a hosted payment's state; harmless. */
  queryHostedPayment(call: CallNumber, payment: PaymentLocator, amount: Fen): Promise<CallOutcome<PaymentReport>>;
  /** Closes a hosted order that is at least one minute old (§3.10.5). */
  closeHostedPayment(call: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
  /** Places a payment that the customer pays by a QR code, in a page or in a mini program (§3.3, §3.4). Moves no money by itself. */
  createAggregatedPayment(request: AggregatedPaymentRequest): Promise<CallOutcome<AggregatedOrder>>;
  /** Charges the customer's payment code (§3.5): money may move at once. Never sent twice. */
  chargePaymentCode(request: PaymentCodeRequest): Promise<CallOutcome<PaymentReport>>;
  /**
   * Asks for an aggregated payment's state with the profile's API generation (§3.6); harmless.
   *
   * @param pending what P means where nobody says whether the payer has begun; `processing` unless given
   */
  queryAggregatedPayment(
    payment: PaymentLocator,
    amount: Fen | null,
    pending?: 'unpaid' | 'processing',
  ): Promise<CallOutcome<PaymentReport>>;
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

/** A refund as it goes out (huifu-api.md §3.8.1, §3.10.3). */
export interface RefundRequest {
  route: RefundRoute;
  /** The refund's own date and number. */
  call: CallNumber;
  /** The order: the date is always its own, never today's. Without a request number Huifu's or the wallet's is taken. */
  payment: PaymentLocator;
  amount: Fen;
  /** Goes out as `remark`; cut to what the endpoint takes. */
  reason: string;
  /** Where to send the refund's own notifications; `null` for nowhere. */
  notifyUrl: string | null;
}

/** What is known of a refund after sending it or asking for it. */
export interface RefundReport {
  news: Extract<RefundNews, 'refunding' | 'refunded' | 'failed'>;
  /** What reached the payer; `null` until the refund is done, and where the answer does not say. */
  actual: Fen | null;
  /** The fee that came back. */
  fee: Fen | null;
  /** The refund's own global number. */
  huifuNumber: string | null;
  endedAt: Instant | null;
}

/** Refunds, by whatever endpoints the route means. Never throws for anything the network or the gateway does. */
export interface RefundGateway {
  /**
   * Sends a refund. Anything but `accepted` needs one {@link RefundGateway.queryRefund} before a person is told that it
   * failed: a refusal may be wrong, and a connection that broke may have been one that was open before (§3.2.3).
   */
  refund(request: RefundRequest): Promise<CallOutcome<RefundReport>>;
  /**
   * Asks for a refund by its own numbers, never by the order's (§3.8.2, §3.10.4); harmless.
   *
   * @param call number of this query itself, which only hosting wants
   */
  queryRefund(
    call: CallNumber,
    refund: Pick<RefundRequest, 'route' | 'call' | 'amount'>,
  ): Promise<CallOutcome<RefundReport>>;
}

/** Everything that can be asked of the gateway for one merchant. */
export type Gateway = PaymentGateway & RefundGateway;

/** What refunding needs of the gateway: the refund itself, and how its order stands. */
export type RefundCalls = RefundGateway & Pick<PaymentGateway, 'queryHostedPayment' | 'queryAggregatedPayment'>;
