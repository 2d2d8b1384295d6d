import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The name carries the schema's number: a later schema starts a file of its own, practice data needs no migration. */
const FILE_NAME = 'practice-gateway-1.sqlite';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE IF NOT EXISTS numbers (
    requestDate TEXT NOT NULL, requestNumber TEXT NOT NULL, PRIMARY KEY (requestDate, requestNumber)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY,
    family TEXT NOT NULL,
    requestDate TEXT NOT NULL, requestNumber TEXT NOT NULL,
    preOrderId TEXT NOT NULL, huifuNumber TEXT NOT NULL UNIQUE, partyOrderId TEXT NOT NULL UNIQUE,
    walletNumber TEXT NOT NULL, token TEXT NOT NULL UNIQUE,
    method TEXT, allowedMethods TEXT NOT NULL,
    amount INTEGER NOT NULL, coupon INTEGER NOT NULL,
    title TEXT NOT NULL, goods TEXT NOT NULL, remark TEXT NOT NULL,
    notifyUrl TEXT NOT NULL, callbackUrl TEXT NOT NULL,
    createdAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL, openedAt INTEGER, endedAt INTEGER,
    stage TEXT NOT NULL, passwordAsked INTEGER NOT NULL,
    closeState TEXT NOT NULL, closeDueAt INTEGER,
    UNIQUE (requestDate, requestNumber)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS refunds (
    id INTEGER PRIMARY KEY,
    orderId INTEGER NOT NULL REFERENCES orders (id),
    requestDate TEXT NOT NULL, requestNumber TEXT NOT NULL, huifuNumber TEXT NOT NULL UNIQUE,
    amount INTEGER NOT NULL, fee INTEGER NOT NULL,
    remark TEXT NOT NULL, notifyUrl TEXT NOT NULL,
    createdAt INTEGER NOT NULL, endedAt INTEGER, state TEXT NOT NULL,
    UNIQUE (requestDate, requestNumber)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS statements (
    billType TEXT NOT NULL, fileDate TEXT NOT NULL, part INTEGER NOT NULL, version INTEGER NOT NULL,
    name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL, current INTEGER NOT NULL,
    PRIMARY KEY (billType, fileDate, part, version)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS usedCodes (code TEXT PRIMARY KEY) STRICT;
`;

/** The practice gateway's own file. Holds practice keys only, readable by the user alone; nothing in it is worth money. */
export interface Store {
  readonly db: DatabaseSync;
  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T;
  setting(name: string): string | null;
  setSetting(name: string, value: string): void;
  /** Forgets orders, refunds, used numbers and statements; keys and ports stay. */
  clear(): void;
  close(): void;
}

/** Opens (or makes) the file in `dataDir`; without one everything lives in memory. */
export function openStore(dataDir: string | undefined): Store {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const path = dataDir === undefined ? ':memory:' : join(dataDir, FILE_NAME);
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5_000 });
  if (dataDir !== undefined) chmodSync(path, 0o600);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(SCHEMA);
  const readSetting = db.prepare('SELECT value FROM settings WHERE name = ?');
  const writeSetting = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');

  return {
    db,
    transaction(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    setting(name) {
      const value = readSetting.get(name)?.['value'];
      return typeof value === 'string' ? value : null;
    },
    setSetting: (name, value) => void writeSetting.run(name, value),
    clear: () =>
      db.exec(`DELETE FROM refunds; DELETE FROM orders; DELETE FROM numbers; DELETE FROM usedCodes;
        DELETE FROM statements;
        DELETE FROM settings WHERE name IN ('balance_change', 'statements', 'statement_queries') OR name LIKE 'defects_%'`),
    close: () => db.close(),
  };
}
