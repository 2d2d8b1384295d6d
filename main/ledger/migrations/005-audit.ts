import type { Migration } from './index.ts';

/** The audit log: rows are only ever added, each sealed together with the hash of the one before it. */
export const audit: Migration = {
  version: 5,
  up(db) {
    db.exec(`
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at INTEGER NOT NULL,
  operator_id TEXT,
  operator TEXT NOT NULL,
  machine TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act <> ''),
  subject TEXT NOT NULL,
  before TEXT CHECK (json_valid(before)),
  after TEXT CHECK (json_valid(after)),
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_act ON audit (act, seq);
CREATE INDEX audit_at ON audit (at);
CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is kept'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is kept'); END;
CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  BEGIN SELECT RAISE(ABORT, 'the audit log is kept in order'); END;
`);
  },
};
