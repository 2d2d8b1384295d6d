import type { Month } from './difference.ts';
import type { CountAndSum } from './reconciliation/run.ts';
import { businessDateOf, type BusinessDate, type Instant } from './time.ts';

/**
 * How a day stands, worst first: not compared; compared without a file; something unread or unmapped; totals that do not
 * tie; open differences; all explained by people; clear.
 */
export const dayStates = ['none', 'noFile', 'unread', 'untied', 'open', 'explained', 'clear'] as const;
export type DayState = (typeof dayStates)[number];

/** States that a month may be locked over. An open item is carried, not hidden: it stands in the control totals. */
const lockable: readonly DayState[] = ['open', 'explained', 'clear'];

/** One day of the calendar. */
export interface DayOverview {
  day: BusinessDate;
  state: DayState;
  /** What the ledger holds of that day: a day without any needs no comparison. */
  payments: CountAndSum;
  open: number;
  atRisk: number;
  /** An earlier day was compared again since: what was carried over may have changed. */
  stale: boolean;
  comparedAt: Instant | null;
}

/** Opening + new − cleared = closing, in differences. */
export interface RollForward {
  opening: number;
  new: number;
  cleared: number;
  closing: number;
}

export function rollForwardTies({ opening, new: added, cleared, closing }: RollForward): boolean {
  return opening + added - cleared === closing;
}

/** What a lock freezes. The digest over it is what the month is signed with. */
export interface MonthTotals {
  month: Month;
  days: {
    day: BusinessDate;
    state: DayState;
    run: string | null;
    /** SHA-256 of the run's result. */
    result: string | null;
    payments: CountAndSum;
    refunds: CountAndSum;
    fee_fen: number;
  }[];
  payments: CountAndSum;
  refunds: CountAndSum;
  net_fen: number;
  fee_fen: number;
  differences: RollForward;
  at_risk_fen: number;
}

const lockProblems = ['notOver', 'locked', 'earlierOpen', 'dayNotCompared', 'dayUnread', 'untied'] as const;
export type LockProblem = { code: (typeof lockProblems)[number]; days: BusinessDate[] };

/**
 * What keeps a month from being locked; empty when nothing does. It must be over; every day with trades must be compared
 * with everything read and totals that tie; the month before must not be open if it was ever worked on, for its closing
 * items are this one's opening items.
 */
export function monthLockProblems(
  month: Month,
  days: readonly DayOverview[],
  given: { now: Instant; locked: boolean; earlierOpen: boolean },
): LockProblem[] {
  const problems: LockProblem[] = [];
  const add = (code: LockProblem['code'], list: readonly DayOverview[] = []) =>
    problems.push({ code, days: list.map(({ day }) => day) });
  if (given.locked) return [{ code: 'locked', days: [] }];
  if (businessDateOf(given.now).slice(0, 6) <= month) add('notOver');
  if (given.earlierOpen) add('earlierOpen');
  const counted = days.filter(({ state, payments }) => state !== 'none' || payments.count > 0);
  const missing = counted.filter(({ state }) => state === 'none' || state === 'noFile');
  const unread = counted.filter(({ state }) => state === 'unread');
  const untied = counted.filter(({ state, stale }) => state === 'untied' || (stale && lockable.includes(state)));
  if (missing.length > 0) add('dayNotCompared', missing);
  if (unread.length > 0) add('dayUnread', unread);
  if (untied.length > 0) add('untied', untied);
  return problems;
}

/** The totals of a month from its days. */
export function monthTotals(
  month: Month,
  days: MonthTotals['days'],
  differences: RollForward,
  atRisk: number,
): MonthTotals {
  const sum = (pick: (day: MonthTotals['days'][number]) => CountAndSum): CountAndSum => ({
    count: days.reduce((n, day) => n + pick(day).count, 0),
    sum_fen: days.reduce((n, day) => n + pick(day).sum_fen, 0),
  });
  const [payments, refunds] = [sum((day) => day.payments), sum((day) => day.refunds)];
  return {
    month,
    days,
    payments,
    refunds,
    net_fen: payments.sum_fen - refunds.sum_fen,
    fee_fen: days.reduce((n, day) => n + day.fee_fen, 0),
    differences,
    at_risk_fen: atRisk,
  };
}

/** One turn of the key. */
export interface MonthAct {
  month: Month;
  act: 'lock' | 'unlock';
  at: Instant;
  by: string;
  approvedBy: string;
  reason: string;
  totals: MonthTotals;
  /** SHA-256 over the totals as JSON. */
  digest: string;
}
