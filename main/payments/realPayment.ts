import type { RealAnswer } from '../../shared/contract/closing.ts';
import type { Answered, ConsoleError } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { ok } from '../../shared/domain/result.ts';
import type { PaymentReport } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { adopt, findAtGateway, type Found } from './findAtGateway.ts';
import { findOwn } from './findOwn.ts';
import { failedAsking } from './failedAsking.ts';
import { askGateway, recordAnswer } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';

/** A scanner may send a code twice; within this time it is one look. */
const SAME_LOOK_MS = 10_000;

const NOTHING: RealAnswer = {
  kind: 'notFoundYet',
  payment: null,
  order: null,
  store: null,
  shown: null,
  fits: 0,
  asked: false,
  problem: null,
};

/**
 * “Is this payment real?”: the number on the customer's phone, in the own ledger, in those of the other shops of this
 * console, and at the gateway. What is paid is noted as shown, so that one payment does not serve two customers.
 */
export function createRealCheck(context: PaymentsContext): (text: string) => Promise<Answered<RealAnswer>> {
  /** One check after the other: two tills that ask about one payment must not both hear that it is new. */
  let turn: Promise<unknown> = Promise.resolve();

  async function check(text: string): Promise<RealAnswer> {
    const own = await findOwn(context.ledger, context.profile().id, text);
    if (own.length > 1) return { ...NOTHING, kind: 'several', fits: own.length };
    if (own[0]) return aboutOwn(own[0]);
    const elsewhere = await inOtherShops(text);
    return elsewhere ?? aboutFound(await findAtGateway(context, text));
  }

  /** A payment of this shop. One that is not paid is asked for first: the phone may be faster than the console. */
  async function aboutOwn(payment: Payment): Promise<RealAnswer> {
    if (payment.state === 'paid') return told(payment, false);
    const answer = await askGateway(context, payment, true);
    const outcome = answer.ok ? answer.data.outcome : null;
    const now = answer.ok ? answer.data.payment : payment;
    const asked = outcome?.kind === 'accepted' || outcome?.kind === 'notFound';
    if (now.state === 'paid') return told(now, asked);
    const problem = !answer.ok
      ? answer.error
      : outcome && outcome.kind !== 'accepted' && outcome.kind !== 'notFound'
        ? errorOf(failedAsking(outcome, payment.requestNumber))
        : null;
    return { ...NOTHING, kind: 'notPaid', payment: now, order: orderOf(now), asked, problem };
  }

  async function inOtherShops(text: string): Promise<RealAnswer | null> {
    for (const shop of await context.ledger.profiles()) {
      if (shop.id === context.profile().id) continue;
      const [payment, second] = await findOwn(context.ledger, shop.id, text);
      if (payment && !second) {
        return { ...NOTHING, kind: 'otherStore', store: shop.name, payment, order: orderOf(payment) };
      }
    }
    return null;
  }

  async function aboutFound(found: Found): Promise<RealAnswer> {
    if (found.kind !== 'found') return { ...NOTHING, asked: found.kind === 'none', problem: found.problem };
    const { order, outcome } = found;
    const { report } = order;
    const asked = { asked: true, problem: null };
    const seen = {
      requestNumber: order.requestNumber,
      amount: order.amount,
      method: report.method,
      state: stateOf(report),
      endedAt: report.endedAt,
    };
    if (order.huifuId !== context.profile().huifuId) {
      return { ...NOTHING, ...asked, kind: 'otherStore', store: `…${order.huifuId.slice(-4)}`, order: seen };
    }
    const payment = await context.ledger.payment(order.requestNumber);
    if (payment && payment.profileId === context.profile().id) {
      // A real answer about another amount is no answer about this payment.
      if (payment.amount !== order.amount) {
        return { ...NOTHING, problem: errorOf(failure('resultUnknown', { params: { reason: 'mismatch' } })) };
      }
      const event = { kind: 'query' as const, detail: 'byBillNumber' };
      const now = await recordAnswer(context, payment, outcome, event, { quiet: false });
      if (now.state === 'paid') return told(now, true);
      return { ...NOTHING, ...asked, kind: 'notPaid', payment: now, order: orderOf(now) };
    }
    if (report.news !== 'paid') return { ...NOTHING, ...asked, kind: 'notPaid', order: seen };
    return told(await adopt(context, order), true);
  }

  /** Says that it is paid, and to whom it was said before. */
  async function told(payment: Payment, asked: boolean): Promise<RealAnswer> {
    const events = await context.ledger.paymentEvents(payment.id);
    const before = events.find(({ kind }) => kind === 'shown');
    const answer = { ...NOTHING, payment, order: orderOf(payment), asked };
    if (before && context.now() - before.at > SAME_LOOK_MS) {
      return { ...answer, kind: 'shownBefore', shown: { at: before.at, by: before.detail ?? '' } };
    }
    if (!before) {
      const name = context.who()?.name ?? '';
      const by = name === '' ? context.till() : `${name} · ${context.till()}`;
      await context.audit.record({ act: 'payment.shown', subject: payment.id, after: { till: context.till() } });
      await recordNews(context, payment.id, 'noAnswer', {}, { kind: 'shown', detail: by });
    }
    return { ...answer, kind: 'paid' };
  }

  /**
   * The check looks at the whole store, since a customer may show any payment. Of one that is not theirs a cashier learns
   * what the check is for: whether it is paid, when, how much, and who was told before; not its numbers.
   */
  async function inScope(answer: RealAnswer): Promise<RealAnswer> {
    const scope = context.scope();
    const { payment, order } = answer;
    if (scope === null || (payment && (await context.ledger.payment(payment.id, scope)))) return answer;
    return { ...answer, payment: null, order: order && { ...order, requestNumber: null, method: 'unknown' } };
  }

  return (text) => {
    const answer = turn
      .then(() => check(text))
      .then((said) => inScope(said))
      .then(ok);
    turn = answer.catch(() => undefined);
    return answer;
  };
}

function orderOf({ requestNumber, amount, method, state, endedAt }: Payment): RealAnswer['order'] {
  return { requestNumber, amount, method, state, endedAt };
}

function stateOf({ news }: PaymentReport): Payment['state'] {
  return news === 'unpaid' || news === 'accepted' ? 'waiting' : news;
}

function errorOf(answer: Answered<never>): ConsoleError | null {
  return answer.ok ? null : answer.error;
}
