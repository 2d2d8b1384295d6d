import type { Payment, PaymentEvent } from '../../../shared/domain/payment.ts';
import { openPaymentStates, type PaymentState } from '../../../shared/domain/paymentState.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Bindings, Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import { eventColumns, paymentColumns, readEvent, readPayment, selected, SELECT_PAYMENT } from '../rows.ts';
import type { NewPaymentEvent, PaymentPatch } from '../types.ts';
import { indexNumbers, type Numbers } from './numbers.ts';
import { inScope, scopeValues } from './scope.ts';

const FIELDS = Object.keys(paymentColumns) as (keyof typeof paymentColumns)[];
const EVENT_FIELDS = Object.keys(eventColumns) as (keyof typeof eventColumns)[];

/** What a transition may write besides the state; anything else in a patch is a programming error. */
const PATCHABLE: readonly string[] = [
  'method',
  'customerPaid',
  'settlement',
  'fee',
  'endedAt',
  'endReason',
  'booking',
  'huifuNumber',
  'partyOrderNumber',
  'walletNumber',
  'link',
  'payer',
  'failureCode',
  'failureText',
  'alert',
  'expiresAt',
] satisfies (keyof PaymentPatch)[];

const INSERT = `INSERT INTO payment (profile, ${FIELDS.map((f) => paymentColumns[f]).join(', ')})
  VALUES ((SELECT key FROM profile WHERE id = :profileId), ${FIELDS.map((f) => `:${f}`).join(', ')})`;
const INSERT_EVENT = `INSERT INTO payment_event (payment, ${EVENT_FIELDS.map((f) => eventColumns[f]).join(', ')})
  VALUES (:payment, ${EVENT_FIELDS.map((f) => `:${f}`).join(', ')})`;
const NUMBERS = `SELECT key, request_number AS "requestNumber", huifu_number AS "huifuNumber",
  party_order_number AS "partyOrderNumber", wallet_number AS "walletNumber" FROM payment WHERE id = :id`;
const EVENTS = `SELECT payment_event.id, payment.id AS "paymentId", ${selected('payment_event', eventColumns)}
  FROM payment JOIN payment_event ON payment_event.payment = payment.key
  WHERE payment.id = :id ORDER BY payment_event.id`;
const OPEN = (scope: PaymentScope) => `${SELECT_PAYMENT} WHERE payment.key IN (
    SELECT key FROM payment INDEXED BY payment_state
    WHERE profile = (SELECT key FROM profile WHERE id = :profileId)
      AND state IN (${openPaymentStates.map((state) => `'${state}'`).join(', ')}))${inScope(scope)}
  ORDER BY payment.created_at, payment.id`;

const UNBOOKED = `${SELECT_PAYMENT} WHERE payment.key IN (
    SELECT key FROM payment INDEXED BY payment_list
    WHERE profile = (SELECT key FROM profile WHERE id = :profileId) AND created_at >= :since AND state = 'paid')
  AND payment.booking IN ('unknown', 'pending') ORDER BY payment.created_at, payment.id`;

/** Writes a payment with its first event and makes it findable. Part of a transaction. */
export function writePayment(db: Database, payment: Payment, event: NewPaymentEvent): void {
  const values: Bindings = { profileId: payment.profileId };
  for (const field of FIELDS) values[field] = payment[field];
  db.run(INSERT, values);
  const { key } = numbersOf(db, payment.id);
  appendEvent(db, key, event);
  indexNumbers(db, key, payment, null);
}

/** Compare-and-set, patch and event in one; see `Ledger.movePayment`. Part of a transaction. */
export function writeMove(
  db: Database,
  id: string,
  expected: PaymentState,
  to: PaymentState,
  patch: PaymentPatch,
  event: NewPaymentEvent | null,
): boolean {
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
  const values: Bindings = { id, expected, to };
  let columns = '';
  for (const [field, value] of changes) {
    if (!PATCHABLE.includes(field)) throw new TypeError(`a transition does not write ${field}`);
    const column = paymentColumns[field as keyof PaymentPatch];
    columns += `, ${column} = ${field === 'booking' ? `iif(${column} = 'booked', ${column}, :booking)` : `:${field}`}`;
    values[field] = value;
  }
  const before = db.get(NUMBERS, { id });
  const moved = db.run(`UPDATE payment SET state = :to${columns} WHERE id = :id AND state = :expected`, values);
  if (moved === 0 || !before) return false;
  const { key, ...numbers } = before as unknown as { key: number } & Numbers;
  indexNumbers(db, key, { ...numbers, ...Object.fromEntries(changes) }, numbers);
  if (event) appendEvent(db, key, event);
  return true;
}

export function readOnePayment(db: Database, id: string, scope: PaymentScope = null): Payment | null {
  const row = db.get(`${SELECT_PAYMENT} WHERE payment.id = :id${inScope(scope)}`, { id, ...scopeValues(scope) });
  return row ? readPayment(row) : null;
}

export function readEvents(db: Database, id: string): PaymentEvent[] {
  return db.all(EVENTS, { id }).map(readEvent);
}

export function readOpenPayments(db: Database, profileId: string, scope: PaymentScope = null): Payment[] {
  return db.all(OPEN(scope), { profileId, ...scopeValues(scope) }).map(readPayment);
}

function numbersOf(db: Database, id: string): { key: number } {
  return db.get(NUMBERS, { id }) as { key: number };
}

function appendEvent(db: Database, payment: number, event: NewPaymentEvent): void {
  const values: Bindings = { payment };
  for (const field of EVENT_FIELDS) values[field] = event[field];
  db.run(INSERT_EVENT, values);
}

/** See `ClosingLedger.unbookedPayments`; payments are found by when they were made, which is not long before they are paid. */
export function readUnbooked(db: Database, profileId: string, since: Instant): Payment[] {
  return db.all(UNBOOKED, { profileId, since }).map(readPayment);
}
