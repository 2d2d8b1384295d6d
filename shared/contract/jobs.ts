import type { ErrorCode } from './errors.ts';
import type { Instant } from '../domain/time.ts';

/** What long work is for; `shared/i18n` has a name for each (`app.jobs.kind.*`). */
const jobKinds = [
  'catchUp',
  'closeStale',
  'refundBatch',
  'fetchStatements',
  'importStatements',
  'reconcile',
  'export',
] as const;
export type JobKind = (typeof jobKinds)[number];

const jobStates = ['running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** One piece of long work as the window sees it. */
export interface JobView {
  id: string;
  kind: JobKind;
  /** What it works on, in words or a number: a day, a file's name. */
  subject: string;
  state: JobState;
  done: number;
  /** `null` while nobody can know. */
  total: number | null;
  startedAt: Instant;
  endedAt: Instant | null;
  /** Why it failed. */
  error: ErrorCode | null;
}
