import type { Result } from '../../shared/domain/result.ts';
import type { LedgerPlace } from './files.ts';
import type { Tasks } from './tasks.ts';
import type { LedgerFaultKind, LedgerOpenProblem } from './types.ts';

/** What a worker is started for: to serve a ledger until it is closed, or to do one task and end. */
export type WorkerJob =
  | { job: 'serve'; place: LedgerPlace; fullCheckBytes: number }
  | { job: 'task'; task: keyof Tasks; input: unknown };

/** First message of a serving worker: the methods that it answers to, or why there is no ledger. */
export type Opened = Result<{ methods: string[]; checked: boolean }, LedgerOpenProblem>;

export interface Call {
  id: number;
  method: string;
  args: unknown[];
}

/** The answer to a call. `ms` is how long the ledger itself took. */
export type Reply = { id: number; ms: number } & Outcome;
export type Outcome = Result<unknown, { kind: LedgerFaultKind; message: string }>;

/** The worker's methods as the main thread sees them. */
export type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};
