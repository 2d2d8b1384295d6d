import { runHere } from './run/run.ts';
import { runInThread } from './runInThread.ts';
import type { Run } from './types.ts';

export { inspectStatement } from './inspect.ts';
export { writeLedgerCsv, type LedgerRow } from './ledgerCsv.ts';
export { readOriginalLine, type OriginalLine } from './originalLine.ts';
export { RunProblem, type Run, type RunInput, type RunOptions, type RunProblemCode } from './types.ts';

/** Compares in a worker thread of its own, so that the caller's thread stays free. Throws `RunProblem`. */
export const runReconciliation: Run = runInThread;

/** Compares in the calling thread: for the command line, which has nothing else to do. Throws `RunProblem`. */
export const reconcile: Run = runHere;
