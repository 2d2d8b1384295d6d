import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup as copyOnline, DatabaseSync } from 'node:sqlite';
import { businessDateOf, instant } from '../../shared/domain/time.ts';
import { APPLICATION_ID, checkFile, openReadOnly, pragmaNumber, quickCheck } from './database.ts';
import { toFault } from './faults.ts';
import {
  backupFolder,
  backupNames,
  ledgerPath,
  renamePatiently,
  reserveBackup,
  type BackupReason,
  type LedgerPlace,
} from './files.ts';
import { LedgerFault, type LedgerBackup } from './types.ts';

/** How many copies of a kind are kept. What a person made, or what a restored backup replaced, is never removed. */
const KEPT: Partial<Record<BackupReason, number>> = { daily: 7, migration: 5 };

/** One step for the whole file: the copy is one moment of the ledger, and writers are not held up (write-ahead log). */
const ALL_PAGES = 2 ** 31 - 1;

const PARTIAL = '.partial';

export interface BackupRequest extends LedgerPlace {
  reason: 'daily' | 'migration' | 'manual';
}

/**
 * Copies the ledger into the backup folder, checks the copy, and then lets go of the oldest ones (but not before a
 * migration, which may fail). Of `daily` ones there is one per Beijing day: asked again, it returns the one that is there.
 *
 * @returns the copy's path
 */
export async function takeBackup(request: BackupRequest): Promise<string> {
  const now = instant(Date.now());
  if (request.reason === 'daily') {
    const today = backupNames(request).find(
      (b) => b.reason === 'daily' && businessDateOf(b.at) === businessDateOf(now) && sizeOf(request, b.file) > 0,
    );
    if (today) return join(backupFolder(request), today.file);
  }
  const source = openReadOnly(ledgerPath(request));
  let target: string | null = null;
  try {
    target = reserveBackup(request, pragmaNumber(source, 'user_version'), now, request.reason);
    // A copy bears its name only once it is complete and sound.
    await copyDatabase(source, target + PARTIAL);
    await renamePatiently(target + PARTIAL, target);
  } catch (error) {
    if (target !== null) removeCopy(target);
    throw toFault(error);
  } finally {
    source.close();
  }
  if (request.reason !== 'migration') rotate(request);
  return target;
}

/**
 * Copies an open database into the file `target`, which is not there yet, and makes that a single, closed, verified
 * file. Rejects with a fault of kind `corrupt` when the copy is not sound.
 */
export async function copyDatabase(source: DatabaseSync, target: string): Promise<void> {
  await copyOnline(source, target, { rate: ALL_PAGES });
  const copy = new DatabaseSync(target, { defensive: true });
  try {
    // No write-ahead log beside a backup: one file that can be carried away.
    copy.exec('PRAGMA journal_mode = DELETE');
    const finding = quickCheck(copy);
    if (finding !== null) throw new LedgerFault('corrupt', finding);
  } finally {
    copy.close();
  }
}

/** The copies of a ledger, newest first, each opened and checked. */
export function listBackups(place: LedgerPlace): LedgerBackup[] {
  return backupNames(place).map(({ file, at, schema }) => ({
    name: file,
    at,
    bytes: sizeOf(place, file),
    ...inspectBackup(join(backupFolder(place), file), schema),
  }));
}

/** Opens a copy for reading; one that cannot be read is not sound and keeps the schema that its name says. */
export function inspectBackup(path: string, namedSchema: number): Pick<LedgerBackup, 'schema' | 'sound' | 'payments'> {
  let db: DatabaseSync | null = null;
  try {
    db = openReadOnly(path);
    const schema = pragmaNumber(db, 'user_version');
    const ours = pragmaNumber(db, 'application_id') === APPLICATION_ID && schema > 0;
    if (!ours || checkFile(path) !== null) return { schema: schema || namedSchema, sound: false, payments: 0 };
    return { schema, sound: true, payments: Number(db.prepare('SELECT count(*) AS n FROM payment').get()?.['n']) };
  } catch {
    return { schema: namedSchema, sound: false, payments: 0 };
  } finally {
    db?.close();
  }
}

function rotate(place: LedgerPlace): void {
  const seen: Partial<Record<BackupReason, number>> = {};
  for (const { file, reason } of backupNames(place)) {
    const count = (seen[reason] = (seen[reason] ?? 0) + 1);
    if (count > (KEPT[reason] ?? Infinity)) removeCopy(join(backupFolder(place), file));
  }
}

function removeCopy(path: string): void {
  for (const suffix of ['', PARTIAL, `${PARTIAL}-journal`, `${PARTIAL}-wal`, `${PARTIAL}-shm`]) {
    rmSync(path + suffix, { force: true });
  }
}

function sizeOf(place: LedgerPlace, file: string): number {
  return statSync(join(backupFolder(place), file)).size;
}
