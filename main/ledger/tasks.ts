import { listBackups, takeBackup } from './backups.ts';
import { checkFile } from './database.ts';
import { ledgerPath, type LedgerPlace } from './files.ts';
import { restoreBackup } from './restore.ts';

/** Work on whole files, each in a thread of its own, so that the serving worker goes on answering. */
export const tasks = {
  takeBackup,
  listBackups,
  restoreBackup,
  /** The first thing that is wrong with a ledger's file, or `null`. */
  check: (place: LedgerPlace): string | null => checkFile(ledgerPath(place)),
};

export type Tasks = typeof tasks;
