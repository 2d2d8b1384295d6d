import type { Fen } from '../../../shared/domain/money.ts';
import type {
  AggregatedOrder,
  AggregatedPaymentRequest,
  Answer,
  CallNumber,
  CallOutcome,
  CloseReport,
  HostedLink,
  HostedPaymentRequest,
  PaymentCodeRequest,
  PaymentGateway,
  PaymentLocator,
  PaymentReport,
} from '../../gateway/types.ts';

export interface ScriptedOrder {
  requestNumber: string;
  amount: Fen;
  state: 'unopened' | 'open' | 'paying' | 'paid' | 'closed' | 'expired';
  /** Until a payer has opened it, or it was closed, the channel does not know it. */
  known: boolean;
  createdAt: number;
  expiresAt: number;
}

type Operation = 'preorder' | 'create' | 'charge' | 'query' | 'close';

/** What happens to one call: its answer is lost before or after its effect, comes late, or is another one. */
export type Fault =
  | { kind: 'lost'; when: 'before' | 'after' }
  | { kind: 'late'; ms: number }
  | { kind: 'answer'; outcome: CallOutcome<never> };

/**
 * A gateway that does as it is told, on a clock of its own: for interleavings that real sockets would not repeat.
 * Its rules are the practice gateway's (huifu-api.md §3.10).
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
    const over = order && this.#now() >= order.expiresAt;
    if (over && (order.state === 'unopened' || order.state === 'open')) order.state = 'expired';
    return order;
  }

  /** What the payer does; says whether it was possible. */
  act(number: string, to: 'open' | 'paying' | 'paid'): boolean {
    const order = this.order(number);
    if (!order || !['unopened', 'open', 'paying'].includes(order.state)) return false;
    Object.assign(order, { state: to, known: true });
    return true;
  }

  createHostedPayment(request: HostedPaymentRequest): Promise<CallOutcome<HostedLink>> {
    const { requestNumber } = request;
    return this.#serve('preorder', requestNumber, () => {
      if (this.orders.has(requestNumber))
        return { kind: 'duplicate', advice: 'duplicatePreorder', answer: this.answer('99010002') };
      if (request.expiresAt <= this.#now())
        return { kind: 'rejected', advice: 'orderExpired', answer: this.answer('10000000', '订单已超时') };
      const { amount, expiresAt } = request;
      const createdAt = this.#now();
      this.orders.set(requestNumber, { requestNumber, amount, state: 'unopened', known: false, createdAt, expiresAt });
      const value = { link: `https://pay.example/${requestNumber}`, preOrderNumber: null, expiresAt: null };
      return { kind: 'accepted', value, answer: this.answer() };
    });
  }

  queryHostedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<PaymentReport>> {
    return this.#serve('query', requestNumber, () => {
      if (this.refuseQueries) return this.refuseQueries;
      const order = this.order(requestNumber);
      if (!order?.known)
        return { kind: 'notFound', advice: 'notOpenedYet', answer: this.answer('99010003', '交易不存在') };
      return { kind: 'accepted', value: this.#report(order), answer: this.answer() };
    });
  }

  closeHostedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<CloseReport>> {
    return this.#serve<CloseReport>('close', requestNumber, () => {
      const order = this.order(requestNumber);
      if (!order) return { kind: 'notFound', advice: 'notOpenedYet', answer: this.answer('99010003') };
      if (!['unopened', 'open', 'paying'].includes(order.state))
        return { kind: 'rejected', advice: 'hostedOrderEnded', answer: this.answer('30000001') };
      if (this.#now() < order.createdAt + 60_000)
        return { kind: 'throttled', advice: 'closeTooEarly', retryAfterMs: 60_000, answer: this.answer('10000015') };
      if (order.state === 'paying')
        return { kind: 'accepted', value: { state: 'closed', payment: 'processing' }, answer: this.answer() };
      Object.assign(order, { state: 'closed', known: true });
      return { kind: 'accepted', value: { state: 'closed', payment: 'closed' }, answer: this.answer() };
    });
  }

  createAggregatedPayment(request: AggregatedPaymentRequest): Promise<CallOutcome<AggregatedOrder>> {
    const { requestNumber, amount, expiresAt } = request;
    return this.#serve('create', requestNumber, () => {
      if (this.orders.has(requestNumber))
        return { kind: 'duplicate', advice: 'duplicate', answer: this.answer('20000000') };
      const createdAt = this.#now();
      this.orders.set(requestNumber, { requestNumber, amount, state: 'open', known: true, createdAt, expiresAt });
      const value = {
        qrCode: `https://qr.example/${requestNumber}`,
        payInfo: null,
        huifuNumber: `HF${requestNumber}`,
        partyOrderNumber: null,
      };
      return { kind: 'accepted', value, answer: this.answer('00000100') };
    });
  }

  chargePaymentCode({ requestNumber, amount, code }: PaymentCodeRequest): Promise<CallOutcome<PaymentReport>> {
    return this.#serve('charge', requestNumber, () => {
      const used = this.codes.includes(code);
      this.codes.push(code);
      const refusal = this.answer('90000000', '付款码无效，每个付款码仅限使用一次');
      if (used) return { kind: 'rejected', advice: 'codeUsed', unconfirmed: true, answer: refusal };
      const createdAt = this.#now();
      const order: ScriptedOrder = {
        requestNumber,
        amount,
        state: this.codeNeeds === 'password' ? 'paying' : 'paid',
        known: true,
        createdAt,
        expiresAt: createdAt + 300_000,
      };
      this.orders.set(requestNumber, order);
      return { kind: 'accepted', value: this.#report(order), answer: this.answer() };
    });
  }

  queryAggregatedPayment({ requestNumber }: PaymentLocator): Promise<CallOutcome<PaymentReport>> {
    return this.#serve('query', requestNumber, () => {
      if (this.refuseQueries) return this.refuseQueries;
      const order = this.order(requestNumber);
      if (!order) return { kind: 'notFound', advice: 'orderUnknown', answer: this.answer('23000001', '原交易不存在') };
      return { kind: 'accepted', value: this.#report(order), answer: this.answer() };
    });
  }

  /** Accepted as processing; its end is seen by asking for the payment. */
  closeAggregatedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<CloseReport>> {
    return this.#serve<CloseReport>('close', requestNumber, () => {
      const order = this.order(requestNumber);
      if (!order) return { kind: 'notFound', advice: 'orderUnknown', answer: this.answer('23000001') };
      if (!['open', 'paying'].includes(order.state))
        return { kind: 'rejected', advice: 'orderFinal', answer: this.answer('10000016') };
      order.state = 'closed';
      return { kind: 'accepted', value: { state: 'processing', payment: 'processing' }, answer: this.answer() };
    });
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
    return {
      news: news ?? 'unpaid',
      method: order.state === 'paid' ? 'wechat' : 'unknown',
      amount: order.amount,
      customerPaid: null,
      settlement: null,
      fee: null,
      booking: 'unknown',
      huifuNumber: `HF${order.requestNumber}`,
      partyOrderNumber: null,
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
