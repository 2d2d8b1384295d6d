import type { AuditNote } from '../../shared/domain/audit.ts';

/** The append-only log of who did what. */
export interface Audit {
  /**
   * Appends one row, durable when the promise resolves. Written before the act where the act leaves the machine, so that a
   * crash in between leaves the row and not a gap. Rejects only for faults of the machine, as the ledger does.
   */
  record(note: AuditNote): Promise<void>;
}
