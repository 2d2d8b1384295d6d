import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { instant } from '../../shared/domain/time.ts';
import { copyDatabase, inspectBackup } from './backups.ts';
import { openReadOnly, pragmaNumber } from './database.ts';
import { toFault } from './faults.ts';
import {
  backupFolder,
  companions,
  ledgerPath,
  parseBackupName,
  renamePatiently,
  reserveBackup,
  type LedgerPlace,
} from './files.ts';
import { migrations } from './migrations/index.ts';

export interface RestoreRequest extends LedgerPlace {
  /** File name inside the backup folder, as `listBackups` gives it. */
  backup: string;
}

/** Why a backup did not take the ledger's place. The ledger is as it was, or stands in the backup folder. */
export type RestoreProblem =
  | { kind: 'missing' }
  | { kind: 'unsound' }
  | { kind: 'future'; found: number; supported: number }
  | { kind: 'full' }
  | { kind: 'failed'; detail: string };

/** What a restored backup replaced: a file of the backup folder, `null` when there was no ledger. */
export interface Restored {
  setAside: string | null;
}

/**
 * Puts a backup in the ledger's place; the ledger must be closed. The present file, sound or not, moves into the backup
 * folder under a new name with its write-ahead log, so that restoring that one undoes this.
 *
 * Order: copy and check the backup beside the ledger, move the present file aside, give its name to the copy. Killed
 * in between, the next start finds no ledger but backups, says so, and this can be done again.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Result<Restored, RestoreProblem>> {
  const named = parseBackupName(request, request.backup);
  const source = join(backupFolder(request), request.backup);
  if (!named || !existsSync(source)) return err({ kind: 'missing' });
  const { sound, schema } = inspectBackup(source, named.schema);
  const supported = migrations.at(-1)?.version ?? 0;
  if (!sound) return err({ kind: 'unsound' });
  if (schema > supported) return err({ kind: 'future', found: schema, supported });
  const path = ledgerPath(request);
  const copy = `${path}.restoring`;
  try {
    for (const suffix of [...companions, '-journal']) rmSync(copy + suffix, { force: true });
    const from = openReadOnly(source);
    try {
      await copyDatabase(from, copy);
    } finally {
      from.close();
    }
    const setAside = await setAsideLedger(request);
    await renamePatiently(copy, path);
    return ok({ setAside });
  } catch (error) {
    const { kind, message } = toFault(error);
    return err(kind === 'full' ? { kind } : { kind: 'failed', detail: message });
  }
}

/** Moves the ledger and its companions away: a stray write-ahead log would be replayed into the restored file. */
async function setAsideLedger(place: LedgerPlace): Promise<string | null> {
  const path = ledgerPath(place);
  const present = companions.filter((suffix) => existsSync(path + suffix));
  if (present.length === 0) return null;
  mkdirSync(backupFolder(place), { recursive: true, mode: 0o700 });
  const target = reserveBackup(place, schemaOf(path), instant(Date.now()), 'replaced');
  for (const suffix of present) await renamePatiently(path + suffix, target + suffix);
  return basename(target);
}

/** Schema version as far as the file still tells; 0 when it does not. */
function schemaOf(path: string): number {
  if (!existsSync(path)) return 0;
  let db: DatabaseSync | null = null;
  try {
    db = openReadOnly(path);
    return pragmaNumber(db, 'user_version');
  } catch {
    return 0;
  } finally {
    db?.close();
  }
}
