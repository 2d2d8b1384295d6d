import { z } from 'zod';
import { MAX_FEN, type Fen } from '../../../shared/domain/money.ts';
import { roles } from '../../../shared/domain/permission.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Database, Row } from '../database.ts';
import type { ApprovalRow, OperatorRow } from '../interfaces/operators.ts';
import { moment, readRow, selected } from '../rows.ts';

const columns = {
  id: 'id',
  name: 'name',
  role: 'role',
  pin: 'pin',
  tries: 'tries',
  triedAt: 'tried_at',
  createdAt: 'created_at',
  removedAt: 'removed_at',
} as const satisfies Record<keyof OperatorRow, string>;

const approvalColumns = {
  id: 'id',
  act: 'act',
  subject: 'subject',
  paymentId: 'payment_id',
  amount: 'amount',
  requesterId: 'requester_id',
  approverId: 'approver_id',
  givenAt: 'given_at',
} as const satisfies Record<keyof ApprovalRow, string>;

const operatorSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  role: z.enum(roles),
  pin: z.string().min(1),
  tries: z.number().int().min(0),
  triedAt: moment.nullable(),
  createdAt: moment,
  removedAt: moment.nullable(),
});

const approvalSchema = z.object({
  id: z.string().min(1),
  act: z.string(),
  subject: z.string(),
  paymentId: z.string().nullable(),
  amount: z
    .number()
    .int()
    .min(0)
    .max(MAX_FEN)
    .transform((n) => n as Fen),
  requesterId: z.string(),
  approverId: z.string(),
  givenAt: moment,
});

const readOperator = (row: Row): OperatorRow => readRow('operator', operatorSchema, row);
const SELECT = `SELECT ${selected('operator', columns)} FROM operator`;
const HERE = 'removed_at IS NULL';

/** See `OperatorLedger` for what each does. */
export function createOperatorsRepository(db: Database) {
  const nameInUse = (name: string, id: string) =>
    db.get(`SELECT 1 FROM operator WHERE name = :name AND id <> :id AND ${HERE}`, { name, id }) !== undefined;
  const owners = () => Number(db.get(`SELECT count(*) AS n FROM operator WHERE role = 'owner' AND ${HERE}`)?.['n']);

  /** Without this person nobody could add people or change limits any more. */
  const lastOwner = (id: string) =>
    owners() === 1 &&
    db.get(`SELECT 1 FROM operator WHERE id = :id AND role = 'owner' AND ${HERE}`, { id }) !== undefined;

  return {
    operators: () => db.all(`${SELECT} ORDER BY key`).map(readOperator),

    insertOperator: (row: Pick<OperatorRow, 'id' | 'name' | 'role' | 'pin' | 'createdAt'>) =>
      db.transaction(() => {
        if (nameInUse(row.name, row.id) || (row.role !== 'owner' && owners() === 0)) return false;
        const { id, name, role, pin, createdAt } = row;
        db.run(`INSERT INTO operator (id, name, role, pin, created_at) VALUES (:id, :name, :role, :pin, :createdAt)`, {
          id,
          name,
          role,
          pin,
          createdAt,
        });
        return true;
      }),

    changeOperator: (id: string, change: Partial<Pick<OperatorRow, 'name' | 'role' | 'pin'>>) =>
      db.transaction(() => {
        if (change.name !== undefined && nameInUse(change.name, id)) return false;
        if (change.role !== undefined && change.role !== 'owner' && lastOwner(id)) return false;
        const { name = null, role = null, pin = null } = change;
        const forgets = pin === null ? '' : ', tries = 0, tried_at = NULL';
        return (
          db.run(
            `UPDATE operator SET name = coalesce(:name, name), role = coalesce(:role, role), pin = coalesce(:pin, pin)
              ${forgets} WHERE id = :id AND ${HERE}`,
            { id, name, role, pin },
          ) > 0
        );
      }),

    removeOperator: (id: string, at: Instant) =>
      db.transaction(() => {
        if (lastOwner(id)) return false;
        const left = db.run(`UPDATE operator SET removed_at = :at WHERE id = :id AND ${HERE}`, { id, at }) > 0;
        db.run(
          'UPDATE approval SET ended_at = :at WHERE (requester_id = :id OR approver_id = :id) AND ended_at IS NULL',
          { id, at },
        );
        return left;
      }),

    countPinTry: (id: string, at: Instant) =>
      db.transaction(
        () =>
          void db.run(`UPDATE operator SET tries = tries + 1, tried_at = :at WHERE id = :id AND ${HERE}`, { id, at }),
      ),
    forgetPinTries: (id: string) =>
      db.transaction(
        () => void db.run(`UPDATE operator SET tries = 0, tried_at = NULL WHERE id = :id AND ${HERE}`, { id }),
      ),

    insertApproval: (row: ApprovalRow) =>
      db.transaction(() => {
        const fields = Object.keys(approvalColumns) as (keyof ApprovalRow)[];
        db.run(
          `INSERT INTO approval (${fields.map((f) => approvalColumns[f]).join(', ')})
            VALUES (${fields.map((f) => `:${f}`).join(', ')})`,
          Object.fromEntries(fields.map((f) => [f, row[f]])),
        );
      }),
    approval: (id: string): ApprovalRow | null => {
      const row = db.get(`SELECT ${selected('approval', approvalColumns)} FROM approval WHERE id = :id`, { id });
      return row ? readRow('approval', approvalSchema, row) : null;
    },
    endApproval: (id: string, at: Instant) =>
      db.transaction(
        () => db.run('UPDATE approval SET ended_at = :at WHERE id = :id AND ended_at IS NULL', { id, at }) > 0,
      ),
  };
}
