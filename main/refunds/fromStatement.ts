import type { Answered } from '../../shared/contract/errors.ts';
import { fen, formatYuan, type Fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { UNHEARD_REFUND, balanceOf, familyOf, type Refund, type RefundBalance } from '../../shared/domain/refund.ts';
import { isRefundEnded } from '../../shared/domain/refundState.ts';
import { ok } from '../../shared/domain/result.ts';
import {
  businessDateOf,
  instant,
  startOfBusinessDate,
  type BusinessDate,
  type Instant,
} from '../../shared/domain/time.ts';
import { failure } from '../log/failure.ts';
import { feeBack } from './dryRun.ts';
import { askOrder } from './preflight.ts';
import { askRefund } from './query.ts';
import { recordRefundNews } from './record.ts';
import type { RefundsContext } from './types.ts';

const NOON_MS = 12 * 3_600_000;

/** What a line of Huifu's trade statement says about one refund that was made elsewhere. Amounts in fen. */
export interface RefundWord {
  /** The payment of the ledger that it is of. */
  paymentId: string;
  requestDate: BusinessDate;
  requestNumber: string;
  /** Empty where the statement does not say. */
  huifuNumber: string;
  amount: number;
  /** The fee that came back; `null` where the statement does not say. */
  fee: number | null;
  news: 'refunded' | 'refunding';
  at: Instant;
  /** File and line, for the timeline. */
  place: string;
}

/**
 * Takes a refund into the ledger that was made elsewhere, on a person's word that the statement's line is right. It begins
 * as being refunded, since Huifu has it: a crash on the way leaves a refund that is asked for. Huifu is then asked by its
 * number, and what it says is what counts; where it says nothing, the statement does.
 *
 * Fails with `stateChanged` when the ledger has it by now, with `refundCounted` when what the ledger took over by Huifu's
 * balance has it in it, with `refundBeyondPaid` when more would have gone back than was paid.
 */
export async function takeOverRefund(context: RefundsContext, word: RefundWord): Promise<Answered<Refund>> {
  const { ledger } = context;
  const payment = await ledger.payment(word.paymentId);
  if (payment?.profileId !== context.profile().id) return failure('notFound');
  if (payment.state !== 'paid') return failure('refundNotPaid');
  const refunds = await ledger.refundsOf(payment.id);
  const balance = balanceOf(payment, refunds);
  if (await isKnown(context, word, refunds)) return failure('stateChanged');
  if (balance.underWay > 0) return failure('refundOpen');
  if (word.amount > balance.refundable) return beyondPaid(balance);
  const order = await orderNow(context, payment);
  const counted = countedAlready(word, refunds, balance, order?.refundable ?? null);
  if (counted !== null) {
    return failure('refundCounted', { params: { amount: formatYuan(fen(word.amount)), counted: formatYuan(counted) } });
  }
  const refund = refundOf(context, word, payment, balance);
  if (order) refund.route = order.route;
  const written = await ledger.insertRefund(refund, {
    kind: 'statement',
    at: context.now(),
    from: 'refunding',
    to: 'refunding',
    respCode: null,
    respDesc: null,
    detail: word.place,
  });
  if (written === 'open') return failure('refundOpen');
  if (written === 'tooMuch') return beyondPaid(balance);
  if (written === 'notPaid') return failure('refundNotPaid');
  context.emit({ id: refund.id, paymentId: payment.id, state: 'refunding', previous: 'refunding' });
  return ok(await settle(context, refund, word));
}

function beyondPaid({ refundable }: RefundBalance) {
  return failure('refundBeyondPaid', { params: { balance: formatYuan(refundable) } });
}

/** By its own number or by Huifu's. */
async function isKnown(
  { ledger }: RefundsContext,
  { requestNumber, huifuNumber }: RefundWord,
  refunds: readonly Refund[],
): Promise<boolean> {
  if (await ledger.refund(requestNumber)) return true;
  return huifuNumber !== '' && refunds.some((refund) => refund.huifuNumber === huifuNumber);
}

/** The order as Huifu has it now; `null` where it gives no answer that counts: the statement is evidence enough. */
async function orderNow(context: RefundsContext, payment: Payment) {
  const gateway = await context.gateway();
  if (!gateway.ok) return null;
  const order = await askOrder(context, gateway.data, payment);
  return order.ok ? order.data : null;
}

/**
 * How much of the line's refund the ledger has counted already, by the balance; `null` when nothing of it. What was taken
 * over by the balance after the line's moment has it in it. Else what went back at Huifu beyond what the ledger knows
 * decides; where Huifu does not say that, anything taken over since the refund's day counts as this one.
 */
function countedAlready(
  { at, requestDate, amount, news }: RefundWord,
  refunds: readonly Refund[],
  balance: RefundBalance,
  refundableThere: Fen | null,
): Fen | null {
  const byBalanceSince = (since: Instant) => {
    const found = refunds.filter(({ origin, createdAt }) => origin === 'adopted' && createdAt >= since);
    return found.length === 0 ? null : fen(found.reduce((sum, refund) => sum + refund.amount, 0));
  };
  const since = byBalanceSince(at);
  if (since !== null) return since;
  // A refund that is still on its way may or may not be in Huifu's balance.
  if (refundableThere === null || news !== 'refunded') return byBalanceSince(startOfBusinessDate(requestDate));
  const unknownHere = balance.refundable - refundableThere;
  return unknownHere >= amount ? null : fen(amount - Math.max(0, unknownHere));
}

function refundOf(context: RefundsContext, word: RefundWord, payment: Payment, balance: RefundBalance): Refund {
  const amount = fen(word.amount);
  const madeAt = momentOfRequest(word);
  return {
    ...UNHEARD_REFUND,
    id: word.requestNumber,
    paymentId: payment.id,
    huifuId: payment.huifuId,
    requestDate: word.requestDate,
    requestNumber: word.requestNumber,
    route: familyOf(payment.way) === 'aggregated' ? context.profile().generation : 'hosting',
    origin: 'elsewhere',
    state: 'refunding',
    amount,
    fee: word.fee === null ? feeBack(payment, balance, amount) : fen(word.fee),
    reason: '',
    level: 0,
    // Nobody of this console refunded it, and no till of it: it is in nobody's shift and limit.
    operatorId: null,
    approverId: null,
    till: null,
    batchId: null,
    createdAt: madeAt,
    sentAt: madeAt,
    huifuNumber: word.huifuNumber || null,
  };
}

/** The line's moment may be the refund's end, days later; its request then has no time, only a day. */
function momentOfRequest({ at, requestDate }: RefundWord): Instant {
  return businessDateOf(at) === requestDate ? at : instant(startOfBusinessDate(requestDate) + NOON_MS);
}

async function settle(context: RefundsContext, refund: Refund, word: RefundWord): Promise<Refund> {
  const asked = await askRefund(context, refund, true);
  const after = asked.ok ? asked.data.refund : refund;
  if (isRefundEnded(after.state) || word.news === 'refunding') return after;
  const event = { kind: 'statement', detail: word.place } as const;
  return recordRefundNews(context, refund.id, 'refunded', { endedAt: word.at }, event);
}
