import type { AuditCheck, AuditFilter, AuditRow } from '../../shared/contract/audit.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';

/** The append-only log of who did what. */
export interface Audit {
  /**
   * Appends one row, durable when the promise resolves. Written before the act where the act leaves the machine, so that a
   * crash in between leaves the row and not a gap. Rejects only for faults of the machine, as the ledger does.
   */
  record(note: AuditNote): Promise<void>;
  /** One page, newest first, of rows whose number is below `after`. */
  list(filter: AuditFilter, after: number | null, limit: number): Promise<{ rows: AuditRow[]; next: number | null }>;
  /** Checks the whole chain. */
  check(): Promise<AuditCheck>;
  /** The log as lines of text for an auditor (`docs/audit.md`), and the hash of its last row. */
  export(): Promise<{ text: string; rows: number; lastHash: string }>;
  /** Hash of the newest row that was written before the end of a Beijing day; `null` before the first row. */
  closingHash(day: BusinessDate): Promise<string | null>;
}
