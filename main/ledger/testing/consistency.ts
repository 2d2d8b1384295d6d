import { openReadOnly, pragmaNumber, quickCheck } from '../database.ts';

/**
 * Compares everything that the ledger keeps twice (sums, used numbers, searchable numbers) with the payments themselves.
 *
 * @returns the names of what does not agree; empty when all is well
 */
export function inconsistencies(path: string): string[] {
  const db = openReadOnly(path);
  try {
    const found = Object.entries(CHECKS).filter(([, sql]) => Number(db.prepare(sql).get()?.['n']) !== 0);
    const names = found.map(([name]) => name);
    if (quickCheck(db) !== null) names.push('structure');
    if (db.prepare('PRAGMA foreign_key_check').get()) names.push('references');
    if (pragmaNumber(db, 'user_version') === 0) names.push('schema version');
    return names;
  } finally {
    db.close();
  }
}

const SUMS = `SELECT profile, request_date, state, method, count(*) AS payments, sum(amount) AS amount,
  sum(coalesce(fee, 0)) AS fee, sum(fee IS NULL) AS fee_unknown FROM payment GROUP BY 1, 2, 3, 4`;
const KEPT_SUMS = `SELECT profile, request_date, state, method, payments, amount, fee, fee_unknown FROM payment_day
  WHERE payments > 0`;
const BAND = `amount - amount % CASE ${Array.from({ length: 12 }, (_, i) => `WHEN amount < 1e${i + 2} THEN 1${'0'.repeat(i)}`).join(' ')} END`;
const BANDS = `SELECT profile, substr(request_date, 1, 6), ${BAND}, state, method, count(*), sum(amount), sum(coalesce(fee, 0)),
  sum(fee IS NULL) FROM payment GROUP BY 1, 2, 3, 4, 5`;
const NUMBERS = `SELECT key, 1 AS kind, request_number AS number FROM payment
  UNION ALL SELECT key, 2, huifu_number FROM payment WHERE huifu_number IS NOT NULL
  UNION ALL SELECT key, 3, party_order_number FROM payment WHERE party_order_number IS NOT NULL
  UNION ALL SELECT key, 4, wallet_number FROM payment WHERE wallet_number IS NOT NULL
  UNION ALL SELECT payment, 5, request_number FROM refund WHERE origin = 'console'`;
const KEPT_NUMBERS = 'SELECT payment, kind, text FROM payment_number WHERE direction = 0';

// For ledgers whose numbers are written in their searched form (upper case, no blanks or dashes).
const CHECKS = {
  'day sums': differences(SUMS, KEPT_SUMS),
  'sums by month and band': differences(BANDS, 'SELECT * FROM payment_band WHERE payments > 0'),
  'searchable numbers': differences(NUMBERS, KEPT_NUMBERS),
  'searchable endings': `SELECT (SELECT count(*) FROM payment_number WHERE direction = 0)
    - (SELECT count(*) FROM payment_number WHERE direction = 1) AS n`,
  'used numbers': differences(
    `SELECT huifu_id, request_date, request_number FROM payment UNION ALL
      SELECT huifu_id, close_intent.request_date, close_intent.request_number
      FROM close_intent JOIN payment ON payment.key = payment UNION ALL
      SELECT huifu_id, request_date, request_number FROM refund WHERE origin = 'console'`,
    'SELECT huifu_id, request_date, request_number FROM used_number',
  ),
  'refunded sums': differences(
    'SELECT key, refunded FROM payment WHERE refunded > 0',
    "SELECT payment, sum(amount) FROM refund WHERE state <> 'failed' GROUP BY 1",
  ),
  'payments without an event': `SELECT count(*) AS n FROM payment
    WHERE key NOT IN (SELECT payment FROM payment_event)`,
  'moves without their event': `SELECT count(*) AS n FROM payment
    WHERE state = 'paid' AND fee = 5 AND key NOT IN (SELECT payment FROM payment_event WHERE to_state = 'paid')`,
};

function differences(one: string, other: string): string {
  return `SELECT (SELECT count(*) FROM (SELECT * FROM (${one}) EXCEPT SELECT * FROM (${other})))
    + (SELECT count(*) FROM (SELECT * FROM (${other}) EXCEPT SELECT * FROM (${one}))) AS n`;
}
