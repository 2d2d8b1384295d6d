import type { SettlementCheck } from '../domain/reconciliation/run.ts';
import type { Instant } from '../domain/time.ts';
import type { SettlementCycle, SettlementFormula, YuanView } from '../domain/yuan.ts';

/** One settlement line with its formula, and the run in which it was read. */
export interface SettlementBatch {
  runId: string;
  batch: SettlementCheck;
  formula: SettlementFormula;
}

export interface SettlementView {
  yuan: YuanView;
  batches: SettlementBatch[];
  counts: { payments: number; refunds: number };
  /** Payments whose fee nobody has said yet. */
  feeUnknown: number;
  cycle: SettlementCycle;
}

/** Payments or refunds of one term; `count` of all, `rows` at most 500. */
export interface TermRows {
  rows: {
    id: string;
    paymentId: string;
    requestNumber: string;
    amount: number;
    fee: number | null;
    at: Instant;
  }[];
  count: number;
}
