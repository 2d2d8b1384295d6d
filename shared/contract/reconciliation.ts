import { z } from 'zod';
import {
  ageBuckets,
  differenceStates,
  parseMonth,
  type AgeBucket,
  type Difference,
  type DifferenceNote,
  type Month,
} from '../domain/difference.ts';
import type { DayOverview, LockProblem, MonthAct, MonthTotals, RollForward } from '../domain/monthLock.ts';
import { outcomes } from '../domain/reconciliation/outcome.ts';
import type { ReconciliationException, RunSummary } from '../domain/reconciliation/run.ts';
import type { BusinessDate, Instant } from '../domain/time.ts';
import { businessDateSchema } from './payments.ts';

export const monthSchema = z
  .string()
  .refine((text) => parseMonth(text) !== null)
  .transform((text) => text as Month);

/** What the list of differences shows. An absent key does not filter. */
export const differenceFilterSchema = z.strictObject({
  day: businessDateSchema.optional(),
  states: z.array(z.enum(differenceStates)).min(1).optional(),
  outcomes: z.array(z.enum(outcomes)).min(1).optional(),
  age: z.enum(ageBuckets).optional(),
  /** An operator's id; `''` is nobody's. */
  owner: z.string().max(64).optional(),
});
export type DifferenceFilter = z.infer<typeof differenceFilterSchema>;

export const differenceCursorSchema = z.strictObject({ atRisk: z.number().int(), id: z.string().min(1).max(64) });
export type DifferenceCursor = z.infer<typeof differenceCursorSchema>;

export interface DifferenceTotals {
  count: number;
  open: number;
  atRisk: number;
  /** Of the open ones. */
  byOutcome: { outcome: string; count: number; atRisk: number }[];
  byAge: { age: AgeBucket; count: number; atRisk: number }[];
}

export interface DifferenceDetail {
  difference: Difference;
  /** What the machine found, last time it looked. */
  exception: ReconciliationException;
  notes: DifferenceNote[];
  /** The payment in the ledger that it is about; `null` when there is none. */
  paymentId: string | null;
  /** Whether a second person has to agree to a resolution. */
  needsApproval: boolean;
  /** Whether what the statement says can be taken into the ledger: a payment or refund that we lack, a payment that is behind. */
  adoptable: boolean;
  updatable: boolean;
}

/** What the console found by comparing by itself, as far as it is still open. */
export interface AutomaticFindings {
  /** The newest comparison among them. */
  runId: string;
  /** The newest day, and how many days there are. */
  day: BusinessDate;
  days: number;
  open: number;
  /** Fen. */
  atRisk: number;
}

/** One day as it was last compared. */
export interface DayView {
  day: BusinessDate;
  overview: DayOverview;
  run: {
    id: string;
    startedAt: Instant;
    endedAt: Instant;
    by: string;
    /** The console began it by itself. */
    automatic: boolean;
    version: string;
    ruleHash: string;
    resultSha256: string;
    matched: number;
    differences: RollForward;
    summary: RunSummary;
  } | null;
  /** Statements of the vault that would be compared now. */
  statements: { id: string; name: string; leg: string | null }[];
  locked: boolean;
}

export interface OriginalText {
  /** Hexadecimal, two digits a byte. */
  hex: string;
  text: string;
  name: string;
  sha256: string;
}

export interface MonthView {
  month: Month;
  locked: boolean;
  problems: LockProblem[];
  totals: MonthTotals;
  acts: MonthAct[];
  /** Belong to this month and were posted in a later one, because it was locked. */
  late: LateDifferences;
  /** Were posted in this month and belong to an earlier one, which was locked. */
  posted: LateDifferences;
}

/** Differences whose month of the books is not the month of their day. */
export interface LateDifferences {
  count: number;
  /** The most at risk, at most 50. */
  rows: Difference[];
}

/** One day's point in the charts. */
export interface DayFlow {
  day: BusinessDate;
  payments: { count: number; sum: number };
  refunds: { count: number; sum: number };
  fee: number;
  /** Over payments whose fee is known, in fen; the fee rate's denominator. */
  feeBase: number;
}

export interface Trends {
  flows: DayFlow[];
  totals: DifferenceTotals;
}
