import { z } from 'zod';
import {
  differenceNoteKinds,
  differenceStates,
  resolveReasons,
  type Difference,
  type DifferenceNote,
  type Month,
} from '../../../../shared/domain/difference.ts';
import type { MonthAct } from '../../../../shared/domain/monthLock.ts';
import { entryKinds, legs, outcomes } from '../../../../shared/domain/reconciliation/outcome.ts';
import type { ReconciliationException, RunSummary } from '../../../../shared/domain/reconciliation/run.ts';

import type { Row } from '../../database.ts';
import type { FindingRow, ReconciliationRun } from '../../interfaces/reconciliation.ts';
import { day, moment } from '../../rows.ts';
import { LedgerFault } from '../../types.ts';

export const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';

/** The newest finished run of the last day before `:day`: what a run begins with. */
export const OPENING = `SELECT key FROM reconciliation_run
  WHERE profile = ${PROFILE} AND day < :day AND ended_at IS NOT NULL ORDER BY day DESC, key DESC LIMIT 1`;

/**
 * What a run that is still being merged has added is not seen before the run is: all of it at once. The plus keeps the key
 * from being what rows are looked up by.
 */
export const VISIBLE = `+difference.key < coalesce((SELECT min(hidden_from) FROM reconciliation_run ending
  WHERE ending.profile = ${PROFILE} AND ending.ending_at IS NOT NULL AND ending.ended_at IS NULL), 9223372036854775807)`;

const month = z
  .string()
  .regex(/^\d{6}$/)
  .transform((s) => s as Month);
const json = <T>() =>
  z.string().transform((text, context): T => {
    try {
      return JSON.parse(text) as T;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  });
const count = z.number().int();

/** Columns of `difference` under the fields' names. */
export const DIFFERENCE = `difference.id, difference.day, difference.last_day AS "lastDay", difference.found_at AS "foundAt",
  difference.checked_at AS "checkedAt", difference.outcome, difference.leg, difference.kind,
  difference.request_number AS "requestNumber", difference.wallet_number AS "walletNumber", difference.amount,
  difference.at_risk AS "atRisk", difference.state, difference.owner_id AS "ownerId", difference.owner_name AS "ownerName",
  difference.reason, difference.month, difference.belongs`;

const differenceSchema = z.object({
  id: z.string(),
  day,
  lastDay: day,
  foundAt: moment,
  checkedAt: moment,
  outcome: z.enum(outcomes),
  leg: z.enum(legs).nullable(),
  kind: z.enum(entryKinds),
  requestNumber: z.string(),
  walletNumber: z.string(),
  amount: count,
  atRisk: count,
  state: z.enum(differenceStates),
  ownerId: z.string().nullable(),
  ownerName: z.string(),
  reason: z.enum(resolveReasons).nullable(),
  month,
  belongs: month,
});

const noteSchema = z.object({
  id: count,
  at: moment,
  kind: z.enum(differenceNoteKinds),
  by: z.string(),
  approvedBy: z.string(),
  text: z.string(),
});

export const RUN = `run.id, :profileId AS "profileId", run.day, run.started_at AS "startedAt", run.ended_at AS "endedAt",
  run.by, run.automatic, run.version, run.rule_hash AS "ruleHash", run.summary, run.result_sha256 AS "resultSha256",
  run.matched_sha256 AS "matchedSha256", run.statements, run.matched, run.opening, run.added AS "new", run.cleared, run.closing`;

const runSchema = z
  .object({
    id: z.string(),
    profileId: z.string(),
    day,
    startedAt: moment,
    endedAt: moment,
    by: z.string(),
    automatic: count.transform((n) => n === 1),
    version: z.string(),
    ruleHash: z.string(),
    summary: json<RunSummary>(),
    resultSha256: z.string(),
    matchedSha256: z.string(),
    statements: json<ReconciliationRun['statements']>(),
    matched: count,
    opening: count,
    new: count,
    cleared: count,
    closing: count,
  })
  .transform(({ opening, new: added, cleared, closing, ...run }) => ({
    ...run,
    differences: { opening, new: added, cleared, closing },
  }));

const actSchema = z.object({
  month,
  act: z.enum(['lock', 'unlock']),
  at: moment,
  by: z.string(),
  approvedBy: z.string(),
  reason: z.string(),
  totals: json<MonthAct['totals']>(),
  digest: z.string(),
});

const findingSchema = z.object({
  place: count,
  atRisk: count,
  body: json<ReconciliationException>(),
  state: z.enum(differenceStates),
  ownerName: z.string(),
  reason: z.enum(resolveReasons).nullable(),
  day,
});

export const readDifference = (row: Row): Difference => read('difference', differenceSchema, row);
export const readNote = (row: Row): DifferenceNote => read('difference_note', noteSchema, row);
export const readRun = (row: Row): ReconciliationRun => read('reconciliation_run', runSchema, row);
export const readAct = (row: Row): MonthAct => read('month_act', actSchema, row);
export const readException = (row: Row): ReconciliationException =>
  read('reconciliation_finding', z.object({ body: json<ReconciliationException>() }), row).body;

export const readFinding = (row: Row): FindingRow => {
  const { body: exception, ...rest } = read('reconciliation_finding', findingSchema, row);
  return { exception, ...rest };
};

function read<T>(table: string, schema: z.ZodType<T>, row: Row): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new LedgerFault('corrupt', `a row of ${table} cannot be read: ${fields}`);
}
