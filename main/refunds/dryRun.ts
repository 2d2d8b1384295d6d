import type { RefundNotice, RefundPreview } from '../../shared/contract/refunds.ts';
import type { Fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import {
  balanceOf,
  familyOf,
  REFUND_WINDOW_DAYS,
  returnedFee,
  type Refund,
  type RefundBalance,
} from '../../shared/domain/refund.ts';
import { refundRung } from '../../shared/domain/refundLadder.ts';
import { businessDateOf, startOfBusinessDate, type BusinessDate, type Instant } from '../../shared/domain/time.ts';
import { reasonForRecord } from '../../shared/i18n/refundReasons.ts';
import { describeRefund } from '../gateway/refund.ts';
import type { CallNumber } from '../gateway/types.ts';
import type { Actor } from '../operators/types.ts';
import { loadRefundSettings } from './settings.ts';
import type { RefundsContext } from './types.ts';

/** What a person is about to do. */
export interface RefundPlan {
  payment: Payment;
  refunds: readonly Refund[];
  call: CallNumber;
  amount: Fen;
  reason: string;
  actor: Actor;
  /** The payment is among those that the actor may see. */
  theirs: boolean;
}

const DAY_MS = 86_400_000;
/** The window's last days are worth a word. */
const SOON_DAYS = 30;

/** Works out what a refund would do, without asking anybody. Everything in it comes from the ledger and the rules. */
export async function dryRun(context: RefundsContext, plan: RefundPlan): Promise<RefundPreview> {
  const { payment, refunds, call, amount, reason } = plan;
  const profile = context.profile();
  const balance = balanceOf(payment, refunds);
  const fee = feeBack(payment, balance, amount);
  const { level, reasons } = await rungOf(context, plan);
  const paidOn = businessDateOf(payment.endedAt ?? payment.createdAt);
  const { path, fields } = describeRefund(profile, {
    // An adopted payment's product is only known once the gateway has been asked.
    route: familyOf(payment.way) === 'aggregated' ? profile.generation : 'hosting',
    call,
    payment,
    amount,
    reason: reasonForRecord(reason),
    notifyUrl: context.notifyUrl(),
  });
  return {
    paymentId: payment.id,
    number: call.requestNumber,
    amount,
    reason,
    path,
    fields,
    balance,
    after: Math.max(0, balance.refundable - amount) as Fen,
    returnedFee: fee,
    cost: fee === null ? null : (Math.max(0, amount - fee) as Fen),
    settled: paidOn === call.requestDate ? 'no' : 'probably',
    settlementDate: call.requestDate,
    level,
    reasons,
    secondPerson: level >= 3 && context.rules.secondPersonPossible(),
    notices: noticesOf(payment, amount, call.requestDate),
  };
}

/** The returned fee by the rule; `null` while the order's fee, or one that came back earlier, is not known. */
export function feeBack(payment: Payment, balance: RefundBalance, amount: Fen): Fen | null {
  if (payment.fee === null || balance.returnedFee === null) return null;
  const before = { amount: (balance.refunded + balance.underWay) as Fen, fee: balance.returnedFee };
  return returnedFee(amount, { amount: payment.amount, fee: payment.fee }, before);
}

/** On which rung of the confirmation ladder it stands for this person, now. */
async function rungOf(context: RefundsContext, { payment, refunds, call, amount, actor, theirs }: RefundPlan) {
  const { operatorId, role } = actor;
  const [settings, history] = await Promise.all([
    loadRefundSettings(context.ledger),
    context.ledger.refundHistory(payment.profileId, {
      operatorId,
      payer: payment.payer,
      paymentId: payment.id,
      since: startOfBusinessDate(call.requestDate),
    }),
  ]);
  return refundRung({
    amount,
    limits: context.rules.refundLimits(role),
    refundedToday: history.byOperator,
    earlierRefunds: refunds.filter(({ state }) => state !== 'failed').length,
    orderAgeDays: ageInDays(payment, call.requestDate),
    oldAfterDays: settings.oldAfterDays,
    collected: { operatorId: payment.operatorId, till: payment.till },
    here: { operatorId, till: context.till() },
    theirs,
    samePayerToday: history.toPayer,
  });
}

/** Beijing days between the payment's request and `today`. */
function ageInDays({ requestDate }: Payment, today: BusinessDate): number {
  return Math.round((startOfBusinessDate(today) - startOfBusinessDate(requestDate)) / DAY_MS);
}

/** Whether the channels still take a refund of it. */
export function isTooOld(payment: Payment, now: Instant): boolean {
  return ageInDays(payment, businessDateOf(now)) > REFUND_WINDOW_DAYS;
}

function noticesOf(payment: Payment, amount: Fen, today: BusinessDate): RefundNotice[] {
  const notices: RefundNotice[] = [];
  const coupon = payment.customerPaid !== null && payment.customerPaid < payment.amount;
  if (coupon && amount < payment.amount) notices.push('couponFullOnly');
  if (payment.booking !== 'booked') notices.push('notBooked');
  if (payment.fee === null) notices.push('feeUnknown');
  if (ageInDays(payment, today) > REFUND_WINDOW_DAYS - SOON_DAYS) notices.push('windowSoon');
  return notices;
}
