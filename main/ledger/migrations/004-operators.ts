import type { Migration } from './index.ts';

/** Operators, approvals, shifts, and an index by which one person's payments are found. */
export const operators: Migration = {
  version: 4,
  up(db) {
    db.exec(TABLES);
    db.exec(RULES);
  },
};

const TABLES = `
CREATE TABLE operator (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'bookkeeper', 'readOnly')),
  pin TEXT NOT NULL CHECK (pin <> ''),
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  tried_at INTEGER,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX operator_name ON operator (name) WHERE removed_at IS NULL;

CREATE TABLE approval (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  payment_id TEXT,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 9999999999999),
  requester_id TEXT NOT NULL REFERENCES operator (id),
  approver_id TEXT NOT NULL REFERENCES operator (id) CHECK (approver_id <> requester_id),
  given_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

-- Orders by insertion, not by the PC's clock: a shift begins after the event that was the last one when it was opened.
CREATE TABLE shift (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  profile INTEGER NOT NULL REFERENCES profile (key),
  till TEXT NOT NULL,
  opened_by TEXT,
  opened_by_name TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  float INTEGER CHECK (float BETWEEN 0 AND 9999999999999),
  first_event INTEGER NOT NULL,
  closed_by TEXT,
  closed_by_name TEXT,
  closed_at INTEGER,
  last_event INTEGER,
  slip TEXT
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (profile, till) WHERE closed_at IS NULL;
CREATE INDEX shift_list ON shift (profile, opened_at, id);

CREATE TABLE handover (
  key INTEGER PRIMARY KEY,
  shift INTEGER NOT NULL REFERENCES shift (key),
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund')),
  subject TEXT NOT NULL,
  payment INTEGER REFERENCES payment (key),
  to_operator TEXT,
  to_name TEXT NOT NULL,
  by_operator TEXT,
  by_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_of ON handover (shift, kind, subject);
CREATE INDEX handover_to ON handover (to_operator, payment);

CREATE INDEX payment_operator ON payment (profile, operator_id, created_at, id, till, request_date, state, method, amount);
`;

const RULES = `
CREATE TRIGGER operator_kept BEFORE DELETE ON operator BEGIN SELECT RAISE(ABORT, 'operators are kept'); END;
CREATE TRIGGER operator_left BEFORE UPDATE ON operator WHEN OLD.removed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'who has left does not come back'); END;
CREATE TRIGGER approval_kept BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approvals are kept'); END;
CREATE TRIGGER approval_ended BEFORE UPDATE ON approval WHEN OLD.ended_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'an approval is used once'); END;
CREATE TRIGGER approval_fixed BEFORE UPDATE OF act, subject, payment_id, amount, requester_id, approver_id, given_at
  ON approval BEGIN SELECT RAISE(ABORT, 'what was agreed to never changes'); END;
CREATE TRIGGER shift_kept BEFORE DELETE ON shift BEGIN SELECT RAISE(ABORT, 'shifts are kept'); END;
CREATE TRIGGER shift_fixed BEFORE UPDATE ON shift WHEN OLD.closed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed shift never changes'); END;
CREATE TRIGGER handover_kept BEFORE DELETE ON handover BEGIN SELECT RAISE(ABORT, 'handovers are kept'); END;
CREATE TRIGGER handover_fixed BEFORE UPDATE ON handover BEGIN SELECT RAISE(ABORT, 'handovers are kept'); END;
`;
