import type { AuditFilter, AuditRow } from '../../../shared/contract/audit.ts';

/** A row that is to be appended: number, link and seal are given by the ledger. */
export type NewAuditRow = Omit<AuditRow, 'seq' | 'previous' | 'hash'>;

/** The audit log's rows. They are appended and read; nothing changes or removes one. */
export interface AuditLedger {
  /** Numbers, links, seals and appends in one transaction; returns the sealed row. */
  appendAudit(row: NewAuditRow): Promise<AuditRow>;
  /** Newest first: rows whose number is below `after`. At most `limit` (≤ 500). */
  auditPage(
    filter: AuditFilter,
    after: number | null,
    limit: number,
  ): Promise<{ rows: AuditRow[]; next: number | null }>;
  /** Oldest first: rows whose number is above `above`, as they stand in the file. For checking and exporting. */
  auditFrom(above: number, limit: number): Promise<AuditRow[]>;
  /** The newest row written before `before`, ms; `null` when there is none. */
  auditLastBefore(before: number): Promise<AuditRow | null>;
}
