import type { Migration } from './index.ts';

/**
 * Sums per month and band of amounts, so that totals over any range of amounts are some ten thousand additions and a few
 * rows at the edges; and `fee` in the two indexes that those rows, and a cashier's, are added up from.
 */
export const amountBands: Migration = {
  version: 8,
  up(db) {
    db.exec(TABLE);
    db.exec(RULES);
    db.exec(INDEXES);
  },
};

/** A band holds the amounts that begin with the same two digits, and is named after its least: 1200 for 1200 to 1299. */
const band = (amount: string) =>
  `CAST(substr(${amount}, 1, 2) || substr('00000000000', 1, length(${amount}) - 2) AS INTEGER)`;

const TABLE = `
CREATE TABLE payment_band (
  profile INTEGER NOT NULL,
  month TEXT NOT NULL,
  band INTEGER NOT NULL,
  state TEXT NOT NULL,
  method TEXT NOT NULL,
  payments INTEGER NOT NULL CHECK (payments >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  fee INTEGER NOT NULL CHECK (fee >= 0),
  fee_unknown INTEGER NOT NULL CHECK (fee_unknown >= 0),
  PRIMARY KEY (profile, month, band, state, method)
) STRICT, WITHOUT ROWID;
INSERT INTO payment_band
  SELECT profile, substr(request_date, 1, 6), ${band('amount')}, state, method, count(*), sum(amount),
    coalesce(sum(fee), 0), count(*) - count(fee) FROM payment GROUP BY 1, 2, 3, 4, 5;
`;

const ADD_TO_BAND = `
  INSERT INTO payment_band VALUES (NEW.profile, substr(NEW.request_date, 1, 6), ${band('NEW.amount')}, NEW.state,
    NEW.method, 1, NEW.amount, coalesce(NEW.fee, 0), NEW.fee IS NULL)
  ON CONFLICT DO UPDATE SET payments = payments + 1, amount = amount + excluded.amount, fee = fee + excluded.fee,
    fee_unknown = fee_unknown + excluded.fee_unknown;
`;

const RULES = `
CREATE TRIGGER payment_band_insert AFTER INSERT ON payment BEGIN ${ADD_TO_BAND} END;
CREATE TRIGGER payment_band_update AFTER UPDATE OF state, method, fee ON payment BEGIN
  UPDATE payment_band SET payments = payments - 1, amount = amount - OLD.amount, fee = fee - coalesce(OLD.fee, 0),
    fee_unknown = fee_unknown - (OLD.fee IS NULL)
    WHERE profile = OLD.profile AND month = substr(OLD.request_date, 1, 6) AND band = ${band('OLD.amount')}
      AND state = OLD.state AND method = OLD.method;
  ${ADD_TO_BAND}
END;
`;

const INDEXES = `
DROP INDEX payment_list;
DROP INDEX payment_operator;
CREATE INDEX payment_list ON payment (profile, created_at, id, request_date, state, method, amount, fee);
CREATE INDEX payment_operator
  ON payment (profile, operator_id, created_at, id, till, request_date, state, method, amount, fee);
`;
