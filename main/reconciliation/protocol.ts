import type {
  BothLanguages,
  MatchedPair,
  OpenItem,
  ReconciliationException,
  RunProgress,
  RunSummary,
} from '../../shared/domain/reconciliation/run.ts';
import type { LedgerRequest, LedgerSide } from './run/ledgerTypes.ts';
import type { RunInput, RunProblemCode } from './types.ts';

/** What a worker is started for: a whole run, or reading the ledger beside one. */
export type WorkerJob =
  | ({ job: 'ledger' } & LedgerRequest)
  | { job: 'run'; input: RunInput; wants: { exceptions: boolean; matched: boolean; openItems: boolean } };

/** What the ledger's thread says. */
export type LedgerAnswer =
  | { type: 'progress'; bytes: number; lines: number }
  | { type: 'read'; side: LedgerSide }
  | { type: 'fault'; code: string; detail: string }
  | { type: 'header'; missing: readonly string[] };

/** What the thread of a run says; the last is the summary or the problem. */
export type RunAnswer =
  | { type: 'progress'; progress: RunProgress }
  | { type: 'exceptions'; batch: ReconciliationException[] }
  | { type: 'matched'; batch: MatchedPair[] }
  | { type: 'openItems'; batch: OpenItem[] }
  | { type: 'done'; summary: RunSummary }
  | { type: 'problem'; code: RunProblemCode; words: BothLanguages };

/** What the thread of a run is told. */
export interface RunOrder {
  cancel: true;
}
