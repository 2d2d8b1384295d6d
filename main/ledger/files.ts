import { closeSync, existsSync, openSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant, parseBeijingStamp, toBeijingStamp, type Instant } from '../../shared/domain/time.ts';

/** The two ledgers: live money, and practice mode. They never share a file. */
export type LedgerName = 'live' | 'practice';

/** Why a copy was made. `replaced`: a ledger that a restored backup took the place of. */
const backupReasons = ['daily', 'migration', 'manual', 'replaced'] as const;
export type BackupReason = (typeof backupReasons)[number];

export interface LedgerPlace {
  /** Folder of the ledgers, under the user data of this machine's user. */
  dir: string;
  name: LedgerName;
}

/** What a backup's file name says. */
export interface BackupName {
  file: string;
  schema: number;
  at: Instant;
  reason: BackupReason;
}

/** SQLite's companions of a file in use; `''` is the file itself. */
export const companions = ['', '-wal', '-shm'] as const;

export function ledgerPath({ dir, name }: LedgerPlace): string {
  return join(dir, `${name}.db`);
}

export function backupFolder({ dir }: LedgerPlace): string {
  return join(dir, 'backups');
}

/**
 * Creates an empty file for a copy, exclusively: an existing file is never written over. The name carries the ledger's
 * name, its schema version, Beijing time to the millisecond and the reason.
 *
 * @returns the file's path
 */
export function reserveBackup(place: LedgerPlace, schema: number, at: Instant, reason: BackupReason): string {
  const ms = String(at % 1000).padStart(3, '0');
  const path = join(backupFolder(place), `${place.name}-v${schema}-${toBeijingStamp(at)}${ms}-${reason}.db`);
  try {
    closeSync(openSync(path, 'wx', 0o600));
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return reserveBackup(place, schema, instant(at + 1), reason);
  }
}

/** The copies of one ledger, newest first, by their names alone. */
export function backupNames(place: LedgerPlace): BackupName[] {
  if (!existsSync(backupFolder(place))) return [];
  return readdirSync(backupFolder(place))
    .map((file) => parseBackupName(place, file))
    .filter((backup) => backup !== null)
    .sort((a, b) => b.at - a.at || (a.file < b.file ? 1 : -1));
}

/** Reads a file name; `null` when it is not a copy of this ledger, or not a plain name. */
export function parseBackupName({ name }: LedgerPlace, file: string): BackupName | null {
  const match = /^(live|practice)-v(\d{1,9})-(\d{14})(\d{3})-([a-z]+)\.db$/.exec(file);
  const seconds = parseBeijingStamp(match?.[3]);
  const reason = backupReasons.find((r) => r === match?.[5]);
  if (!match || match[1] !== name || seconds === null || !reason) return null;
  return { file, schema: Number(match[2]), at: instant(seconds + Number(match[4])), reason };
}

/** Renames, patiently: on Windows a virus scanner may hold a file for a moment. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (attempt === 6 || !['EBUSY', 'EPERM', 'EACCES'].includes(code)) throw error;
      await sleep(50 * 2 ** attempt);
    }
  }
}
