import type { JobKind, JobView } from '../../shared/contract/jobs.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';

/** What long work gets: how to tell how far it is, and when to stop. */
export interface JobControl {
  /** Aborted when a person cancels or the console closes; the work cleans up and returns. */
  signal: AbortSignal;
  /** `total` may be left out while it is not known. */
  progress(done: number, total?: number): void;
}

/** Long work with a name, progress and an end that is always told. */
export interface Jobs {
  /**
   * Starts `work` and returns at once. It ends as `done` when `work` resolves to `null`, as `failed` with the code that it
   * resolves to (or `internal` when it throws), as `cancelled` when it was asked to stop.
   */
  start(kind: JobKind, subject: string, work: (control: JobControl) => Promise<ErrorCode | null>): JobView;
  /** Running jobs, and those that ended lately, newest first. */
  list(): JobView[];
  /** `false` when there is no such running job. */
  cancel(id: string): boolean;
  /** Resolves when every running job has come to its end; new ones are refused from now on. */
  close(): Promise<void>;
}
