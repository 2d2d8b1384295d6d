import type { Bindings, Database } from '../database.ts';
import { closeColumns, readClose, selected } from '../rows.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import type { CloseEntry } from '../interfaces/closing.ts';
import type { CloseIntent } from '../types.ts';
import { readOnePayment } from './payments.ts';
import { inScope, scopeValues } from './scope.ts';

const FIELDS = Object.keys(closeColumns) as (keyof typeof closeColumns)[];

const INSERT = `INSERT INTO close_intent (payment, ${FIELDS.map((f) => closeColumns[f]).join(', ')})
  VALUES ((SELECT key FROM payment WHERE id = :paymentId), ${FIELDS.map((f) => `:${f}`).join(', ')})`;
const MOVE = `UPDATE close_intent SET state = :to WHERE request_number = :requestNumber AND state = :expected`;
const MOVE_WITH_ANSWER = MOVE.replace('state = :to', 'state = :to, resp_code = :respCode, resp_desc = :respDesc');
// The state's condition is the partial index's own. CROSS JOIN keeps the order: closes are few, a merchant's payments many.
const OPEN = `SELECT ${selected('close_intent', closeColumns)}, payment.id AS "paymentId"
  FROM close_intent INDEXED BY close_intent_open CROSS JOIN payment ON payment.key = close_intent.payment
  WHERE close_intent.state IN ('scheduled', 'unknown', 'processing')
    AND payment.profile = (SELECT key FROM profile WHERE id = :profileId)
  ORDER BY close_intent.key`;

const LATEST = (
  scope: PaymentScope,
) => `SELECT close_intent.key AS "place", ${selected('close_intent', closeColumns)}, payment.id AS "paymentId"
  FROM close_intent CROSS JOIN payment ON payment.key = close_intent.payment
  WHERE close_intent.key < :before AND payment.profile = (SELECT key FROM profile WHERE id = :profileId)
    AND NOT EXISTS (SELECT 1 FROM close_intent later
      WHERE later.payment = close_intent.payment AND later.key > close_intent.key)${inScope(scope)}
  ORDER BY close_intent.key DESC LIMIT :limit`;

/** Part of a transaction. */
export function writeClose(db: Database, intent: CloseIntent): void {
  const values: Bindings = { paymentId: intent.paymentId };
  for (const field of FIELDS) values[field] = intent[field];
  db.run(INSERT, values);
}

/** Compare-and-set; see `Ledger.moveClose`. */
export function writeCloseMove(
  db: Database,
  requestNumber: string,
  expected: CloseIntent['state'],
  to: CloseIntent['state'],
  answer: { respCode: string; respDesc: string } | null,
): boolean {
  const values = { requestNumber, expected, to };
  if (!answer) return db.run(MOVE, values) > 0;
  return db.run(MOVE_WITH_ANSWER, { ...values, respCode: answer.respCode, respDesc: answer.respDesc }) > 0;
}

export function readOpenCloses(db: Database, profileId: string): CloseIntent[] {
  return db.all(OPEN, { profileId }).map(readClose);
}

/** See `ClosingLedger.closes`. */
export function readCloses(
  db: Database,
  profileId: string,
  before: number | null,
  limit: number,
  scope: PaymentScope = null,
): CloseEntry[] {
  const values = { profileId, before: before ?? Number.MAX_SAFE_INTEGER, limit, ...scopeValues(scope) };
  return db.all(LATEST(scope), values).map((row) => {
    const intent = readClose(row);
    return { place: Number(row['place']), intent, payment: readOnePayment(db, intent.paymentId)! };
  });
}
