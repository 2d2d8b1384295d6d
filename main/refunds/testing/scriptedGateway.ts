import { fen, type Fen } from '../../../shared/domain/money.ts';
import type {
  Answer,
  CallNumber,
  CallOutcome,
  RefundCalls,
  PaymentLocator,
  PaymentReport,
  RefundReport,
  RefundRequest,
} from '../../gateway/types.ts';

/** A refund as the gateway has it. */
export interface ScriptedRefund {
  number: string;
  order: string;
  amount: Fen;
  state: 'P' | 'S' | 'F';
  createdAt: number;
}

type Operation = 'order' | 'refund' | 'refundQuery';

/**
 * What happens to one call: its answer is lost before or after its effect, comes late, is another one, or the call seems
 * not to have left though it had (a connection that was open before).
 */
export type RefundFault =
  | { kind: 'lost'; when: 'before' | 'after' }
  | { kind: 'late'; ms: number }
  | { kind: 'answer'; outcome: CallOutcome<never> }
  | { kind: 'seemsNotSent' };

/**
 * A hosted gateway with paid orders, that refunds as it is told, on a clock of its own. A number is taken once and a failed
 * refund frees its share, as at the practice gateway; but it would pay back more than was paid, so that the console's own
 * care is what is tested. Only once somebody refunds elsewhere does it look at the total: nobody else could then.
 */
export class ScriptedRefunds implements RefundCalls {
  readonly orders = new Map<string, { amount: Fen; booked: boolean }>();
  readonly refunds = new Map<string, ScriptedRefund>();
  readonly calls: { operation: Operation; number: string }[] = [];
  readonly #faults: { on: Operation; fault: RefundFault }[] = [];
  readonly #now: () => number;
  #careful = false;
  /** A refund is not found by queries until it is this old, ms. */
  appearsAfter = 0;
  /** Refunds of more than this are refused for lack of money. */
  funds = Number.MAX_SAFE_INTEGER;

  constructor(now: () => number) {
    this.#now = now;
  }

  fault(on: Operation, fault: RefundFault): void {
    this.#faults.push({ on, fault });
  }

  clearFaults(): void {
    this.#faults.length = 0;
    this.appearsAfter = 0;
  }

  answer(respCode = '00000000', respDesc = ''): Answer {
    return { respCode, respDesc, bankMessage: '', clockAheadMs: 0 };
  }

  /** What went back, or is on its way, of an order. */
  back(order: string): Fen {
    const of = [...this.refunds.values()].filter((refund) => refund.order === order && refund.state !== 'F');
    return fen(of.reduce((sum, { amount }) => sum + amount, 0));
  }

  /** The channel ends a refund that is on its way. */
  finish(number: string, state: 'S' | 'F'): void {
    const refund = this.refunds.get(number);
    if (refund?.state === 'P') refund.state = state;
  }

  /** Somebody refunds in Huifu's portal. */
  refundElsewhere(order: string, amount: number): void {
    this.#careful = true;
    const number = `ELSEWHERE${this.refunds.size}`;
    this.refunds.set(number, { number, order, amount: fen(amount), state: 'S', createdAt: this.#now() });
  }

  queryHostedPayment(_: CallNumber, { requestNumber }: PaymentLocator): Promise<CallOutcome<PaymentReport>> {
    return this.#serve('order', requestNumber, () => {
      const order = this.orders.get(requestNumber);
      if (!order) return { kind: 'notFound', advice: 'notOpenedYet', answer: this.answer('99010003') };
      const value: PaymentReport = {
        news: 'paid',
        method: 'wechat',
        amount: order.amount,
        customerPaid: order.amount,
        settlement: order.amount,
        fee: fen(5),
        booking: order.booked ? 'booked' : 'pending',
        huifuNumber: `HF${requestNumber}`,
        partyOrderNumber: null,
        walletNumber: null,
        endedAt: null,
        refundable: fen(Math.max(0, order.amount - this.back(requestNumber))),
      };
      return { kind: 'accepted', value, answer: this.answer() };
    });
  }

  refund(request: RefundRequest): Promise<CallOutcome<RefundReport>> {
    const { requestNumber: number } = request.call;
    return this.#serve('refund', number, () => this.#take(request));
  }

  queryRefund(_: CallNumber, { call }: Pick<RefundRequest, 'call'>): Promise<CallOutcome<RefundReport>> {
    return this.#serve('refundQuery', call.requestNumber, () => {
      const refund = this.refunds.get(call.requestNumber);
      if (!refund || this.#now() - refund.createdAt < this.appearsAfter)
        return { kind: 'notFound', advice: 'refundNotFound', answer: this.answer('23000001', '退款单不存在') };
      return { kind: 'accepted', value: this.#report(refund), answer: this.answer() };
    });
  }

  #take({ call, payment, amount }: RefundRequest): CallOutcome<RefundReport> {
    const number = call.requestNumber;
    const order = this.orders.get(payment.requestNumber);
    if (this.refunds.has(number)) return { kind: 'duplicate', advice: 'duplicate', answer: this.answer('99010002') };
    if (!order) return { kind: 'notFound', advice: 'orderUnknown', answer: this.answer('23000001') };
    if (this.#careful && this.back(payment.requestNumber) + amount > order.amount)
      return { kind: 'rejected', advice: 'refundTooLarge', answer: this.answer('10000002') };
    if (amount > this.funds)
      return { kind: 'rejected', advice: 'amountRefused', answer: this.answer('23000003', '账户余额不足') };
    const refund: ScriptedRefund = {
      number,
      order: payment.requestNumber,
      amount,
      state: 'P',
      createdAt: this.#now(),
    };
    this.refunds.set(number, refund);
    return { kind: 'accepted', value: this.#report(refund), answer: this.answer() };
  }

  #report({ number, amount, state }: ScriptedRefund): RefundReport {
    return {
      news: ({ P: 'refunding', S: 'refunded', F: 'failed' } as const)[state],
      actual: state === 'S' ? amount : null,
      fee: null,
      huifuNumber: `HF${number}`,
      endedAt: null,
    };
  }

  async #serve<T>(on: Operation, number: string, work: () => CallOutcome<T>): Promise<CallOutcome<T>> {
    this.calls.push({ operation: on, number });
    const index = this.#faults.findIndex((one) => one.on === on);
    const fault = index < 0 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
    if (fault?.kind === 'answer') return fault.outcome;
    if (fault?.kind === 'lost' && fault.when === 'before') return lost;
    const outcome = work();
    if (fault?.kind === 'lost') return lost;
    if (fault?.kind === 'seemsNotSent') return { kind: 'notSent', reason: 'refused', detail: 'ECONNREFUSED' };
    if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    return outcome;
  }

  queryAggregatedPayment(): Promise<never> {
    throw new Error('not in use');
  }
}

const lost: CallOutcome<never> = {
  kind: 'unknown',
  reason: 'connectionLost',
  advice: 'confirming',
  detail: 'ECONNRESET',
  answer: null,
};
