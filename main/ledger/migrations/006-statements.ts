import type { Migration } from './index.ts';

/** Statements, what is wanted of them, and the daily limit; comparisons, differences and the lock of months. */
export const statements: Migration = {
  version: 6,
  up(db) {
    db.exec(STATEMENTS);
    db.exec(RECONCILIATION);
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

/** Findings stay as each run had them; a difference is what they have in common over the days. */
const RECONCILIATION = `
CREATE TABLE reconciliation_run (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key),
  day TEXT NOT NULL CHECK (day GLOB ${DAY}),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  by TEXT NOT NULL,
  version TEXT NOT NULL,
  rule_hash TEXT NOT NULL,
  opening_run INTEGER REFERENCES reconciliation_run (key),
  state TEXT CHECK (state IN ('noFile', 'unread', 'untied', 'open', 'clear')),
  summary TEXT,
  result_sha256 TEXT,
  matched_sha256 TEXT,
  statements TEXT,
  matched INTEGER,
  opening INTEGER,
  added INTEGER,
  cleared INTEGER,
  closing INTEGER
) STRICT;
CREATE INDEX reconciliation_run_day ON reconciliation_run (profile, day, key) WHERE ended_at IS NOT NULL;

CREATE TABLE reconciliation_finding (
  key INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES reconciliation_run (key) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  outcome TEXT NOT NULL,
  leg TEXT,
  kind TEXT NOT NULL,
  request_number TEXT NOT NULL,
  wallet_number TEXT NOT NULL,
  amount INTEGER NOT NULL,
  at_risk INTEGER NOT NULL,
  first_day TEXT NOT NULL CHECK (first_day GLOB ${DAY}),
  open_id TEXT,
  body TEXT NOT NULL,
  UNIQUE (run, id)
) STRICT;
CREATE INDEX reconciliation_finding_risk ON reconciliation_finding (run, at_risk DESC, place);

CREATE TABLE reconciliation_open (
  run INTEGER NOT NULL REFERENCES reconciliation_run (key) ON DELETE CASCADE,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE difference (
  key INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile (key),
  id TEXT NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB ${DAY}),
  last_day TEXT NOT NULL CHECK (last_day GLOB ${DAY}),
  found_at INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  finding INTEGER NOT NULL REFERENCES reconciliation_finding (key),
  fingerprint TEXT NOT NULL,
  outcome TEXT NOT NULL,
  leg TEXT,
  kind TEXT NOT NULL,
  request_number TEXT NOT NULL,
  wallet_number TEXT NOT NULL,
  amount INTEGER NOT NULL,
  at_risk INTEGER NOT NULL,
  open_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'cleared', 'resolved')),
  owner_id TEXT,
  owner_name TEXT NOT NULL DEFAULT '',
  reason TEXT,
  month TEXT NOT NULL CHECK (month GLOB ${MONTH}),
  belongs TEXT NOT NULL CHECK (belongs GLOB ${MONTH}),
  closed_month TEXT CHECK (closed_month GLOB ${MONTH}),
  closed_day TEXT CHECK (closed_day GLOB ${DAY}),
  UNIQUE (profile, id),
  CHECK ((state = 'open') = (closed_month IS NULL))
) STRICT;
CREATE INDEX difference_list ON difference (profile, at_risk, id, state, day, outcome);
CREATE INDEX difference_day ON difference (profile, day, state, at_risk);
CREATE INDEX difference_open ON difference (profile, open_id) WHERE state = 'open';
CREATE TRIGGER difference_kept BEFORE DELETE ON difference BEGIN SELECT RAISE(ABORT, 'differences are kept'); END;

CREATE TABLE difference_note (
  id INTEGER PRIMARY KEY,
  difference INTEGER NOT NULL REFERENCES difference (key),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('comment', 'assigned', 'resolved', 'reopened', 'changed', 'cleared', 'posted', 'adopted',
    'asked')),
  by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX difference_note_of ON difference_note (difference);
CREATE TRIGGER difference_note_kept BEFORE DELETE ON difference_note BEGIN SELECT RAISE(ABORT, 'notes are kept'); END;
CREATE TRIGGER difference_note_fixed BEFORE UPDATE ON difference_note BEGIN SELECT RAISE(ABORT, 'notes are kept'); END;

CREATE TABLE month_act (
  key INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile (key),
  month TEXT NOT NULL CHECK (month GLOB ${MONTH}),
  act TEXT NOT NULL CHECK (act IN ('lock', 'unlock')),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  totals TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX month_act_of ON month_act (profile, month, key);
CREATE TRIGGER month_act_kept BEFORE DELETE ON month_act BEGIN SELECT RAISE(ABORT, 'locks are kept'); END;
CREATE TRIGGER month_act_fixed BEFORE UPDATE ON month_act BEGIN SELECT RAISE(ABORT, 'locks are kept'); END;
`;
