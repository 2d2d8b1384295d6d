import type { Bindings, Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import type { RefundBatchHead, RefundBatchLine } from '../interfaces/refunds.ts';
import { batchColumns, lineColumns, readBatch, readBatchLine } from '../refundRows.ts';
import { selected } from '../rows.ts';

const FIELDS = Object.keys(batchColumns) as (keyof typeof batchColumns)[];
const LINE_FIELDS = Object.keys(lineColumns) as (keyof typeof lineColumns)[];

const INSERT = `INSERT INTO refund_batch (profile, ${FIELDS.map((f) => batchColumns[f]).join(', ')})
  VALUES ((SELECT key FROM profile WHERE id = :profileId), ${FIELDS.map((f) => `:${f}`).join(', ')})`;
const INSERT_LINE = `INSERT INTO refund_batch_line (batch, payment, ${LINE_FIELDS.map((f) => lineColumns[f]).join(', ')})
  VALUES ((SELECT key FROM refund_batch WHERE id = :batchId), (SELECT key FROM payment WHERE id = :paymentId),
    ${LINE_FIELDS.map((f) => `:${f}`).join(', ')})`;
const SELECT_BATCH = `SELECT ${selected('refund_batch', batchColumns)}, profile.id AS "profileId"
  FROM refund_batch JOIN profile ON profile.key = refund_batch.profile`;
const LINES = `SELECT ${selected('refund_batch_line', lineColumns)}, payment.id AS "paymentId"
  FROM refund_batch_line LEFT JOIN payment ON payment.key = refund_batch_line.payment
  WHERE batch = (SELECT key FROM refund_batch WHERE id = :id) ORDER BY line`;

/** Batches of refunds, with every line as it stood in the file. */
export function createRefundBatchRepository(db: Database) {
  return {
    insertRefundBatch: (batch: RefundBatchHead, lines: RefundBatchLine[]): void =>
      db.transaction(() => {
        const values: Bindings = { profileId: batch.profileId };
        for (const field of FIELDS) values[field] = batch[field];
        db.run(INSERT, values);
        for (const line of lines) {
          const cells: Bindings = { batchId: batch.id, paymentId: line.paymentId };
          for (const field of LINE_FIELDS) cells[field] = line[field];
          db.run(INSERT_LINE, cells);
        }
      }),
    moveRefundBatch: (
      id: string,
      expected: RefundBatchHead['state'],
      to: RefundBatchHead['state'],
      approverId: string | null,
    ): boolean =>
      db.run(
        `UPDATE refund_batch SET state = :to, approver_id = coalesce(:approverId, approver_id)
          WHERE id = :id AND state = :expected`,
        { id, expected, to, approverId },
      ) > 0,
    noteBatchOutcome: (id: string, line: number, outcome: string | null): void =>
      void db.run(
        `UPDATE refund_batch_line SET outcome = :outcome
          WHERE batch = (SELECT key FROM refund_batch WHERE id = :id) AND line = :line`,
        { id, line, outcome },
      ),
    refundBatch: (
      id: string,
      scope: PaymentScope = null,
    ): { batch: RefundBatchHead; lines: RefundBatchLine[] } | null => {
      const row = db.get(`${SELECT_BATCH} WHERE refund_batch.id = :id${checkedBy(scope)}`, { id, ...by(scope) });
      return row ? { batch: readBatch(row), lines: db.all(LINES, { id }).map(readBatchLine) } : null;
    },
    refundBatches: (profileId: string, scope: PaymentScope = null): RefundBatchHead[] =>
      db
        .all(
          `${SELECT_BATCH} WHERE profile.id = :profileId${checkedBy(scope)} ORDER BY refund_batch.key DESC LIMIT 50`,
          { profileId, ...by(scope) },
        )
        .map(readBatch),
  };
}

/** A batch belongs to whoever brought the file; its lines may be about anybody's payments. */
function checkedBy(scope: PaymentScope): string {
  return scope === null ? '' : ' AND refund_batch.operator_id = :scopeOperator';
}

function by(scope: PaymentScope): Bindings {
  return scope === null ? {} : { scopeOperator: scope.operatorId };
}
