import type { Migration } from './index.ts';

/**
 * Comparisons that the console begins by itself, their storing in pieces, and refunds that a statement's line tells of.
 * SQLite cannot widen a CHECK, so refunds and their timeline are rebuilt; their rules are made anew as they were.
 */
export const reconciliation: Migration = {
  version: 9,
  up(db) {
    db.exec(RUN);
    db.exec(REFUND);
    db.exec(EVENT);
    db.exec(RULES);
  },
};

const RUN = `
ALTER TABLE reconciliation_run ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1));

-- A run is stored in pieces. Once all it found is there, ending_at is set; merged says how far its findings have become
-- differences, those from hidden_from on are not seen yet; ended_at is set with the last of them.
ALTER TABLE reconciliation_run ADD COLUMN ending_at INTEGER;
ALTER TABLE reconciliation_run ADD COLUMN findings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reconciliation_run ADD COLUMN first_finding INTEGER;
ALTER TABLE reconciliation_run ADD COLUMN merged TEXT;
ALTER TABLE reconciliation_run ADD COLUMN hidden_from INTEGER;
UPDATE reconciliation_run SET ending_at = ended_at;
CREATE INDEX reconciliation_run_unfinished ON reconciliation_run (profile) WHERE ended_at IS NULL;

-- Resolved ones are looked for by it too. And without the other one, taking a finding back reads all differences.
DROP INDEX difference_open;
CREATE INDEX difference_open ON difference (profile, open_id, state) WHERE open_id IS NOT NULL;
CREATE INDEX difference_finding ON difference (finding);
`;

const REFUND = `
CREATE TABLE refund_wider (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key),
  payment INTEGER NOT NULL REFERENCES payment (key),
  huifu_id TEXT NOT NULL,
  request_date TEXT NOT NULL CHECK (request_date GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  request_number TEXT NOT NULL CHECK (request_number <> ''),
  route TEXT NOT NULL CHECK (route IN ('hosting', 'v2', 'v3', 'v4')),
  origin TEXT NOT NULL CHECK (origin IN ('console', 'adopted', 'elsewhere')),
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
INSERT INTO refund_wider SELECT * FROM refund;
DROP TABLE refund;
ALTER TABLE refund_wider RENAME TO refund;
-- One open refund per order, whoever asks and however often.
CREATE UNIQUE INDEX refund_open ON refund (payment) WHERE state IN ('requested', 'unknown', 'refunding');
CREATE INDEX refund_of ON refund (payment);
CREATE INDEX refund_list ON refund (profile, created_at, id);
`;

const EVENT = `
CREATE TABLE refund_event_wider (
  id INTEGER PRIMARY KEY,
  refund INTEGER NOT NULL REFERENCES refund (key),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('intent', 'sent', 'resent', 'answer', 'query', 'notice', 'adopted', 'handled', 'statement')),
  from_state TEXT NOT NULL CHECK (from_state IN ('requested', 'unknown', 'refunding', 'refunded', 'failed')),
  to_state TEXT NOT NULL CHECK (to_state IN ('requested', 'unknown', 'refunding', 'refunded', 'failed')),
  resp_code TEXT,
  resp_desc TEXT,
  detail TEXT
) STRICT;
INSERT INTO refund_event_wider SELECT * FROM refund_event;
DROP TABLE refund_event;
ALTER TABLE refund_event_wider RENAME TO refund_event;
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
