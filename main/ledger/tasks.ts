import { listBackups, takeBackup } from './backups.ts';
import { openReadOnly, quickCheck } from './database.ts';
import { ledgerPath, type LedgerPlace } from './files.ts';
import { restoreBackup } from './restore.ts';

/** Work on whole files, each in a thread of its own, so that the serving worker goes on answering. */
export const tasks = {
  takeBackup,
  listBackups,
  restoreBackup,
  /** The first thing that is wrong with a ledger's file, or `null`. */
  check(place: LedgerPlace): string | null {
    const db = openReadOnly(ledgerPath(place));
    try {
      return quickCheck(db);
    } finally {
      db.close();
    }
  },
};

export type Tasks = typeof tasks;
