import type { Fen } from '../../../shared/domain/money.ts';
import type { PaymentMethod } from '../../../shared/domain/payment.ts';
import { businessDateOf, instant, type BusinessDate } from '../../../shared/domain/time.ts';
import { readMethod } from '../../gateway/report.ts';
import type {
  AggregatedOrder,
  AggregatedPaymentRequest,
  Answer,
  CallNumber,
  CallOutcome,
  CloseReport,
  DayStatusPage,
  FoundOrder,
  HostedLink,
  HostedPaymentRequest,
  PaymentCodeRequest,
  PaymentGateway,
  PaymentLocator,
  PaymentReport,
} from '../../gateway/types.ts';

export interface ScriptedOrder {
  product: 'hosting' | 'aggregation';
  /** The day under which the console has filed it, and the day that it was here. */
  requestDate: BusinessDate;
  madeOn: BusinessDate;
  requestNumber: string;
  amount: Fen;
  method: PaymentMethod;
  state: 'unopened' | 'open' | 'paying' | 'paid' | 'closed' | 'expired';
  /** Until a payer has opened it, or it was closed, the channel does not know it. */
  known: boolean;
  createdAt: number;
  expiresAt: number;
  /** When a close that was accepted comes to its end. */
  closeAt: number | null;
  booked: boolean;
}

export type Operation = 'preorder' | 'create' | 'charge' | 'query' | 'close' | 'closeQuery' | 'find' | 'day' | 'clock';

/** What happens to one call: its answer is lost before or after its effect, comes late, or is another one. */
export type Fault =
  | { kind: 'lost'; when: 'before' | 'after' }
  | { kind: 'late'; ms: number }
  | { kind: 'answer'; outcome: CallOutcome<never> };

/**
 * A gateway that does as it is told, on a clock of its own: for interleavings that real sockets would not repeat.
 * Its rules are the practice gateway's (huifu-api.md §3.7, §3.10).
 *
 * @param now its own clock
 * @param pcNow the console's clock, which it only needs to say how far the two are apart
 */
export class ScriptedGateway implements PaymentGateway {
  readonly orders = new Map<string, ScriptedOrder>();
  readonly calls: { operation: Operation; at: number; order: string }[] = [];
  readonly #faults: { on: Operation; fault: Fault }[] = [];
  readonly #now: () => number;
  readonly #pcNow: () => number;
  /** What the next payment codes come to: paid at once, or with a password. */
  codeNeeds: 'nothing' | 'password' = 'nothing';
  /** Every payment code that arrived, as often as it arrived. */
  readonly codes: string[] = [];
  /** Every query gets this answer while it is set. */
  refuseQueries: CallOutcome<never> | null = null;
  /** Whether this merchant has the bulk status query, and whether its answer can be read. */
  bulk: 'open' | 'refused' | 'unreadable' = 'open';

  /** An aggregated close is under way this long (huifu-api.md §3.7). */
  closeTakesMs = 1_500;

  constructor(now: () => number, pcNow: () => number) {
    this.#now = now;
    this.#pcNow = pcNow;
  }

  fault(on: Operation, fault: Fault): void {
    this.#faults.push({ on, fault });
  }

  clearFaults(): void {
    this.#faults.length = 0;
  }

