import type { Inspection, LinePlace, StatementFormat } from '../../shared/domain/reconciliation.ts';
import { RunProblem, type Run, type RunInput, type RunOptions } from './types.ts';

export type { Run, RunInput, RunOptions, RunProblemCode } from './types.ts';
export { RunProblem } from './types.ts';

const growing = (): never => {
  throw new RunProblem('internal', { zh: '尚未完成', en: 'not finished yet' });
};

/** Compares in a worker thread of its own, so that the caller's thread stays free. Throws {@link RunProblem}. */
export const runReconciliation: Run = async (_input: RunInput, _options?: RunOptions) => growing();

/** Compares in the calling thread: for the command line, which has nothing else to do. Throws {@link RunProblem}. */
export const reconcile: Run = async (_input: RunInput, _options?: RunOptions) => growing();

/** Looks at the beginning of each file in a statement (several in an archive): what it is, and what a mapping could be. */
export const inspectStatement: (path: string) => Promise<Inspection[]> = async () => growing();

/** The original bytes of one line, and the same as text: from an exception back to the statement. */
export interface OriginalLine {
  bytes: Uint8Array;
  text: string;
  format: StatementFormat | null;
}
export const readOriginalLine: (
  path: string,
  place: Pick<LinePlace, 'entry' | 'line'>,
) => Promise<OriginalLine> = async () => growing();

/** Writes ledger rows as the CSV that a run reads; gives the number of rows. Whole or not there, like every file here. */
export const writeLedgerCsv: (
  path: string,
  rows: Iterable<LedgerRow> | AsyncIterable<LedgerRow>,
) => Promise<number> = async () => growing();

/** A ledger row before it has a line number. */
export type LedgerRow = Omit<import('../../shared/domain/reconciliation.ts').LedgerEntry, 'line'>;
