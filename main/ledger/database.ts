import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { freemem } from 'node:os';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { toFault } from './faults.ts';

/** Marks a file as this console's ledger (`PRAGMA application_id`): "HFLG". */
export const APPLICATION_ID = 0x48464c47;

/** How long a statement waits for another process that holds the file. */
const BUSY_TIMEOUT_MS = 5_000;

export type Row = Record<string, unknown>;
export type Bindings = Record<string, SQLInputValue>;

/** An open ledger file: cached prepared statements and a transaction helper. The only wrapper of `node:sqlite`. */
export interface Database {
  readonly raw: DatabaseSync;
  /** The first row, or `undefined`. */
  get(sql: string, bindings?: Bindings): Row | undefined;
  all(sql: string, bindings?: Bindings): Row[];
  /** Runs a write and returns how many rows it changed. */
  run(sql: string, bindings?: Bindings): number;
  /** All of `work` or nothing of it; takes the write lock first. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens a file for reading only: nothing in it, not even its journal, is changed. */
export function openReadOnly(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS, defensive: true });
}

/**
 * Opens a file for reading and writing, so that a committed transaction survives a crash of the program, of the system
 * and a power cut as far as the disk tells the truth. Creates the file when there is none.
 */
export function openWritable(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, defensive: true, enableForeignKeyConstraints: true });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    // macOS only: fsync alone leaves data in the drive's cache there. Other systems ignore both.
    db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY');
    db.exec('PRAGMA cache_size = -32000; PRAGMA journal_size_limit = 67108864');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Wraps an open connection. */
export function wrap(raw: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? raw.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    raw,
    get: (sql, bindings = {}) => statement(sql).get(bindings),
    all: (sql, bindings = {}) => statement(sql).all(bindings),
    run: (sql, bindings = {}) => Number(statement(sql).run(bindings).changes),
    transaction: (work) => transaction(raw, work),
    close: () => raw.close(),
  };
}

/** Runs `work` between BEGIN IMMEDIATE and COMMIT; on any fault nothing of it remains, and later writes work. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw toFault(error);
  }
}

/** Reads a number from a pragma such as `user_version`. */
export function pragmaNumber(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/**
 * Checks a file's structure, NOT NULLs and CHECKs without changing it.
 *
 * SQLite ignores CHECKs on a connection that can only read, so this one could write, and promises not to. The reader
 * beside it keeps that connection from being the last one, which would write the write-ahead log back when it closes.
 *
 * @returns the first finding, or `null` when the file is sound
 */
export function checkFile(path: string): string | null {
  const reader = openReadOnly(path);
  let checker: DatabaseSync | null = null;
  try {
    pragmaNumber(reader, 'user_version');
    readAhead(path);
    checker = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, defensive: true });
    checker.exec('PRAGMA query_only = ON; PRAGMA cell_size_check = ON');
    return quickCheck(checker);
  } catch (error) {
    const fault = toFault(error);
    if (fault.kind === 'corrupt') return fault.message;
    throw fault;
  } finally {
    checker?.close();
    reader.close();
  }
}

/**
 * Reads a file from front to back, so that the system has it in memory: the check jumps about in it, which on a cold
 * disk took ten times as long as reading it in order. Not worth it for a file that memory cannot hold.
 */
function readAhead(path: string): void {
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size > freemem() / 2) return;
    while (readSync(file, chunk) > 0);
  } finally {
    closeSync(file);
  }
}

/** The check itself, on a connection that may write. */
export function quickCheck(db: DatabaseSync): string | null {
  const finding = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  return finding === 'ok' ? null : String(finding).split('\n').slice(0, 3).join(' ');
}
