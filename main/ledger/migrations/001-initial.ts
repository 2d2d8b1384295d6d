import type { Migration } from './index.ts';

/**
 * The first schema. The lists in the CHECKs are written out, not imported: a migration says what was true when it was
 * written. `migrations.test.ts` fails when the domain's lists grow beyond what the newest schema accepts.
 *
 * Inside the ledger rows are joined by integer keys; the ids and numbers that people see are TEXT.
 */
export const initial: Migration = {
  version: 1,
  up(db) {
    db.exec(TABLES);
    db.exec(INDEXES);
    db.exec(RULES);
    db.exec(DAY_TOTALS);
  },
};

const TABLES = `
CREATE TABLE profile (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('live', 'practice')),
  sys_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  huifu_id TEXT NOT NULL,
  base_url TEXT NOT NULL,
  generation TEXT NOT NULL CHECK (generation IN ('v2', 'v3', 'v4')),
  project_id TEXT NOT NULL,
  project_title TEXT NOT NULL,
  skill_source TEXT NOT NULL,
  link_minutes INTEGER NOT NULL CHECK (link_minutes > 0),
  huifu_public_key TEXT NOT NULL,
  key_id TEXT NOT NULL,
  key_fingerprint TEXT NOT NULL,
  key_bits INTEGER NOT NULL CHECK (key_bits >= 0),
  has_webhook_key INTEGER NOT NULL CHECK (has_webhook_key IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- Amounts in fen (at most 11 digits of yuan), moments in ms since 1970.
CREATE TABLE payment (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key),
  huifu_id TEXT NOT NULL,
  request_date TEXT NOT NULL CHECK (request_date GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  request_number TEXT NOT NULL CHECK (request_number <> ''),
  way TEXT NOT NULL CHECK (way IN ('hosted')),
  method TEXT NOT NULL CHECK (method IN ('wechat', 'alipay', 'unionpay', 'ecny', 'douyin', 'bank', 'unknown')),
  state TEXT NOT NULL
    CHECK (state IN ('created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 9999999999999),
  customer_paid INTEGER CHECK (customer_paid BETWEEN 0 AND 9999999999999),
  settlement INTEGER CHECK (settlement BETWEEN 0 AND 9999999999999),
  fee INTEGER CHECK (fee BETWEEN 0 AND 9999999999999),
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT CHECK (end_reason IN ('gateway', 'expired', 'cancelled', 'notSent')),
  booking TEXT NOT NULL CHECK (booking IN ('unknown', 'pending', 'booked', 'failed')),
  huifu_number TEXT,
  party_order_number TEXT,
  wallet_number TEXT,
  link TEXT,
  failure_code TEXT,
  failure_text TEXT,
  alert TEXT CHECK (alert IN ('paidAfterEnd', 'contradicted'))
) STRICT;

CREATE TABLE payment_event (
  id INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES payment (key),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('intent', 'sent', 'resent', 'answer', 'query', 'cancelRequested', 'closeSent',
    'closeAnswer', 'linkCopied', 'alert')),
  from_state TEXT NOT NULL
    CHECK (from_state IN ('created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed')),
  to_state TEXT NOT NULL
    CHECK (to_state IN ('created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed')),
  resp_code TEXT,
  resp_desc TEXT,
  request_number TEXT,
  detail TEXT
) STRICT;

CREATE TABLE close_intent (
  key INTEGER PRIMARY KEY,
  request_number TEXT NOT NULL UNIQUE CHECK (request_number <> ''),
  request_date TEXT NOT NULL CHECK (request_date GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  payment INTEGER NOT NULL REFERENCES payment (key),
  state TEXT NOT NULL CHECK (state IN ('scheduled', 'unknown', 'processing', 'closed', 'refused')),
  due_at INTEGER NOT NULL,
  resp_code TEXT,
  resp_desc TEXT
) STRICT;

-- Every request number that any operation has used; the gateway shares them across all operations of a day.
CREATE TABLE used_number (
  huifu_id TEXT NOT NULL,
  request_date TEXT NOT NULL,
  request_number TEXT NOT NULL,
  PRIMARY KEY (huifu_id, request_date, request_number)
) STRICT, WITHOUT ROWID;

-- Every number of every payment, normalised, written forwards (direction 0) for whole numbers and beginnings and
-- backwards (direction 1) for endings. Descending, because request numbers begin with the time: a search for the newest
-- of very many hits then meets the newest first.
CREATE TABLE payment_number (
  profile INTEGER NOT NULL,
  direction INTEGER NOT NULL CHECK (direction IN (0, 1)),
  text TEXT NOT NULL CHECK (text <> ''),
  created_at INTEGER NOT NULL,
  payment INTEGER NOT NULL REFERENCES payment (key),
  kind INTEGER NOT NULL CHECK (kind > 0),
  PRIMARY KEY (profile, direction, text DESC, created_at DESC, payment, kind)
) STRICT, WITHOUT ROWID;

-- Sums per Beijing day, state and method, kept by the triggers below: totals of a million payments are a few thousand
-- additions. first_at and last_at bound the moments of creation; they may be too wide, never too narrow.
CREATE TABLE payment_day (
  profile INTEGER NOT NULL,
  request_date TEXT NOT NULL,
  state TEXT NOT NULL,
  method TEXT NOT NULL,
  payments INTEGER NOT NULL CHECK (payments >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  fee INTEGER NOT NULL CHECK (fee >= 0),
  fee_unknown INTEGER NOT NULL CHECK (fee_unknown >= 0),
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (profile, request_date, state, method)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

// payment_list, payment_state and payment_amount carry every column that a filter looks at, so that a page never reads a
// payment that it drops.
const INDEXES = `
CREATE INDEX payment_list ON payment (profile, created_at, id, request_date, state, method, amount);
CREATE INDEX payment_amount ON payment (profile, amount, created_at, id, request_date, state, method, fee);
CREATE INDEX payment_state ON payment (profile, state, method, created_at, id, request_date, amount);
CREATE INDEX payment_event_of ON payment_event (payment);
CREATE INDEX close_intent_of ON close_intent (payment);
CREATE INDEX close_intent_open ON close_intent (due_at) WHERE state IN ('scheduled', 'unknown', 'processing');
`;

const RULES = `
CREATE TRIGGER payment_uses_number AFTER INSERT ON payment BEGIN
  INSERT INTO used_number VALUES (NEW.huifu_id, NEW.request_date, NEW.request_number);
