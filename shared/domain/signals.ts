import { fen, type Fen } from './money.ts';
import type { Instant } from './time.ts';

/**
 * Signals for the owner on the shop's own history (product.md N17, N18). Each is a reason to look, never a verdict, and
 * names the rows behind it.
 */
const signalKinds = ['samePayer', 'afterClosing', 'underLimit', 'highRate', 'silence'] as const;
export type SignalKind = (typeof signalKinds)[number];

/** How far back the rules look. */
export const SIGNAL_DAYS = 30;

/** Refunds to one payer that are worth a look. */
const SAME_PAYER_FROM = 3;
/** “Just under” a limit: at least this share of it, in percent, and not above it. */
const UNDER_LIMIT_PERCENT = 90;
const UNDER_LIMIT_FROM = 3;
/** A person's share of refunded payments is high from this many times the others' share, and this many refunds. */
const HIGH_RATE_TIMES = 3;
const HIGH_RATE_FROM = 5;
/** Silence is told from this many times the usual gap at this hour, but not before this long. */
const SILENCE_TIMES = 6;
const SILENCE_FROM_MS = 20 * 60_000;
/** Below this many payments at this hour in the time looked at, nobody can say what is usual. */
const USUAL_FROM = 20;

/** A refund with what the rules look at. Failed ones are not among them: no money went. */
export interface SignalRefund {
  id: string;
  paymentId: string;
  amount: Fen;
  at: Instant;
  operatorId: string | null;
  operator: string;
  /** Masked id of the payer; `null` while nobody has said it. */
  payer: string | null;
  /** Made at a till that keeps shifts, while none was open. */
  outsideShift: boolean;
  /** What this person could refund alone at a time; `null` for no limit. */
  limit: Fen | null;
}

/** What one person has collected and refunded in the time looked at. */
export interface PersonTotals {
  operatorId: string | null;
  operator: string;
  paidCount: number;
  refundCount: number;
}

/** How payments usually come at this hour of the day. */
export interface UsualPace {
  payments: number;
  /** Median gap between payments, ms. */
  gapMs: number;
}

export interface Signal {
  kind: SignalKind;
  /** Values for the sentence: counts, names, masked ids, amounts in fen, minutes. */
  params: Record<string, string | number>;
  /** The refunds behind it, newest first; empty for silence. */
  refunds: SignalRefund[];
}

/** Every signal in a shop's refunds, the one with the most money behind it first. */
export function refundSignals(refunds: readonly SignalRefund[], people: readonly PersonTotals[]): Signal[] {
  const found = [
    ...samePayer(refunds),
    ...outsideShifts(refunds),
    ...underLimits(refunds),
    ...highRates(refunds, people),
  ];
  return found.sort((a, b) => sum(b.refunds) - sum(a.refunds));
}

/**
 * Whether the till is silent for longer than it usually is at this hour: a swapped plate or a dead network shows this way.
 *
 * @param lastPaidAt the newest payment of today; without one nothing is said, since the shop may not have opened
 */
export function silenceSignal(now: Instant, lastPaidAt: Instant | null, usual: UsualPace | null): Signal | null {
  if (lastPaidAt === null || usual === null || usual.payments < USUAL_FROM) return null;
  const silentMs = now - lastPaidAt;
  if (silentMs < Math.max(SILENCE_FROM_MS, usual.gapMs * SILENCE_TIMES)) return null;
  return { kind: 'silence', params: { minutes: minutes(silentMs), usual: minutes(usual.gapMs) }, refunds: [] };
}

/** At least one: nobody pays every zero minutes. */
function minutes(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000));
}

function samePayer(refunds: readonly SignalRefund[]): Signal[] {
  const known = refunds.filter((refund) => refund.payer !== null);
  return [...Map.groupBy(known, (refund) => refund.payer!)]
    .filter(([, list]) => list.length >= SAME_PAYER_FROM)
    .map(([payer, list]) => signal('samePayer', list, { payer }));
}

function outsideShifts(refunds: readonly SignalRefund[]): Signal[] {
  const outside = refunds.filter((refund) => refund.outsideShift);
  return outside.length === 0 ? [] : [signal('afterClosing', outside, {})];
}

function underLimits(refunds: readonly SignalRefund[]): Signal[] {
  const close = refunds.filter(
    ({ amount, limit }) => limit !== null && amount <= limit && amount * 100 >= limit * UNDER_LIMIT_PERCENT,
  );
  return [...Map.groupBy(close, (refund) => refund.operatorId)]
    .filter(([, list]) => list.length >= UNDER_LIMIT_FROM)
    .map(([, list]) => signal('underLimit', list, { operator: list[0]!.operator, limit: list[0]!.limit! }));
}

/** A person is compared with all others together, so that one busy colleague does not make the measure. */
function highRates(refunds: readonly SignalRefund[], people: readonly PersonTotals[]): Signal[] {
  const all = totalOf(people);
  return people.flatMap((person) => {
    const others = { paid: all.paid - person.paidCount, refunds: all.refunds - person.refundCount };
    if (person.refundCount < HIGH_RATE_FROM || person.paidCount === 0 || others.paid < USUAL_FROM) return [];
    // refunds/paid ≥ times × others' refunds/paid, without dividing; no refund of the others counts as one.
    const theirs = person.refundCount * others.paid;
    if (theirs < HIGH_RATE_TIMES * Math.max(1, others.refunds) * person.paidCount) return [];
    const list = refunds.filter((refund) => refund.operatorId === person.operatorId);
    const params = {
      operator: person.operator,
      paid: person.paidCount,
      othersRefunds: others.refunds,
      othersPaid: others.paid,
    };
    return [signal('highRate', list, params)];
  });
}

function totalOf(people: readonly PersonTotals[]): { paid: number; refunds: number } {
  return people.reduce(
    (total, person) => ({ paid: total.paid + person.paidCount, refunds: total.refunds + person.refundCount }),
    { paid: 0, refunds: 0 },
  );
}

function signal(kind: SignalKind, list: SignalRefund[], params: Signal['params']): Signal {
  const refunds = list.toSorted((a, b) => b.at - a.at);
  return { kind, params: { ...params, count: refunds.length, amount: sum(refunds) }, refunds };
}

function sum(refunds: readonly SignalRefund[]): Fen {
  return fen(refunds.reduce((total, { amount }) => total + amount, 0));
}
