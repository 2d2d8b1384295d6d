import { LedgerFault, type LedgerFaultKind } from './types.ts';

/** SQLite's primary result codes that mean something to us, and the extended ones that mean more than their primary. */
const BY_PRIMARY: Record<number, LedgerFaultKind> = {
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  8: 'readOnly', // SQLITE_READONLY
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'gone', // SQLITE_CANTOPEN
  26: 'corrupt', // SQLITE_NOTADB
};
const BY_EXTENDED: Record<number, LedgerFaultKind> = {
  1555: 'duplicate', // SQLITE_CONSTRAINT_PRIMARYKEY
  2067: 'duplicate', // SQLITE_CONSTRAINT_UNIQUE
  4874: 'full', // SQLITE_IOERR_SHMSIZE: no room to grow the write-ahead log's index
};

/**
 * Turns whatever was thrown inside the ledger into its fault. SQLite's messages name tables, columns and rules, never
 * the values that were bound, so they may be logged.
 */
export function toFault(error: unknown): LedgerFault {
  if (error instanceof LedgerFault) return error;
  const message = error instanceof Error ? error.message : 'unknown fault';
  const { errcode, code } = (error instanceof Error ? error : {}) as { errcode?: unknown; code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new LedgerFault('full', message);
  const result = typeof errcode === 'number' ? errcode : 0;
  return new LedgerFault(BY_EXTENDED[result] ?? BY_PRIMARY[result & 0xff] ?? 'failed', message);
}