END;
CREATE TRIGGER close_uses_number AFTER INSERT ON close_intent BEGIN
  INSERT INTO used_number
    SELECT huifu_id, NEW.request_date, NEW.request_number FROM payment WHERE key = NEW.payment;
END;
CREATE TRIGGER payment_identity BEFORE UPDATE OF profile, id, huifu_id, request_date, request_number, amount, created_at
  ON payment BEGIN SELECT RAISE(ABORT, 'what a payment was asked for never changes');
END;
CREATE TRIGGER payment_kept BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'payments are kept'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON payment_event BEGIN SELECT RAISE(ABORT, 'events are kept'); END;
CREATE TRIGGER event_fixed BEFORE UPDATE ON payment_event BEGIN SELECT RAISE(ABORT, 'events are kept'); END;
`;

const ADD_TO_DAY = `
  INSERT INTO payment_day VALUES (NEW.profile, NEW.request_date, NEW.state, NEW.method, 1, NEW.amount,
    coalesce(NEW.fee, 0), NEW.fee IS NULL, NEW.created_at, NEW.created_at)
  ON CONFLICT DO UPDATE SET payments = payments + 1, amount = amount + excluded.amount, fee = fee + excluded.fee,
    fee_unknown = fee_unknown + excluded.fee_unknown,
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
`;

const DAY_TOTALS = `
CREATE TRIGGER payment_day_insert AFTER INSERT ON payment BEGIN ${ADD_TO_DAY} END;
CREATE TRIGGER payment_day_update AFTER UPDATE OF state, method, fee ON payment BEGIN
  UPDATE payment_day SET payments = payments - 1, amount = amount - OLD.amount, fee = fee - coalesce(OLD.fee, 0),
    fee_unknown = fee_unknown - (OLD.fee IS NULL)
    WHERE profile = OLD.profile AND request_date = OLD.request_date AND state = OLD.state AND method = OLD.method;
  ${ADD_TO_DAY}
END;
`;
