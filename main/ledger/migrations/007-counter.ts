import type { Migration } from './index.ts';

/** What comes in from outside: notifications, plates, and the orders of the shop's own page. */
export const counter: Migration = {
  version: 7,
  up(db) {
    db.exec(NOTICE);
    db.exec(PLATE);
    db.exec(PAGE_ORDER);
  },
};

// A profile can be removed while it has no payments; what is left of it then is orphans.
const NOTICE = `
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile (key) ON DELETE CASCADE,
  source TEXT NOT NULL CHECK (source IN ('notify', 'webhook')),
  dedupe TEXT NOT NULL,
  request_number TEXT NOT NULL,
  request_date TEXT,
  text TEXT NOT NULL,
  sign TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stored', 'done', 'orphan', 'kept', 'refused')),
  copies INTEGER NOT NULL CHECK (copies > 0),
  UNIQUE (profile, source, dedupe)
) STRICT;
CREATE INDEX notice_state ON notice (profile, state, id);
CREATE INDEX notice_last ON notice (profile, last_at);
CREATE TRIGGER notice_fixed BEFORE UPDATE OF profile, source, dedupe, request_number, request_date, text, sign, received_at
  ON notice BEGIN SELECT RAISE(ABORT, 'what came in stays as it came');
END;
`;

const PLATE = `
CREATE TABLE plate (
  id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 8 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  amount INTEGER CHECK (amount BETWEEN 1 AND 9999999999999),
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT, WITHOUT ROWID;
`;

const PAGE_ORDER = `
CREATE TABLE page_order (
  token TEXT PRIMARY KEY CHECK (length(token) BETWEEN 16 AND 64),
  payment INTEGER NOT NULL UNIQUE REFERENCES payment (key),
  plate TEXT NOT NULL,
  pay_info TEXT,
  origin TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
