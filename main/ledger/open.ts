import { existsSync, mkdirSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { takeBackup } from './backups.ts';
import { APPLICATION_ID, checkFile, openReadOnly, openWritable, pragmaNumber, transaction } from './database.ts';
import { toFault } from './faults.ts';
import { backupFolder, backupNames, ledgerPath, type LedgerPlace } from './files.ts';
import { migrations as allMigrations, type Migration } from './migrations/index.ts';
import type { LedgerFault, LedgerOpenProblem } from './types.ts';

export interface OpenedFile {
  db: DatabaseSync;
  /** Whether the whole file was checked; if not, it is due. */
  checked: boolean;
}

/**
 * Opens a ledger's file, creates it where there never was one, and brings its schema up to date.
 *
 * Until everything about the file is known to be good it is only read. A migration is preceded by a verified backup,
 * and all pending steps are one transaction, so that a failed one leaves the file as it was. Nothing is ever deleted,
 * and an empty ledger never takes the place of one that has gone missing.
 */
export async function openLedgerFile(
  place: LedgerPlace,
  { migrations = allMigrations, fullCheckBytes = Infinity } = {},
): Promise<Result<OpenedFile, LedgerOpenProblem>> {
  const path = ledgerPath(place);
  const supported = migrations.at(-1)?.version ?? 0;
  try {
    mkdirSync(backupFolder(place), { recursive: true, mode: 0o700 });
    const seen = look(place, fullCheckBytes);
    if (seen.problem) return err({ kind: seen.problem, path, detail: seen.detail });
    if (seen.schema > supported) return err({ kind: 'future', path, found: seen.schema, supported });
    let backup: string | null = null;
    try {
      if (seen.schema > 0 && seen.schema < supported) {
        backup = await takeBackup({ ...place, reason: 'migration' });
      }
      const db = openPatiently(path);
      try {
        migrate(db, migrations);
        return ok({ db, checked: seen.checked });
      } catch (error) {
        db.close();
        throw error;
      }
    } catch (error) {
      const fault = toFault(error);
      if (fault.kind === 'corrupt') return err({ kind: 'corrupt', path, detail: fault.message });
      if (seen.schema === 0 || seen.schema === supported) return err({ ...problemOf(fault), path });
      return err({ kind: 'migration', path, from: seen.schema, detail: fault.message, backup });
    }
  } catch (error) {
    return err({ ...problemOf(toFault(error)), path });
  }
}

/** What a fault means for a file that is to be opened. */
function problemOf({ kind, message }: LedgerFault): { kind: 'corrupt' | 'full' | 'unreadable'; detail: string } {
  return { kind: kind === 'corrupt' || kind === 'full' ? kind : 'unreadable', detail: message };
}

type Look =
  | { problem: null; schema: number; checked: boolean }
  | { problem: 'corrupt' | 'full' | 'unreadable'; detail: string };

/** What the file is, found out without writing to it. Schema 0 means: nothing there yet. */
function look(place: LedgerPlace, fullCheckBytes: number): Look {
  const path = ledgerPath(place);
  const bytes = existsSync(path) ? statSync(path).size : 0;
  const log = `${path}-wal`;
  if (bytes === 0 && !(existsSync(log) && statSync(log).size > 0)) {
    if (backupNames(place).length === 0) return { problem: null, schema: 0, checked: true };
    return { problem: 'corrupt', detail: 'the file is missing or empty, but there are backups of it' };
  }
  if (!existsSync(path)) return { problem: 'corrupt', detail: 'the file is missing, but its write-ahead log is there' };
  let db: DatabaseSync | null = null;
  try {
    db = openReadOnly(path);
    const schema = pragmaNumber(db, 'user_version');
    const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
    if (schema === 0 && tables === 0) return { problem: null, schema: 0, checked: true };
    if (pragmaNumber(db, 'application_id') !== APPLICATION_ID || schema === 0) {
      return { problem: 'unreadable', detail: 'the file is a database, but not a ledger of this console' };
    }
    const checked = bytes <= fullCheckBytes;
    const finding = checked ? checkFile(path) : null;
    if (finding !== null) return { problem: 'corrupt', detail: finding };
    return { problem: null, schema, checked };
  } catch (error) {
    const { kind, detail } = problemOf(toFault(error));
    return { problem: kind, detail };
  } finally {
    db?.close();
  }
}

/** Switching a brand-new file to its write-ahead log does not wait for another process that does the same. */
function openPatiently(path: string): DatabaseSync {
  for (let attempt = 1; ; attempt++) {
    try {
      return openWritable(path);
    } catch (error) {
      if (attempt === 20 || toFault(error).kind !== 'busy') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** Runs the steps that the file lacks, all of them or none. Reads the version under the lock: two consoles may start at once. */
function migrate(db: DatabaseSync, migrations: readonly Migration[]): void {
  const supported = migrations.at(-1)?.version ?? 0;
  if (pragmaNumber(db, 'user_version') === supported) return;
  // A step that rebuilds a table must be able to drop the old one; the references are checked before the commit.
  db.exec('PRAGMA foreign_keys = OFF');
  transaction(db, () => {
    const from = pragmaNumber(db, 'user_version');
    for (const step of migrations) {
      if (step.version <= from) continue;
      step.up(db);
      db.exec(`PRAGMA user_version = ${step.version}`);
    }
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    const dangling = db.prepare('PRAGMA foreign_key_check').get();
    if (dangling) throw new Error(`rows of ${String(dangling['table'])} refer to nothing after the migration`);
  });
  db.exec('PRAGMA foreign_keys = ON');
}
