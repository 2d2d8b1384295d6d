import type { Fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { openRefundStates, type RefundState } from '../../../shared/domain/refundState.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Bindings, Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import type { NewRefundEvent, RefundPatch, RefundWritten } from '../interfaces/refunds.ts';
import { readRefund, readRefundEvent, refundColumns, refundEventColumns, SELECT_REFUND } from '../refundRows.ts';
import { readPayment, selected, SELECT_PAYMENT } from '../rows.ts';
import { indexRefundNumber, normaliseNumber, numberCodes } from './numbers.ts';
import { createRefundBatchRepository } from './refundBatches.ts';
import { listRefunds, refundTotals } from './refundPages.ts';
import { refundInScope, scopeValues } from './scope.ts';

const FIELDS = Object.keys(refundColumns) as (keyof typeof refundColumns)[];
const EVENT_FIELDS = Object.keys(refundEventColumns) as (keyof typeof refundEventColumns)[];
const OPEN_STATES = openRefundStates.map((state) => `'${state}'`).join(', ');

/** What a transition may write besides the state; anything else in a patch is a programming error. */
const PATCHABLE: readonly string[] = [
  'actual',
  'fee',
  'sentAt',
  'askedAt',
  'endedAt',
  'endReason',
  'huifuNumber',
  'failureCode',
  'failureText',
  'alert',
  'handledAt',
] satisfies (keyof RefundPatch)[];

const INSERT = `INSERT INTO refund (profile, payment, ${FIELDS.map((f) => refundColumns[f]).join(', ')})
  SELECT profile, key, ${FIELDS.map((f) => `:${f}`).join(', ')} FROM payment WHERE id = :paymentId`;
const INSERT_EVENT = `INSERT INTO refund_event (refund, ${EVENT_FIELDS.map((f) => refundEventColumns[f]).join(', ')})
  VALUES ((SELECT key FROM refund WHERE id = :refundId), ${EVENT_FIELDS.map((f) => `:${f}`).join(', ')})`;
const ROOM = `SELECT key, state, amount - refunded AS "left",
    EXISTS (SELECT 1 FROM refund WHERE payment = payment.key AND state IN (${OPEN_STATES})) AS "open"
  FROM payment WHERE id = :paymentId`;
const EVENTS = `SELECT refund_event.id, refund.id AS "refundId", ${selected('refund_event', refundEventColumns)}
  FROM refund JOIN refund_event ON refund_event.refund = refund.key
  WHERE refund.id = :id ORDER BY refund_event.id`;
const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';
const OPEN = `${SELECT_REFUND} WHERE refund.profile = ${PROFILE} AND refund.state IN (${OPEN_STATES})
  ORDER BY refund.created_at, refund.id`;
const HISTORY = `SELECT
    coalesce(sum(refund.amount) FILTER (WHERE refund.operator_id IS :operatorId), 0) AS "byOperator",
    count(*) FILTER (WHERE payment.payer = :payer AND payment.id <> :paymentId) AS "toPayer"
  FROM refund JOIN payment ON payment.key = refund.payment
  WHERE refund.profile = ${PROFILE} AND refund.created_at >= :since AND refund.state <> 'failed'
    AND refund.origin = 'console'`;
const SUMS = `SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM refund
  WHERE profile = (SELECT key FROM profile WHERE id = :profileId) AND created_at >= :from AND created_at < :to
    AND till = :till AND state <> 'failed'`;
const BY_NUMBER = `${SELECT_PAYMENT} WHERE payment.key IN (
    SELECT payment FROM payment_number WHERE profile = ${PROFILE} AND direction = 0 AND text = :text
      AND kind <> ${numberCodes.refundNumber})
  ORDER BY payment.created_at`;

/** The ledger's refunds. */
export function createRefundsRepository(db: Database) {
  return {
    insertRefund: (refund: Refund, event: NewRefundEvent) => db.transaction(() => writeRefund(db, refund, event)),
    moveRefund: (
      id: string,
      expected: RefundState,
      to: RefundState,
      patch: RefundPatch,
      event: NewRefundEvent | null,
    ) => db.transaction(() => writeRefundMove(db, id, expected, to, patch, event)),
    refund: (id: string, scope: PaymentScope = null): Refund | null => {
      const one = `${SELECT_REFUND} WHERE refund.id = :id${refundInScope(scope)}`;
      const row = db.get(one, { id, ...scopeValues(scope) });
      return row ? readRefund(row) : null;
    },
    refundEvents: (id: string) => db.all(EVENTS, { id }).map(readRefundEvent),
    refundsOf: (paymentId: string, scope: PaymentScope = null) =>
      db
        .all(`${SELECT_REFUND} WHERE payment.id = :paymentId${refundInScope(scope)} ORDER BY refund.key`, {
          paymentId,
          ...scopeValues(scope),
        })
        .map(readRefund),
    openRefunds: (profileId: string) => db.all(OPEN, { profileId }).map(readRefund),
    listRefunds: listRefunds(db),
    refundTotals: refundTotals(db),
    refundHistory: (
      profileId: string,
      of: { operatorId: string | null; payer: string | null; paymentId: string; since: Instant },
    ) => {
      const row = db.get(HISTORY, { profileId, ...of });
      return { byOperator: Number(row?.['byOperator']) as Fen, toPayer: Number(row?.['toPayer']) };
    },
    refundSums: (profileId: string, till: string, from: number, to: number) => {
      const row = db.get(SUMS, { profileId, till, from, to });
      return { count: Number(row?.['count']), amount: Number(row?.['amount']) as Fen };
    },
    paymentsByNumber: (profileId: string, text: string): Payment[] =>
      db.all(BY_NUMBER, { profileId, text: normaliseNumber(text) }).map(readPayment),
    ...createRefundBatchRepository(db),
  };
}

/** Says what stands against it before the schema's own rules would. Part of a transaction. */
function writeRefund(db: Database, refund: Refund, event: NewRefundEvent): RefundWritten {
  const room = db.get(ROOM, { paymentId: refund.paymentId });
  if (room?.['state'] !== 'paid') return 'notPaid';
  if (room['open'] === 1 && openRefundStates.includes(refund.state)) return 'open';
  if (Number(room['left']) < refund.amount) return 'tooMuch';
  const values: Bindings = { paymentId: refund.paymentId };
  for (const field of FIELDS) values[field] = refund[field];
  db.run(INSERT, values);
  // Nobody has seen the number of what only the balance tells of.
  if (refund.origin !== 'adopted') indexRefundNumber(db, Number(room['key']), refund.requestNumber);
  appendEvent(db, refund.id, event);
  return 'written';
}

function writeRefundMove(
  db: Database,
  id: string,
  expected: RefundState,
  to: RefundState,
  patch: RefundPatch,
  event: NewRefundEvent | null,
): boolean {
  const values: Bindings = { id, expected, to };
  let columns = '';
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (!PATCHABLE.includes(field)) throw new TypeError(`a transition does not write ${field}`);
    columns += `, ${refundColumns[field as keyof RefundPatch]} = :${field}`;
    values[field] = value;
  }
  // The state is written only where it changes: its triggers count anew what went back.
  const state = to === expected ? '' : 'state = :to';
  const set = state === '' ? columns.slice(2) : state + columns;
  if (state === '') delete values['to'];
  const moved =
    set === ''
      ? db.all('SELECT 1 FROM refund WHERE id = :id AND state = :expected', values).length
      : db.run(`UPDATE refund SET ${set} WHERE id = :id AND state = :expected`, values);
  if (moved === 0) return false;
  if (event) appendEvent(db, id, event);
  return true;
}

function appendEvent(db: Database, refundId: string, event: NewRefundEvent): void {
  const values: Bindings = { refundId };
  for (const field of EVENT_FIELDS) values[field] = event[field];
  db.run(INSERT_EVENT, values);
}
