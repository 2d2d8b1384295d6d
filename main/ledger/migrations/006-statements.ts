import type { Migration } from './index.ts';

/** Statements, what is wanted of them, and the daily limit. */
export const statements: Migration = {
  version: 6,
  up(db) {
    db.exec(STATEMENTS);
  },
};

const KINDS = `('trade', 'settlement', 'withdrawal', 'split', 'userSettlement', 'settlementFunds', 'merged', 'tradeMonth',
    'settlementMonth', 'userSettlementMonth')`;
const DAY = `'[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'`;
const MONTH = `'[0-9][0-9][0-9][0-9][0-9][0-9]'`;

/** The bytes lie in the vault's folder under their hash; a row is written once its file is whole there. */
const STATEMENTS = `
CREATE TABLE statement (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  name TEXT NOT NULL,
  kind TEXT CHECK (kind IN ${KINDS}),
  format TEXT,
  leg TEXT CHECK (leg IN ('huifu', 'wallet', 'settlement', 'bank', 'split', 'funds')),
  period TEXT CHECK (period GLOB ${DAY} OR period GLOB ${MONTH}),
  batch TEXT NOT NULL CHECK (batch <> ''),
  part INTEGER NOT NULL CHECK (part > 0),
  source TEXT NOT NULL CHECK (source IN ('fetched', 'imported', 'dropped', 'watched')),
  received_at INTEGER NOT NULL,
  UNIQUE (profile, batch, part)
) STRICT;
CREATE INDEX statement_list ON statement (profile, received_at);
CREATE INDEX statement_period ON statement (profile, period, received_at);
CREATE INDEX statement_hash ON statement (profile, sha256);
CREATE TRIGGER statement_kept BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
CREATE TRIGGER statement_fixed BEFORE UPDATE OF id, profile, sha256, bytes, name, batch, part, source, received_at
  ON statement BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;

CREATE TABLE statement_wait (
  key INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile (key) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ${KINDS}),
  period TEXT NOT NULL CHECK (period GLOB ${DAY} OR period GLOB ${MONTH}),
  file_date TEXT NOT NULL CHECK (file_date GLOB ${DAY}),
  state TEXT NOT NULL
    CHECK (state IN ('waiting', 'generating', 'stored', 'unchanged', 'empty', 'failed', 'notOpened')),
  due_at INTEGER NOT NULL,
  wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
  alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
  tries INTEGER NOT NULL CHECK (tries >= 0),
  problem TEXT,
  said TEXT,
  changed_at INTEGER NOT NULL,
  UNIQUE (profile, kind, period)
) STRICT;
CREATE INDEX statement_wait_open ON statement_wait (profile) WHERE state IN ('waiting', 'generating');

-- Counted by merchant, not by profile: a profile that was made anew has no more queries than the one before.
CREATE TABLE statement_query (
  key INTEGER PRIMARY KEY,
  huifu_id TEXT NOT NULL,
  request_date TEXT NOT NULL CHECK (request_date GLOB ${DAY}),
  request_number TEXT NOT NULL CHECK (request_number <> ''),
  day TEXT NOT NULL CHECK (day GLOB ${DAY}),
  at INTEGER NOT NULL,
  file_date TEXT NOT NULL CHECK (file_date GLOB ${DAY}),
  kind TEXT CHECK (kind IN ${KINDS}),
  outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'answered', 'refused', 'usedUp', 'notSent')),
  resp_code TEXT,
  resp_desc TEXT,
  UNIQUE (request_date, request_number)
) STRICT;
CREATE INDEX statement_query_day ON statement_query (huifu_id, day);
CREATE TRIGGER statement_query_uses_number AFTER INSERT ON statement_query BEGIN
  INSERT INTO used_number VALUES (NEW.huifu_id, NEW.request_date, NEW.request_number);
END;
CREATE TRIGGER statement_query_kept BEFORE DELETE ON statement_query
  BEGIN SELECT RAISE(ABORT, 'queries are kept'); END;

-- A HeaderMapping as JSON for each header, which is a JSON list of titles; the newest counts.
CREATE TABLE statement_mapping (
  key INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile (key) ON DELETE CASCADE,
  header TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX statement_mapping_header ON statement_mapping (profile, header);

CREATE TABLE statement_watched (
  profile INTEGER NOT NULL REFERENCES profile (key) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (profile, path, bytes, modified_at)
) STRICT, WITHOUT ROWID;
`;
