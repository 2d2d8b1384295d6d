import { z } from 'zod';
import { fen, MAX_FEN, type Fen } from '../../../shared/domain/money.ts';
import { paymentMethods } from '../../../shared/domain/payment.ts';
import { openPaymentStates, paymentStates } from '../../../shared/domain/paymentState.ts';
import {
  unfinishedKinds,
  type PersonName,
  type Shift,
  type ShiftSlip,
  type ShiftTotals,
  type UnfinishedOrder,
} from '../../../shared/domain/shift.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Database, Row } from '../database.ts';
import type { HandoverRow, ShiftClosed, ShiftCursor, ShiftLedger } from '../interfaces/shifts.ts';
import { moment, readRow } from '../rows.ts';
import { readOnePayment, writeMove } from './payments.ts';

const amount = z
  .number()
  .int()
  .min(0)
  .max(MAX_FEN)
  .transform((n) => n as Fen);
const person = z.object({ id: z.string().nullable(), name: z.string() });
const unfinishedSchema = z.object({
  kind: z.enum(unfinishedKinds),
  subject: z.string(),
  amount,
  state: z.enum(paymentStates),
  createdAt: moment,
  followUp: person.nullable(),
});
const totalsSchema = z.object({
  count: z.number().int(),
  amount,
  methods: z.array(z.object({ method: z.enum(paymentMethods), count: z.number().int(), amount })),
});
const slipSchema = z.object({
  shop: z.string(),
  huifuId: z.string(),
  totals: totalsSchema,
  refunds: z.object({ count: z.number().int(), amount }).nullable(),
  unfinished: z.array(unfinishedSchema),
  auditClosingHash: z.string().nullable(),
});
const shiftSchema = z.object({
  id: z.string().min(1),
  till: z.string(),
  openedBy: person,
  openedAt: moment,
  float: amount.nullable(),
  closedBy: person.nullable(),
  closedAt: moment.nullable(),
  slip: slipSchema.nullable(),
});

const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';
const OPEN_STATES = openPaymentStates.map((state) => `'${state}'`).join(', ');
const LAST_EVENT = '(SELECT coalesce(max(id), 0) FROM payment_event)';
const LONGEST_PAGE = 500;

/** Payments of the till that moved to paid between the two events that bound the shift. */
const ARRIVED = `SELECT payment.method, count(*) AS "count", sum(payment.amount) AS "amount"
  FROM shift JOIN payment_event ON payment_event.id > shift.first_event
      AND payment_event.id <= coalesce(shift.last_event, 9007199254740991)
    JOIN payment ON payment.key = payment_event.payment AND payment.profile = shift.profile AND payment.till = shift.till
  WHERE shift.id = :id AND payment_event.to_state = 'paid' AND payment_event.from_state <> 'paid'
  GROUP BY payment.method ORDER BY payment.method`;

/** The newest handover in this shift of whatever `subject` names. */
const NEWEST = (kind: string, subject: string) => `handover.key = (SELECT max(later.key) FROM handover AS later
    WHERE later.shift = shift.key AND later.kind = '${kind}' AND later.subject = ${subject})`;

const UNFINISHED = `SELECT payment.id AS "subject", payment.amount, payment.state, payment.created_at AS "createdAt",
    handover.to_operator AS "toId", handover.to_name AS "toName"
  FROM shift JOIN payment INDEXED BY payment_state ON payment.profile = shift.profile
      AND payment.state IN (${OPEN_STATES}) AND payment.till = shift.till
    LEFT JOIN handover ON ${NEWEST('payment', 'payment.id')}
  WHERE shift.id = :id ORDER BY payment.created_at, payment.id`;

const HANDED_REFUNDS = `SELECT handover.subject, handover.to_operator AS "toId", handover.to_name AS "toName"
  FROM shift JOIN handover ON handover.shift = shift.key AND handover.kind = 'refund'
  WHERE shift.id = :id AND ${NEWEST('refund', 'handover.subject')}`;

const personOf = (row: Row, id: string, name: string): PersonName | null =>
  row[name] === null ? null : { id: row[id] as string | null, name: String(row[name]) };

