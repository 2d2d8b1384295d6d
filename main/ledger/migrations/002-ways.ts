import type { Migration } from './index.ts';

/**
 * Payments of every way to collect, with who asked for them and who paid. SQLite cannot widen a CHECK, so both tables are
 * rebuilt; their rules are made anew as they were.
 */
export const ways: Migration = {
  version: 2,
  up(db) {
    db.exec(DROP_RULES);
    db.exec(PAYMENT);
    db.exec(EVENT);
    db.exec(RULES);
  },
};

// A rule that names a table which is not there at that moment would stop its renaming.
const DROP_RULES = `
DROP TRIGGER payment_uses_number;
DROP TRIGGER close_uses_number;
DROP TRIGGER payment_identity;
DROP TRIGGER payment_kept;
DROP TRIGGER event_kept;
DROP TRIGGER event_fixed;
DROP TRIGGER payment_day_insert;
DROP TRIGGER payment_day_update;
`;

const PAYMENT = `
CREATE TABLE payment_wider (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  profile INTEGER NOT NULL REFERENCES profile (key),
  huifu_id TEXT NOT NULL,
  request_date TEXT NOT NULL CHECK (request_date GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  request_number TEXT NOT NULL CHECK (request_number <> ''),
  way TEXT NOT NULL
    CHECK (way IN ('hosted', 'hostedWechat', 'hostedAlipay', 'qr', 'code', 'page', 'applet', 'adopted')),
  method TEXT NOT NULL CHECK (method IN ('wechat', 'alipay', 'unionpay', 'ecny', 'douyin', 'bank', 'unknown')),
  state TEXT NOT NULL
    CHECK (state IN ('created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 9999999999999),
  customer_paid INTEGER CHECK (customer_paid BETWEEN 0 AND 9999999999999),
  settlement INTEGER CHECK (settlement BETWEEN 0 AND 9999999999999),
  fee INTEGER CHECK (fee BETWEEN 0 AND 9999999999999),
  note TEXT NOT NULL,
  operator_id TEXT,
  till TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT CHECK (end_reason IN ('gateway', 'expired', 'cancelled', 'notSent')),
  booking TEXT NOT NULL CHECK (booking IN ('unknown', 'pending', 'booked', 'failed')),
  huifu_number TEXT,
  party_order_number TEXT,
  wallet_number TEXT,
  link TEXT,
  payer TEXT,
  failure_code TEXT,
  failure_text TEXT,
  alert TEXT CHECK (alert IN ('paidAfterEnd', 'contradicted'))
) STRICT;
INSERT INTO payment_wider
  SELECT key, id, profile, huifu_id, request_date, request_number, way, method, state, amount, customer_paid, settlement,
    fee, note, NULL, NULL, created_at, expires_at, ended_at, end_reason, booking, huifu_number, party_order_number,
    wallet_number, link, NULL, failure_code, failure_text, alert FROM payment;
DROP TABLE payment;
ALTER TABLE payment_wider RENAME TO payment;
CREATE INDEX payment_list ON payment (profile, created_at, id, request_date, state, method, amount);
CREATE INDEX payment_amount ON payment (profile, amount, created_at, id, request_date, state, method, fee);
CREATE INDEX payment_state ON payment (profile, state, method, created_at, id, request_date, amount);
`;

const EVENT = `
CREATE TABLE payment_event_wider (
  id INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES payment (key),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('intent', 'sent', 'resent', 'answer', 'query', 'cancelRequested', 'closeSent',
    'closeAnswer', 'linkCopied', 'alert', 'notice', 'statement', 'shown', 'handedOver')),
  from_state TEXT NOT NULL
    CHECK (from_state IN ('created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed')),
  to_state TEXT NOT NULL
    CHECK (to_state IN ('created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed')),
  resp_code TEXT,
  resp_desc TEXT,
  request_number TEXT,
  detail TEXT
) STRICT;
INSERT INTO payment_event_wider SELECT * FROM payment_event;
DROP TABLE payment_event;
ALTER TABLE payment_event_wider RENAME TO payment_event;
CREATE INDEX payment_event_of ON payment_event (payment);
`;

const ADD_TO_DAY = `
  INSERT INTO payment_day VALUES (NEW.profile, NEW.request_date, NEW.state, NEW.method, 1, NEW.amount,
    coalesce(NEW.fee, 0), NEW.fee IS NULL, NEW.created_at, NEW.created_at)
  ON CONFLICT DO UPDATE SET payments = payments + 1, amount = amount + excluded.amount, fee = fee + excluded.fee,
    fee_unknown = fee_unknown + excluded.fee_unknown,
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
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
CREATE TRIGGER payment_day_insert AFTER INSERT ON payment BEGIN ${ADD_TO_DAY} END;
CREATE TRIGGER payment_day_update AFTER UPDATE OF state, method, fee ON payment BEGIN
  UPDATE payment_day SET payments = payments - 1, amount = amount - OLD.amount, fee = fee - coalesce(OLD.fee, 0),
    fee_unknown = fee_unknown - (OLD.fee IS NULL)
    WHERE profile = OLD.profile AND request_date = OLD.request_date AND state = OLD.state AND method = OLD.method;
  ${ADD_TO_DAY}
END;
`;
