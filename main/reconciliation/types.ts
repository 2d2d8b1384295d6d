import type { HeaderMapping } from '../../shared/domain/reconciliation/mapping.ts';
import type { Leg } from '../../shared/domain/reconciliation/outcome.ts';
import type {
  MatchedPair,
  OpenItem,
  ReconciliationException,
  RunProgress,
  RunSummary,
} from '../../shared/domain/reconciliation/run.ts';

/** What is compared with what. Plain data: it crosses into the worker thread. */
export interface RunInput {
  /** Path of the ledger CSV (docs/reconcile.md); `writeLedgerCsv` makes one. */
  ledger: string;
  /** Paths of statement files, in any order: raw, gzip, zip or xlsx. Parts of one day are all named. */
  statements: string[];
  /** Gateway day `yyyyMMdd`; left out, it is the day that most statement lines carry. */
  day?: string;
  /** Merchant ID that the statements must be of. */
  merchant?: string;
  /** How to read headers that are not known. */
  mappings?: HeaderMapping[];
  /** What earlier days left open. */
  openItems?: OpenItem[];
  /** Contracted rate for each channel, as a percentage in text: `{ 微信: '0.38' }`. */
  rates?: Record<string, string>;
  /** Legs without which the day cannot be compared; one that is missing is a NO-FILE. */
  expect?: Leg[];
  /** Days that are holidays, `yyyyMMdd`: they move the day on which bank lines are due. */
  holidays?: string[];
  /** Where the result JSON goes. Written under a temporary name, then renamed. */
  out?: string;
}

export interface RunOptions {
  signal?: AbortSignal;
  /** At most about ten times a second. */
  onProgress?: (progress: RunProgress) => void;
  /** Exceptions in their final order, in batches. */
  onExceptions?: (batch: ReconciliationException[]) => void;
  /** Every pair that was made, in batches, in the order of the ledger. */
  onMatched?: (batch: MatchedPair[]) => void;
  /** Every item that stays open, in batches. */
  onOpenItems?: (batch: OpenItem[]) => void;
}

export type RunProblemCode = 'cancelled' | 'ledger' | 'diskFull' | 'write' | 'input' | 'internal';

/** Why there is no result. Thrown by both ways to run; what is wrong with statements is in the result instead. */
export class RunProblem extends Error {
  readonly code: RunProblemCode;
  /** The same in Chinese and English. */
  readonly words: { zh: string; en: string };

  constructor(code: RunProblemCode, words: { zh: string; en: string }) {
    super(`${words.zh} / ${words.en}`);
    this.name = 'RunProblem';
    this.code = code;
    this.words = words;
  }
}

export type Run = (input: RunInput, options?: RunOptions) => Promise<RunSummary>;
