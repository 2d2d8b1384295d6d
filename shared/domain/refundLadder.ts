import type { Fen } from './money.ts';

/**
 * The confirmation ladder for refunds: what a person has to do before money goes back.
 *
 * - 2: within the role's limits: type or scan the order's tail, choose a reason, confirm.
 * - 3: something is unusual: a second person agrees as well.
 * - 4: a batch: typed total, and a second person.
 */
export type RefundLevel = 2 | 3 | 4;

/** Why a refund stands on a higher rung; each has its sentence in `shared/i18n`. */
const ladderReasons = [
  'overLimit',
  'overDayLimit',
  'secondRefund',
  'oldOrder',
  'otherOperator',
  'otherTill',
  'samePayerToday',
  'batch',
] as const;
export type LadderReason = (typeof ladderReasons)[number];

export interface LadderFacts {
  amount: Fen;
  /** What this person may refund alone; `null` is no limit. */
  limits: { each: Fen | null; perDay: Fen | null };
  /** What this person has refunded today, this refund not counted. */
  refundedToday: Fen;
  /** Refunds of this order that have not failed. */
  earlierRefunds: number;
  orderAgeDays: number;
  /** Orders older than this many days are unusual. */
  oldAfterDays: number;
  /** Who took the payment and where, and who refunds it where; `null` where nobody is named. */
  collected: { operatorId: string | null; till: string | null };
  here: { operatorId: string | null; till: string };
  /** The payment is among those that this person sees. */
  theirs: boolean;
  /** Refunds to the same payer today, of other orders. */
  samePayerToday: number;
}

/** Level and reasons of one refund; of a batch, `batch` lifts every line to 4. */
export function refundRung(facts: LadderFacts): { level: RefundLevel; reasons: LadderReason[] } {
  const { amount, limits, collected, here } = facts;
  const reasons: LadderReason[] = [];
  if (limits.each !== null && amount > limits.each) reasons.push('overLimit');
  if (limits.perDay !== null && facts.refundedToday + amount > limits.perDay) reasons.push('overDayLimit');
  if (facts.earlierRefunds > 0) reasons.push('secondRefund');
  if (facts.orderAgeDays > facts.oldAfterDays) reasons.push('oldOrder');
  const otherOperator = collected.operatorId !== null && collected.operatorId !== here.operatorId;
  if (otherOperator || !facts.theirs) reasons.push('otherOperator');
  if (collected.till !== null && collected.till !== here.till) reasons.push('otherTill');
  if (facts.samePayerToday > 0) reasons.push('samePayerToday');
  return { level: reasons.length > 0 ? 3 : 2, reasons };
}

/** The numbers of an order that its tail may be taken from; a scanned whole number is a tail too. */
export function matchesTail(numbers: readonly (string | null)[], typed: string): boolean {
  const tail = plain(typed);
  return tail.length >= TAIL_LENGTH && numbers.some((number) => number !== null && plain(number).endsWith(tail));
}

/** So many last characters of one of the order's numbers are typed. */
export const TAIL_LENGTH = 4;

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
}
