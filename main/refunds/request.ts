import type { Answered } from '../../shared/contract/errors.ts';
import type { RefundPreview } from '../../shared/contract/refunds.ts';
import { formatYuan, type Fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { UNHEARD_REFUND, balanceOf, type Refund, type RefundBalance } from '../../shared/domain/refund.ts';
import { isRefundEnded } from '../../shared/domain/refundState.ts';
import { matchesTail } from '../../shared/domain/refundLadder.ts';
import { ok } from '../../shared/domain/result.ts';
import { businessDateOf } from '../../shared/domain/time.ts';
import { reasonForRecord, reasonId } from '../../shared/i18n/refundReasons.ts';
import type { CallNumber, RefundCalls } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import type { Actor } from '../operators/types.ts';
import { dryRun, feeBack, isTooOld } from './dryRun.ts';
import { askOrder } from './preflight.ts';
import { newRefundCall } from './query.ts';
import { sendRefund } from './send.ts';
import { loadRefundSettings } from './settings.ts';
import type { RefundsContext } from './types.ts';

/** What a person confirmed. */
export interface RefundWish {
  paymentId: string;
  number: string;
  amount: Fen;
  reason: string;
  tail: string;
  approvalId: string | null;
}

/** A refund that has been decided on: by a person at the dialog, or as a line of a confirmed batch. */
export interface DecidedRefund {
  payment: Payment;
  call: CallNumber;
  amount: Fen;
  reason: string;
  level: number;
  actor: Actor;
  approverId: string | null;
  batchId: string | null;
}

/** A refund that somebody has begun to fill in: its number stays, so that a reload of the window does not make another. */
interface Draft {
  call: CallNumber;
  amount: Fen | null;
  reason: string;
}

export interface Requesting {
  /** The dry run; no network call. Remembers what was typed. */
  prepare(wish: { paymentId: string; amount?: Fen; reason?: string }): Promise<Answered<RefundPreview>>;
  /** One refund per number, however often it is asked for. */
  request(wish: RefundWish): Promise<Answered<Refund>>;
  /** Asks for the order, writes the intent, sends. `approve` is called last of all that may still say no. */
  carryOut(decided: DecidedRefund, approve?: () => Promise<Answered<string | null>>): Promise<Answered<Refund>>;
  /** Whether this number is being worked on now. */
  isUnderWay(number: string): boolean;
  /** Resolves when every refund under way has its answer on disk. */
  settled(): Promise<void>;
}

/**
 * From the wish to refund to a refund on its way.
 *
 * @param broke told when the ledger failed in between: an intent may be left that never went out
 */
export function createRequesting(context: RefundsContext, broke: () => void): Requesting {
  const { ledger } = context;
  const drafts = new Map<string, Draft>();
  const underWay = new Map<string, Promise<Answered<Refund>>>();

  /** Checks who acts and what about, in the order in which a person would want to hear it. */
  async function facts(
    paymentId: string,
    actor: Actor | null,
  ): Promise<Answered<{ payment: Payment; refunds: Refund[]; actor: Actor; theirs: boolean }>> {
    if (!actor) return failure('locked');
    const payment = await ledger.payment(paymentId);
    if (!payment || payment.profileId !== context.profile().id) return failure('notFound');
    // By its number somebody else's payment can be refunded, too, if a second person agrees: the ladder asks for one.
    const theirs = (await ledger.payment(paymentId, context.scope())) !== null;
    if (!theirs && !context.rules.secondPersonPossible()) return failure('notFound');
    if (payment.state !== 'paid') return failure('refundNotPaid');
    if (isTooOld(payment, context.now())) return failure('refundTooOld');
    return ok({ payment, refunds: await ledger.refundsOf(paymentId), actor, theirs });
  }

  /** The number belongs to whoever fills the refund in, to the day, and to nothing that was sent before. */
  async function draftOf(paymentId: string, actor: Actor): Promise<Draft> {
    const key = `${paymentId}/${actor.operatorId ?? ''}`;
    const known = drafts.get(key);
    const today = businessDateOf(context.now());
    if (known?.call.requestDate === today && !(await ledger.refund(known.call.requestNumber))) return known;
    const draft: Draft = { call: newRefundCall(context, 'refund'), amount: null, reason: '' };
    drafts.set(key, draft);
    return draft;
  }

  async function prepare(wish: { paymentId: string; amount?: Fen; reason?: string }): Promise<Answered<RefundPreview>> {
    const found = await facts(wish.paymentId, context.who.current());
    if (!found.ok) return found;
    const { payment, refunds, actor, theirs } = found.data;
    const draft = await draftOf(payment.id, actor);
    if (wish.amount !== undefined) draft.amount = wish.amount;
    if (wish.reason !== undefined) draft.reason = reasonId(wish.reason);
    const { refundable } = balanceOf(payment, refunds);
    const amount = draft.amount === null || draft.amount > refundable ? refundable : draft.amount;
    const { call, reason } = draft;
    return ok(await dryRun(context, { payment, refunds, call, amount: wish.amount ?? amount, reason, actor, theirs }));
  }

  async function request(wish: RefundWish): Promise<Answered<Refund>> {
    const { number, amount } = wish;
    const reason = reasonId(wish.reason);
    // Whoever pressed the button, should somebody else sign in meanwhile.
    const requester = context.who.current();
    const made = await ledger.refund(number);
    if (made) return made.paymentId === wish.paymentId ? ok(made) : failure('stateChanged');
    const found = await facts(wish.paymentId, requester);
    if (!found.ok) return found;
    const { payment, refunds, actor, theirs } = found.data;
    const { call } = await draftOf(payment.id, actor);
    // Another day, another person, or a number that was never shown: the dry run is out of date.
    if (call.requestNumber !== number) return failure('stateChanged');
    const { reasons } = await loadRefundSettings(ledger);
    if (!reasons.includes(reason)) return failure('stateChanged');
    const numbers = [payment.requestNumber, payment.huifuNumber, payment.partyOrderNumber, payment.walletNumber];
    if (!matchesTail(numbers, wish.tail)) return failure('refundTail');
    const run = await dryRun(context, { payment, refunds, call, amount, reason, actor, theirs });
    const { level, secondPerson } = run;
    if (secondPerson && wish.approvalId === null) return failure('approvalNeeded');
    const decided = { payment, call, amount, reason, level, actor, approverId: null, batchId: null };
    return carryOut(decided, async () => {
      if (!secondPerson || wish.approvalId === null) return ok(null);
      const binding = { act: 'refund', subject: number, paymentId: payment.id, amount } as const;
      const taken = await context.approvals.take(wish.approvalId, actor, binding);
      return taken.ok ? ok(taken.data.approver.operatorId) : taken;
    });
  }

  async function carryOut(
    decided: DecidedRefund,
    approve: () => Promise<Answered<string | null>> = async () => ok(decided.approverId),
  ): Promise<Answered<Refund>> {
    const { payment, amount, call, actor } = decided;
    const before = await roomFor(payment, amount);
    if (!before.ok) return before;
    const gateway = await context.gateway();
    if (!gateway.ok) return gateway;
    const clock = await context.checkClock();
    if (!clock.ok) return clock;
    const order = await askOrder(context, gateway.data, payment);
    if (!order.ok) return order;
    // Midnight may have passed: a refund carries the day on which it is sent.
    if (call.requestDate !== businessDateOf(context.now())) return failure('stateChanged');
    const { route, refundable } = order.data;
    // Somebody may have refunded it while the gateway was asked.
    const room = await roomFor(payment, amount);
    if (!room.ok) return room;
    const balance = room.data;
    if (refundable !== null && refundable !== balance.refundable) {
      return failure('refundBalanceDiffers', {
        params: { here: formatYuan(balance.refundable), there: formatYuan(refundable) },
      });
    }
    const approver = await approve();
    if (!approver.ok) return approver;
    // Fee and booking may have been learnt just now.
    const current = (await ledger.payment(payment.id)) ?? payment;
    const refund: Refund = {
      ...UNHEARD_REFUND,
      id: call.requestNumber,
      paymentId: payment.id,
      huifuId: payment.huifuId,
      ...call,
      route,
      origin: 'console',
      state: 'requested',
      amount,
      fee: feeBack(current, balance, amount),
      reason: decided.reason,
      level: decided.level,
      operatorId: actor.operatorId,
      approverId: approver.data,
      till: context.till(),
      batchId: decided.batchId,
      createdAt: context.now(),
    };
    return writeAndSend(gateway.data, refund, current);
  }

  /** What is left of an order, if it has no open refund and that much is. */
  async function roomFor(payment: Payment, amount: Fen): Promise<Answered<RefundBalance>> {
    const refunds = await ledger.refundsOf(payment.id);
    const balance = balanceOf(payment, refunds);
    if (refunds.some(({ state }) => !isRefundEnded(state))) return failure('refundOpen');
    return amount <= 0 || amount > balance.refundable ? tooMuch(balance) : ok(balance);
  }

  async function writeAndSend(gateway: RefundCalls, refund: Refund, payment: Payment): Promise<Answered<Refund>> {
    const written = await ledger.insertRefund(refund, {
      kind: 'intent',
      at: refund.createdAt,
      from: 'requested',
      to: 'requested',
      respCode: null,
      respDesc: null,
      detail: null,
    });
    // Somebody was faster.
    if (written === 'open') return failure('refundOpen');
    if (written === 'notPaid') return failure('refundNotPaid');
    if (written === 'tooMuch') return tooMuch(balanceOf(payment, await ledger.refundsOf(payment.id)));
    await context.audit.record({
      act: 'refund.requested',
      subject: refund.id,
      after: {
        payment: payment.id,
        amount: refund.amount,
        reason: reasonForRecord(refund.reason),
        level: refund.level,
        approver: refund.approverId,
        batch: refund.batchId,
      },
    });
    context.emit({ id: refund.id, paymentId: payment.id, state: 'requested', previous: 'requested' });
    return ok(await sendRefund(context, gateway, refund, payment));
  }

  /** One piece of work per number at a time; whoever comes second gets the first one's answer. */
  function once(number: string, work: () => Promise<Answered<Refund>>): Promise<Answered<Refund>> {
    const earlier = underWay.get(number);
    if (earlier) return earlier;
    const current = work().finally(() => underWay.delete(number));
    current.catch(broke);
    underWay.set(number, current);
    return current;
  }

  return {
    prepare,
    request: (wish) => once(wish.number, () => request(wish)),
    carryOut: (decided, approve) => once(decided.call.requestNumber, () => carryOut(decided, approve)),
    isUnderWay: (number) => underWay.has(number),
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}

function tooMuch({ refundable }: RefundBalance): Answered<never> {
  return failure('refundTooMuch', { params: { balance: formatYuan(refundable) } });
}