function readShift(row: Row): Shift {
  return readRow('shift', shiftSchema, {
    ...row,
    openedBy: personOf(row, 'opened_by', 'opened_by_name'),
    openedAt: row['opened_at'],
    closedBy: personOf(row, 'closed_by', 'closed_by_name'),
    closedAt: row['closed_at'],
    slip: row['slip'] === null ? null : parseJson(String(row['slip'])),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** See `ShiftLedger` for what each does. */
export function createShiftsRepository(db: Database) {
  const isOpen = (id: string) =>
    db.get('SELECT 1 FROM shift WHERE id = :id AND closed_at IS NULL', { id }) !== undefined;

  function totals(id: string): ShiftTotals {
    const methods = totalsSchema.shape.methods.parse(db.all(ARRIVED, { id }));
    return {
      count: methods.reduce((sum, method) => sum + method.count, 0),
      amount: fen(methods.reduce((sum, method) => sum + method.amount, 0)),
      methods,
    };
  }

  function unfinished(id: string): UnfinishedOrder[] {
    return db
      .all(UNFINISHED, { id })
      .map((row) =>
        readRow('payment', unfinishedSchema, { ...row, kind: 'payment', followUp: personOf(row, 'toId', 'toName') }),
      );
  }

  return {
    openShift: (profileId: string, shift: Parameters<ShiftLedger['openShift']>[1]) =>
      db.transaction(() => {
        const { id, till, openedBy, openedAt, float } = shift;
        const values = { profileId, till };
        if (db.get(`SELECT 1 FROM shift WHERE profile = ${PROFILE} AND till = :till AND closed_at IS NULL`, values)) {
          return false;
        }
        db.run(
          `INSERT INTO shift (id, profile, till, opened_by, opened_by_name, opened_at, float, first_event)
            VALUES (:id, ${PROFILE}, :till, :by, :byName, :openedAt, :float, ${LAST_EVENT})`,
          { ...values, id, by: openedBy.id, byName: openedBy.name, openedAt, float },
        );
        return true;
      }),

    currentShift: (profileId: string, till: string): Shift | null => {
      const row = db.get(`SELECT * FROM shift WHERE profile = ${PROFILE} AND till = :till AND closed_at IS NULL`, {
        profileId,
        till,
      });
      return row ? readShift(row) : null;
    },

    shift: (id: string): Shift | null => {
      const row = db.get('SELECT * FROM shift WHERE id = :id', { id });
      return row ? readShift(row) : null;
    },

    closedShifts: (profileId: string, operatorId: string | null, after: ShiftCursor | null, limit: number) => {
      const size = Math.max(1, Math.min(limit, LONGEST_PAGE));
      const found = db
        .all(
          `SELECT * FROM shift WHERE profile = ${PROFILE} AND closed_at IS NOT NULL
            AND (:operatorId IS NULL OR opened_by = :operatorId OR closed_by = :operatorId)
            AND (opened_at, id) < (:at, :id) ORDER BY opened_at DESC, id DESC LIMIT :rows`,
          {
            profileId,
            operatorId,
            at: after?.openedAt ?? Number.MAX_SAFE_INTEGER,
            id: after?.id ?? '',
            rows: size + 1,
          },
        )
        .map(readShift);
      const rows = found.slice(0, size);
      const last = rows.at(-1);
      return { rows, next: found.length > size && last ? { openedAt: last.openedAt, id: last.id } : null };
    },

    shiftTotals: totals,
    unfinishedPayments: unfinished,
    handedRefunds: (id: string) =>
      db
        .all(HANDED_REFUNDS, { id })
        .map((row) => ({ subject: String(row['subject']), followUp: personOf(row, 'toId', 'toName')! })),

    handOver: (id: string, by: PersonName, at: Instant, handovers: HandoverRow[]) =>
      db.transaction(() => {
        if (!isOpen(id)) return false;
        for (const { kind, subject, to } of handovers) {
          db.run(
            `INSERT INTO handover (shift, kind, subject, payment, to_operator, to_name, by_operator, by_name, at)
              VALUES ((SELECT key FROM shift WHERE id = :id), :kind, :subject,
                (SELECT key FROM payment WHERE id = :subject AND :kind = 'payment'), :to, :toName, :by, :byName, :at)`,
            { id, kind, subject, to: to.id, toName: to.name, by: by.id, byName: by.name, at },
          );
          const payment = kind === 'payment' ? readOnePayment(db, subject) : null;
          if (!payment) continue;
          const { state } = payment;
          const event = { at, kind: 'handedOver' as const, from: state, to: state, respCode: null, respDesc: null };
          writeMove(db, subject, state, state, {}, { ...event, requestNumber: null, detail: to.name });
        }
        return true;
      }),

    closeShift: (
      id: string,
      by: PersonName,
      at: Instant,
      given: Parameters<ShiftLedger['closeShift']>[3],
    ): ShiftClosed =>
      db.transaction(() => {
        const { openRefunds, ...head } = given;
        const open = [...unfinished(id), ...openRefunds];
        const missing = open.filter(({ followUp }) => followUp === null);
        if (missing.length > 0 || !isOpen(id)) return { closed: false, missing };
        const slip: ShiftSlip = { ...head, totals: totals(id), unfinished: open };
        db.run(
          `UPDATE shift SET closed_by = :by, closed_by_name = :byName, closed_at = :at, last_event = ${LAST_EVENT},
            slip = :slip WHERE id = :id`,
          { id, by: by.id, byName: by.name, at, slip: JSON.stringify(slip) },
        );
        return { closed: true, slip };
      }),
  };
}