  answer(respCode = '00000000', respDesc = ''): Answer {
    return { respCode, respDesc, bankMessage: '', clockAheadMs: this.#now() - this.#pcNow() };
  }

  order(number: string): ScriptedOrder | undefined {
    const order = this.orders.get(number);
    if (!order || !['unopened', 'open', 'paying'].includes(order.state)) return order;
    if (order.closeAt !== null && this.#now() >= order.closeAt) order.state = 'closed';
    else if (this.#now() >= order.expiresAt && order.state !== 'paying') order.state = 'expired';
    return order;
  }

  /** Puts an order on record, as a create would. */
  place(
    order: Pick<ScriptedOrder, 'product' | 'requestDate' | 'requestNumber' | 'amount' | 'method' | 'expiresAt'>,
  ): void {
    const scan = order.product === 'aggregation';
    this.orders.set(order.requestNumber, {
      ...order,
      madeOn: businessDateOf(instant(this.#now())),
      state: scan ? 'open' : 'unopened',
      known: scan,
      createdAt: this.#now(),
      closeAt: null,
      booked: false,
    });
  }

  /** What the payer does; says whether it was possible. */
  act(number: string, to: 'open' | 'paying' | 'paid'): boolean {
    const order = this.order(number);
    if (!order || !['unopened', 'open', 'paying'].includes(order.state)) return false;
    Object.assign(order, { state: to, known: true });
    return true;
  }

  createHostedPayment(request: HostedPaymentRequest): Promise<CallOutcome<HostedLink>> {
    const { requestNumber, requestDate, amount, expiresAt } = request;
    return this.#serve('preorder', requestNumber, () => {
      if (this.orders.has(requestNumber))
        return { kind: 'duplicate', advice: 'duplicatePreorder', answer: this.answer('99010002') };
      if (expiresAt <= this.#now())
        return { kind: 'rejected', advice: 'orderExpired', answer: this.answer('10000000', '订单已超时') };
      this.place({ product: 'hosting', requestDate, requestNumber, amount, method: 'wechat', expiresAt });
      const value = { link: `https://pay.example/${requestNumber}`, preOrderNumber: null, expiresAt: null };
      return { kind: 'accepted', value, answer: this.answer() };
    });
  }

  createAggregatedPayment(request: AggregatedPaymentRequest): Promise<CallOutcome<AggregatedOrder>> {
    const { requestNumber, requestDate, amount, expiresAt } = request;
    return this.#serve('create', requestNumber, () => {
      if (this.orders.has(requestNumber))
        return { kind: 'duplicate', advice: 'duplicate', answer: this.answer('20000000') };
      const method = readMethod(request.tradeType);
      this.place({ product: 'aggregation', requestDate, requestNumber, amount, method, expiresAt });
      const value = {
        qrCode: `https://qr.example/${requestNumber}`,
        payInfo: null,
        huifuNumber: `HF${requestNumber}`,
        partyOrderNumber: null,
      };
      return { kind: 'accepted', value, answer: this.answer('00000100') };
    });
  }

  chargePaymentCode(request: PaymentCodeRequest): Promise<CallOutcome<PaymentReport>> {
    const { requestNumber, requestDate, amount, code } = request;
    return this.#serve('charge', requestNumber, () => {
      const used = this.codes.includes(code);
      this.codes.push(code);
      const refusal = this.answer('90000000', '付款码无效，每个付款码仅限使用一次');
      if (used) return { kind: 'rejected', advice: 'codeUsed', unconfirmed: true, answer: refusal };
      const expiresAt = this.#now() + 300_000;
      this.place({ product: 'aggregation', requestDate, requestNumber, amount, method: 'wechat', expiresAt });
      this.act(requestNumber, this.codeNeeds === 'password' ? 'paying' : 'paid');
      return { kind: 'accepted', value: this.#report(this.orders.get(requestNumber)!), answer: this.answer() };
    });
  }

  queryHostedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<PaymentReport>> {
    return this.#query(requestNumber);
  }

  queryAggregatedPayment({ requestNumber }: PaymentLocator): Promise<CallOutcome<PaymentReport>> {
    return this.#query(requestNumber);
  }

  closeHostedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<CloseReport>> {
    return this.#close(requestNumber, 0);
  }

  closeAggregatedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<CloseReport>> {
    return this.#close(requestNumber, this.closeTakesMs);
  }

  queryHostedClose(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<CloseReport>> {
    return this.#closeQuery(requestNumber);
  }

  queryAggregatedClose(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<CloseReport>> {
    return this.#closeQuery(requestNumber);
  }

  findHostedPayment(_: CallNumber, partyOrderNumber: string): Promise<CallOutcome<FoundOrder>> {
    return this.#serve<FoundOrder>('find', partyOrderNumber, () => {
      const order = this.order(partyOrderNumber.replace(/^PARTY/, ''));
      if (!order?.known || !partyOrderNumber.startsWith('PARTY')) return this.#nothing();
      const { requestDate, requestNumber, amount } = order;
      const value = { huifuId: '6666000100000002', requestDate, requestNumber, amount, report: this.#report(order) };
      return { kind: 'accepted', value, answer: this.answer() };
    });
  }

  findAggregatedPayment(number: string): Promise<CallOutcome<FoundOrder>> {
    return this.#serve<FoundOrder>('find', number, () => this.#nothing());
  }

  queryDay(date: BusinessDate, page: number, pageSize: number): Promise<CallOutcome<DayStatusPage>> {
    return this.#serve<DayStatusPage>('day', date, () => {
      if (this.bulk === 'refused')
        return { kind: 'rejected', advice: 'permissionMissing', answer: this.answer('22000004', '暂未开通权限') };
      const all = [...this.orders.keys()].map((number) => this.order(number)!).filter((o) => o.requestDate === date);
      const lines = all.slice((page - 1) * pageSize, page * pageSize);
      const rows = lines.map((o) => ({ requestNumber: o.requestNumber, amount: o.amount, report: this.#report(o) }));
      const value = { rows: this.bulk === 'open' ? rows : null, count: lines.length };
      return { kind: 'accepted', value, answer: this.answer() };
    });
  }

  lookAtClock(): Promise<CallOutcome<unknown>> {
    return this.#serve<unknown>('clock', '', () => this.#nothing());
  }

  #query(number: string): Promise<CallOutcome<PaymentReport>> {
    return this.#serve('query', number, () => {
      if (this.refuseQueries) return this.refuseQueries;
      const order = this.order(number);
      if (!order?.known) return this.#nothing();
      return { kind: 'accepted', value: this.#report(order), answer: this.answer() };
    });
  }

  #close(number: string, takesMs: number): Promise<CallOutcome<CloseReport>> {
    return this.#serve<CloseReport>('close', number, () => {
      const order = this.order(number);
      if (!order) return this.#nothing();
      if (order.product === 'aggregation' && ['unionpay', 'ecny'].includes(order.method))
        return { kind: 'rejected', advice: 'cannotClose', answer: this.answer('23000004', '银联不支持关单') };
      if (!['unopened', 'open', 'paying'].includes(order.state))
        return { kind: 'rejected', advice: 'hostedOrderEnded', answer: this.answer('30000001') };
      if (this.#now() < order.createdAt + 60_000)
        return { kind: 'throttled', advice: 'closeTooEarly', retryAfterMs: 60_000, answer: this.answer('10000015') };
      if (order.state === 'paying' && order.product === 'hosting')
        return { kind: 'accepted', value: { state: 'closed', payment: 'processing' }, answer: this.answer() };
      order.known = true;
      order.closeAt ??= this.#now() + takesMs;
      return { kind: 'accepted', value: this.#closeReport(this.order(number)!), answer: this.answer() };
    });
  }

