import { z } from 'zod';
import type { HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import { legs, statementFormats } from '../../../shared/domain/reconciliation/outcome.ts';
import {
  fetchProblems,
  statementKinds,
  statementSources,
  waitStates,
  type QueryOutcome,
  type Statement,
  type StatementKind,
  type StatementPeriod,
  type StatementQuery,
  type StatementWait,
} from '../../../shared/domain/statement.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import type { Bindings, Database, Row } from '../database.ts';
import type { QueriesUsed, StatementLabel, StatementLedger, WatchedFile } from '../interfaces/statements.ts';
import { day, moment, selected } from '../rows.ts';
import { LedgerFault } from '../types.ts';

const statementColumns = {
  id: 'id',
  sha256: 'sha256',
  bytes: 'bytes',
  name: 'name',
  kind: 'kind',
  format: 'format',
  leg: 'leg',
  period: 'period',
  batch: 'batch',
  part: 'part',
  source: 'source',
  receivedAt: 'received_at',
} as const satisfies Record<Exclude<keyof Statement, 'profileId'>, string>;

const waitColumns = {
  kind: 'kind',
  period: 'period',
  fileDate: 'file_date',
  state: 'state',
  dueAt: 'due_at',
  wanted: 'wanted',
  alone: 'alone',
  tries: 'tries',
  problem: 'problem',
  said: 'said',
  changedAt: 'changed_at',
} as const satisfies Record<Exclude<keyof StatementWait, 'profileId'>, string>;

const period = z
  .string()
  .regex(/^\d{6}(\d\d)?$/)
  .transform((s) => s as StatementPeriod);
const flag = z.number().transform((n) => n === 1);

const statementSchema = z.object({
  id: z.string().min(1),
  profileId: z.string(),
  sha256: z.string().length(64),
  bytes: z.number().int().min(0),
  name: z.string(),
  kind: z.enum(statementKinds).nullable(),
  // A format that this version does not know (any more) is one that has to be looked at again.
  format: z.enum(statementFormats).nullable().catch(null),
  leg: z.enum(legs).nullable(),
  period: period.nullable(),
  batch: z.string().min(1),
  part: z.number().int().min(1),
  source: z.enum(statementSources),
  receivedAt: moment,
});

const waitSchema = z.object({
  profileId: z.string(),
  kind: z.enum(statementKinds),
  period,
  fileDate: day,
  state: z.enum(waitStates),
  dueAt: moment,
  wanted: flag,
  alone: flag,
  tries: z.number().int().min(0),
  problem: z.enum(fetchProblems).nullable().catch(null),
  said: z.string().nullable(),
  changedAt: moment,
});

const SELECT_STATEMENT = `SELECT ${selected('statement', statementColumns)}, profile.id AS "profileId"
  FROM statement JOIN profile ON profile.key = statement.profile`;
const SELECT_WAIT = `SELECT ${selected('statement_wait', waitColumns)}, profile.id AS "profileId"
  FROM statement_wait JOIN profile ON profile.key = statement_wait.profile`;
const OF_PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';

function insert(table: string, columns: Record<string, string>): string {
  return `INSERT INTO ${table} (profile, ${Object.values(columns).join(', ')})
    VALUES (${OF_PROFILE}, ${Object.keys(columns)
      .map((field) => `:${field}`)
      .join(', ')})`;
}

const INSERT_STATEMENT = insert('statement', statementColumns);
const ADD_WAIT = `${insert('statement_wait', waitColumns)} ON CONFLICT DO NOTHING`;
const SAVE_WAIT = `${insert('statement_wait', waitColumns)} ON CONFLICT (profile, kind, period) DO UPDATE SET
  ${Object.values(waitColumns)
    .filter((column) => column !== 'kind' && column !== 'period')
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;
const START_QUERY = `INSERT INTO statement_query
    (huifu_id, request_date, request_number, day, at, file_date, kind, outcome)
  VALUES (:huifuId, :requestDate, :requestNumber, :day, :at, :fileDate, :kind, 'sent')`;
const END_QUERY = `UPDATE statement_query
  SET outcome = :outcome, day = :day, resp_code = :respCode, resp_desc = :respDesc
  WHERE request_date = :requestDate AND request_number = :requestNumber`;
// A query of a later day counts too: then the clock was set back since.
const USED = `SELECT count(*) AS used, coalesce(max(outcome = 'usedUp'), 0) AS used_up FROM statement_query
  WHERE huifu_id = :huifuId AND day >= :day AND outcome <> 'notSent'`;

/** The statements' part of the ledger; see `StatementLedger` for what each does. */
export function createStatementsRepository(db: Database) {
  const used = (huifuId: string, onDay: BusinessDate): QueriesUsed => {
    const row = db.get(USED, { huifuId, day: onDay });
    return { used: Number(row?.['used']), usedUp: row?.['used_up'] === 1 };
  };
  const waits = (sql: string, bindings: Bindings) => db.all(sql, bindings).map((row) => read(waitSchema, row));
  const rows = (sql: string, bindings: Bindings) => db.all(sql, bindings).map((row) => read(statementSchema, row));

  return {
    insertStatements: (added: Statement[]) =>
      db.transaction(() => {
        for (const statement of added) db.run(INSERT_STATEMENT, { ...statement });
      }),
    statement: (id: string) => rows(`${SELECT_STATEMENT} WHERE statement.id = :id`, { id })[0] ?? null,
    statements: (profileId: string, of: StatementPeriod | null, limit: number) =>
      rows(
        `${SELECT_STATEMENT} WHERE statement.profile = ${OF_PROFILE} ${of === null ? '' : 'AND statement.period = :of'}
          ORDER BY statement.received_at DESC, statement.key DESC LIMIT :limit`,
        { profileId, limit: Math.min(limit, 2_000), ...(of !== null && { of }) },
      ),
    statementsOfMonth: (profileId: string, month: StatementPeriod) =>
      rows(
        `${SELECT_STATEMENT} WHERE statement.profile = ${OF_PROFILE} AND statement.period BETWEEN :month AND :last
          ORDER BY statement.received_at DESC, statement.key DESC`,
        { profileId, month, last: `${month}99` },
      ),
    statementByHash: (profileId: string, sha256: string) =>
      rows(
        `${SELECT_STATEMENT} WHERE statement.profile = ${OF_PROFILE} AND statement.sha256 = :sha256
          ORDER BY statement.key LIMIT 1`,
        { profileId, sha256 },
      )[0] ?? null,
    labelStatement: (id: string, label: StatementLabel) =>
      db.transaction(
        () =>
          db.run('UPDATE statement SET kind = :kind, format = :format, leg = :leg, period = :period WHERE id = :id', {
            id,
            ...label,
          }) > 0,
      ),

    saveStatementWaits: (saved: StatementWait[]) => db.transaction(() => writeAll(db, SAVE_WAIT, saved)),
    addStatementWaits: (added: StatementWait[]) => db.transaction(() => writeAll(db, ADD_WAIT, added)),
    statementWaits: (profileId: string, month: StatementPeriod | 'open') =>
      month === 'open'
        ? waits(
            `${SELECT_WAIT} WHERE statement_wait.profile = ${OF_PROFILE}
              AND statement_wait.state IN ('waiting', 'generating') ORDER BY statement_wait.key`,
            { profileId },
          )
        : waits(
            `${SELECT_WAIT} WHERE statement_wait.profile = ${OF_PROFILE}
              AND statement_wait.period BETWEEN :month AND :last ORDER BY statement_wait.key`,
            { profileId, month, last: `${month}99` },
          ),
    statementWait: (profileId: string, kind: StatementKind, of: StatementPeriod) =>
      waits(
        `${SELECT_WAIT} WHERE statement_wait.profile = ${OF_PROFILE} AND statement_wait.kind = :kind
          AND statement_wait.period = :of`,
        { profileId, kind, of },
      )[0] ?? null,
    dropStatementWait: (profileId: string, kind: StatementKind, of: StatementPeriod) =>
      db.transaction(
        () =>
          db.run(
            `DELETE FROM statement_wait WHERE profile = ${OF_PROFILE} AND kind = :kind AND period = :of
              AND state IN ('waiting', 'generating')`,
            { profileId, kind, of },
          ) > 0,
      ),

    startStatementQuery: (query: StatementQuery, limit: number) =>
      db.transaction(() => {
        const before = used(query.huifuId, query.day);
        if (before.usedUp || before.used >= limit) return false;
        db.run(START_QUERY, { ...query });
        return true;
      }),
    endStatementQuery: (
      query: Pick<StatementQuery, 'requestDate' | 'requestNumber' | 'day'>,
      outcome: QueryOutcome,
      answer: { respCode: string; respDesc: string } | null,
    ) =>
      db.transaction(() => {
        const { requestDate, requestNumber, day: countedFor } = query;
        const { respCode, respDesc } = answer ?? { respCode: null, respDesc: null };
        db.run(END_QUERY, { requestDate, requestNumber, day: countedFor, outcome, respCode, respDesc });
      }),
    statementQueriesUsed: used,

    addStatementMapping: (profileId: string, mapping: HeaderMapping) =>
      db.transaction(
        () =>
          void db.run(`INSERT INTO statement_mapping (profile, header, body) VALUES (${OF_PROFILE}, :header, :body)`, {
            profileId,
            header: JSON.stringify(mapping.header),
            body: JSON.stringify(mapping),
          }),
      ),
    statementMappings: (profileId: string): HeaderMapping[] =>
      db
        .all(
          `SELECT body, max(key) FROM statement_mapping WHERE profile = ${OF_PROFILE} GROUP BY header ORDER BY key`,
          { profileId },
        )
        .map(({ body }) => JSON.parse(String(body)) as HeaderMapping),

    watchedBefore: (profileId: string, file: WatchedFile) =>
      db.get(
        `SELECT 1 FROM statement_watched WHERE profile = ${OF_PROFILE} AND path = :path AND bytes = :bytes
          AND modified_at = :modifiedAt`,
        { profileId, ...file },
      ) !== undefined,
    noteWatched: (profileId: string, file: WatchedFile) =>
      db.transaction(
        () =>
          void db.run(`INSERT OR IGNORE INTO statement_watched VALUES (${OF_PROFILE}, :path, :bytes, :modifiedAt)`, {
            profileId,
            ...file,
          }),
      ),
  } satisfies Synchronous<StatementLedger>;
}

/** The ledger's methods as the worker has them. */
type Synchronous<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};

function writeAll(db: Database, sql: string, waits: StatementWait[]): void {
  for (const wait of waits) db.run(sql, { ...wait, wanted: Number(wait.wanted), alone: Number(wait.alone) });
}

/** A row that cannot be what it claims to be was not written by this console: the ledger is not sound. */
function read<T>(schema: z.ZodType<T>, row: Row): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new LedgerFault('corrupt', `a row of statements cannot be read: ${fields}`);
}
