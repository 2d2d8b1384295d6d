import { z } from 'zod';
import type { AuditFilter, AuditRow } from '../../../shared/contract/audit.ts';
import type { AuditAct } from '../../../shared/domain/audit.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { FIRST_PREVIOUS, hashOf } from '../auditChain.ts';
import type { Bindings, Database, Row } from '../database.ts';
import type { NewAuditRow } from '../interfaces/audit.ts';
import { LedgerFault } from '../types.ts';

const COLUMNS = `seq, at, operator_id AS "operatorId", operator, machine, act, subject, before, after, previous, hash`;
const INSERT = `INSERT INTO audit (seq, at, operator_id, operator, machine, act, subject, before, after, previous, hash)
  VALUES (:seq, :at, :operatorId, :operator, :machine, :act, :subject, :before, :after, :previous, :hash)`;
const LAST = 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1';
const FROM = `SELECT ${COLUMNS} FROM audit WHERE seq > :above ORDER BY seq LIMIT :limit`;
const LAST_BEFORE = `SELECT ${COLUMNS} FROM audit WHERE at < :before ORDER BY seq DESC LIMIT 1`;

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();
const rowSchema = z.object({
  seq: z.number().int(),
  at: z.number().int(),
  operatorId: z.string().nullable(),
  operator: z.string(),
  machine: z.string(),
  // Not the closed list: a row that somebody wrote by hand must still be shown and found broken.
  act: z.string(),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  previous: z.string(),
  hash: z.string(),
});

/** The audit log's methods as the worker runs them; see `AuditLedger`. */
export function createAuditRepository(db: Database) {
  return {
    appendAudit: (row: NewAuditRow) => db.transaction(() => append(db, row)),
    auditPage: (filter: AuditFilter, after: number | null, limit: number) => page(db, filter, after, limit),
    auditFrom: (above: number, limit: number) => db.all(FROM, { above, limit }).map(read),
    auditLastBefore: (before: number) => {
      const row = db.get(LAST_BEFORE, { before });
      return row ? read(row) : null;
    },
  };
}

function append(db: Database, row: NewAuditRow): AuditRow {
  const last = db.get(LAST) as { seq: number; hash: string } | undefined;
  const linked = { ...row, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? FIRST_PREVIOUS };
  const sealed: AuditRow = { ...linked, hash: hashOf(linked) };
  db.run(INSERT, { ...sealed, before: jsonOrNull(sealed.before), after: jsonOrNull(sealed.after) });
  return sealed;
}

function page(db: Database, { act, text }: AuditFilter, after: number | null, limit: number) {
  const bindings: Bindings = { limit: limit + 1 };
  const conditions = ['1'];
  if (after !== null) {
    conditions.push('seq < :after');
    bindings['after'] = after;
  }
  if (act !== undefined) {
    conditions.push('act = :act');
    bindings['act'] = act;
  }
  if (text !== undefined) {
    conditions.push(
      `(subject LIKE :text ESCAPE '\\' OR operator LIKE :text ESCAPE '\\' OR before LIKE :text ESCAPE '\\'
        OR after LIKE :text ESCAPE '\\')`,
    );
    bindings['text'] = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  }
  const found = db.all(
    `SELECT ${COLUMNS} FROM audit WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT :limit`,
    bindings,
  );
  const rows = found.slice(0, limit).map(read);
  return { rows, next: found.length > limit ? (rows.at(-1)?.seq ?? null) : null };
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function read(row: Row): AuditRow {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) throw new LedgerFault('corrupt', 'a row of the audit log cannot be read');
  const { at, act, before, after, ...rest } = parsed.data;
  return { ...rest, at: at as Instant, act: act as AuditAct, before: readValues(before), after: readValues(after) };
}

function readValues(text: string | null): AuditRow['before'] {
  if (text === null) return null;
  const parsed = values.safeParse(JSON.parse(text));
  if (!parsed.success) throw new LedgerFault('corrupt', 'a row of the audit log cannot be read');
  return parsed.data;
}
