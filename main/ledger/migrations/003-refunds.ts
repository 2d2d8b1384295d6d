import type { Migration } from './index.ts';

/**
 * Refunds with their timeline, batches of them, and how much of each payment went back or is on its way. What must never
 * happen is forbidden here too, not only in code: two open refunds of one order, more refunded than was paid, a refund
 * that disappears or changes what it was asked for.
 */
export const refunds: Migration = {
  version: 3,
  up(db) {
    db.exec(TABLES);
    db.exec(INDEXES);
    db.exec(RULES);
  },
};

const TABLES = `
ALTER TABLE payment ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0);

CREATE TABLE refund (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key),
  payment INTEGER NOT NULL REFERENCES payment (key),
  huifu_id TEXT NOT NULL,
  request_date TEXT NOT NULL CHECK (request_date GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  request_number TEXT NOT NULL CHECK (request_number <> ''),
  route TEXT NOT NULL CHECK (route IN ('hosting', 'v2', 'v3', 'v4')),
  origin TEXT NOT NULL CHECK (origin IN ('console', 'adopted')),
  state TEXT NOT NULL CHECK (state IN ('requested', 'unknown', 'refunding', 'refunded', 'failed')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 9999999999999),
  actual INTEGER CHECK (actual BETWEEN 0 AND 9999999999999),
  fee INTEGER CHECK (fee BETWEEN 0 AND 9999999999999),
  reason TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4),
  operator_id TEXT,
  approver_id TEXT,
  till TEXT,
  batch_id TEXT REFERENCES refund_batch (id),
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  asked_at INTEGER,
  ended_at INTEGER,
  end_reason TEXT CHECK (end_reason IN ('refused', 'channel', 'notSent')),
  huifu_number TEXT,
  failure_code TEXT,
  failure_text TEXT,
  alert TEXT CHECK (alert IN ('refundedAfterEnd', 'contradicted')),
  handled_at INTEGER
) STRICT;

CREATE TABLE refund_event (
  id INTEGER PRIMARY KEY,
  refund INTEGER NOT NULL REFERENCES refund (key),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('intent', 'sent', 'resent', 'answer', 'query', 'notice', 'adopted', 'handled')),
  from_state TEXT NOT NULL CHECK (from_state IN ('requested', 'unknown', 'refunding', 'refunded', 'failed')),
  to_state TEXT NOT NULL CHECK (to_state IN ('requested', 'unknown', 'refunding', 'refunded', 'failed')),
  resp_code TEXT,
  resp_desc TEXT,
  detail TEXT
) STRICT;

CREATE TABLE refund_batch (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  profile INTEGER NOT NULL REFERENCES profile (key),
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checked', 'started', 'ended')),
  created_at INTEGER NOT NULL,
  operator_id TEXT,
  approver_id TEXT
) STRICT;

-- A line as it stood in the file, and what it was taken for. Its number is chosen before anything is sent.
CREATE TABLE refund_batch_line (
  batch INTEGER NOT NULL REFERENCES refund_batch (key),
  line INTEGER NOT NULL CHECK (line > 0),
  order_text TEXT NOT NULL,
  amount_text TEXT NOT NULL,
  reason TEXT NOT NULL,
  payment INTEGER REFERENCES payment (key),
  amount INTEGER CHECK (amount > 0),
  number TEXT NOT NULL UNIQUE,
  problem TEXT,
  outcome TEXT,
  PRIMARY KEY (batch, line)
) STRICT, WITHOUT ROWID;
`;

const INDEXES = `
-- One open refund per order, whoever asks and however often.
CREATE UNIQUE INDEX refund_open ON refund (payment) WHERE state IN ('requested', 'unknown', 'refunding');
CREATE INDEX refund_of ON refund (payment);
CREATE INDEX refund_list ON refund (profile, created_at, id);
CREATE INDEX refund_event_of ON refund_event (refund);
`;

const COUNT = `UPDATE payment SET refunded =
    (SELECT coalesce(sum(amount), 0) FROM refund WHERE payment = NEW.payment AND state <> 'failed')
    WHERE key = NEW.payment;`;

const RULES = `
CREATE TRIGGER refund_uses_number AFTER INSERT ON refund WHEN NEW.origin = 'console' BEGIN
  INSERT INTO used_number VALUES (NEW.huifu_id, NEW.request_date, NEW.request_number);
END;
CREATE TRIGGER refund_within BEFORE INSERT ON refund BEGIN
  SELECT RAISE(ABORT, 'only what was paid is refunded')
    WHERE (SELECT state FROM payment WHERE key = NEW.payment) IS NOT 'paid';
  SELECT RAISE(ABORT, 'never more is refunded than was paid')
    WHERE (SELECT amount FROM payment WHERE key = NEW.payment) < NEW.amount
      + (SELECT coalesce(sum(amount), 0) FROM refund WHERE payment = NEW.payment AND state <> 'failed');
END;
CREATE TRIGGER refund_counts_new AFTER INSERT ON refund BEGIN ${COUNT} END;
CREATE TRIGGER refund_counts AFTER UPDATE OF state ON refund BEGIN ${COUNT} END;
CREATE TRIGGER refund_forward BEFORE UPDATE OF state ON refund
  WHEN OLD.state = 'refunded' AND NEW.state <> 'refunded'
  BEGIN SELECT RAISE(ABORT, 'what was refunded stays refunded');
END;
CREATE TRIGGER refund_identity BEFORE UPDATE OF id, profile, payment, huifu_id, request_date, request_number, route, origin,
  amount, reason, level, operator_id, approver_id, batch_id, created_at
  ON refund BEGIN SELECT RAISE(ABORT, 'what a refund was asked for never changes');
END;
CREATE TRIGGER refund_kept BEFORE DELETE ON refund BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END;
CREATE TRIGGER refund_event_kept BEFORE DELETE ON refund_event BEGIN SELECT RAISE(ABORT, 'events are kept'); END;
CREATE TRIGGER refund_event_fixed BEFORE UPDATE ON refund_event BEGIN SELECT RAISE(ABORT, 'events are kept'); END;
`;