  #closeQuery(number: string): Promise<CallOutcome<CloseReport>> {
    return this.#serve<CloseReport>('closeQuery', number, () => {
      const order = this.order(number);
      if (!order || order.closeAt === null) return this.#nothing();
      return { kind: 'accepted', value: this.#closeReport(order), answer: this.answer() };
    });
  }

  #closeReport({ state }: ScriptedOrder): CloseReport {
    if (state === 'paid') return { state: 'refused', payment: 'paid' };
    return state === 'closed' ? { state: 'closed', payment: 'closed' } : { state: 'processing', payment: 'processing' };
  }

  #nothing(): Extract<CallOutcome<never>, { kind: 'notFound' }> {
    return { kind: 'notFound', advice: 'notOpenedYet', answer: this.answer('99010003', '交易不存在') };
  }

  async #serve<T>(on: Operation, order: string, work: () => CallOutcome<T>): Promise<CallOutcome<T>> {
    this.calls.push({ operation: on, at: performance.now(), order });
    const index = this.#faults.findIndex((one) => one.on === on);
    const fault = index < 0 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
    if (fault?.kind === 'answer') return fault.outcome;
    if (fault?.kind === 'lost' && fault.when === 'before') return lost;
    const outcome = work();
    if (fault?.kind === 'lost') return lost;
    if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    return outcome;
  }

  #report(order: ScriptedOrder): PaymentReport {
    const news = ({ paid: 'paid', closed: 'closed', expired: 'closed', paying: 'processing' } as const)[
      order.state as 'paid'
    ];
    const paid = order.state === 'paid';
    return {
      news: news ?? 'unpaid',
      method: paid ? order.method : 'unknown',
      amount: order.amount,
      customerPaid: null,
      settlement: null,
      fee: null,
      booking: paid ? (order.booked ? 'booked' : 'pending') : 'unknown',
      // A pre-order that nobody has opened is no transaction yet.
      huifuNumber: order.known || paid ? `HF${order.requestNumber}` : null,
      partyOrderNumber: `PARTY${order.requestNumber}`,
      walletNumber: null,
      endedAt: null,
    };
  }
}

const lost: CallOutcome<never> = {
  kind: 'unknown',
  reason: 'connectionLost',
  advice: 'confirming',
  detail: 'ECONNRESET',
  answer: null,
};
