import { z } from 'zod';
import type { OpenItem, RunSummary } from '../../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import type { Finding, RunEnd, RunStart } from '../../interfaces/reconciliation.ts';
import { mergePiece, openCount, type MergeCursor } from './merge.ts';
import { OPENING, PROFILE } from './rows.ts';

/** What a transaction may take, so that payments and pages in between do not wait. The disk's flush comes on top. */
const BUDGET_MS = 12;
/** Rows that are deleted at a time. */
const DROPPED = 200;

const FINDING = `INSERT INTO reconciliation_finding (run, place, id, fingerprint, outcome, leg, kind, request_number,
    wallet_number, amount, at_risk, first_day, open_id, body)
  VALUES (:run, :place, :id, :fingerprint, :outcome, :leg, :kind, :requestNumber, :walletNumber, :amount, :atRisk, :firstDay,
    :openId, :body)`;

export function startRun(db: Database, run: RunStart): void {
  db.run(
    `INSERT INTO reconciliation_run (id, profile, day, started_at, by, automatic, version, rule_hash, opening_run)
      VALUES (:id, ${PROFILE}, :day, :startedAt, :by, :automatic, :version, :ruleHash, (${OPENING}))`,
    { ...run, automatic: Number(run.automatic) },
  );
}

export function addFindings(db: Database, runId: string, findings: readonly Finding[]): void {
  const run = db.get('SELECT key, day, findings FROM reconciliation_run WHERE id = :runId', { runId })!;
  const key = Number(run['key']);
  let place = Number(run['findings']);
  for (const { id, fingerprint, exception } of findings) {
    db.run(FINDING, {
      run: key,
      place: place++,
      id,
      fingerprint,
      outcome: exception.outcome,
      leg: exception.leg,
      kind: exception.kind,
      requestNumber: exception.request_number,
      walletNumber: exception.wallet_number,
      amount: exception.statement?.amount_fen ?? exception.ledger?.amount_fen ?? 0,
      atRisk: exception.at_risk_fen,
      firstDay: exception.open_item?.first_seen ?? String(run['day']),
      openId: exception.open_item?.id ?? null,
      body: JSON.stringify(exception),
    });
  }
  // Keys only grow while the first one is there, so that the merging can go by them.
  db.run(
    `UPDATE reconciliation_run SET findings = :place, first_finding = coalesce(first_finding,
      (SELECT max(key) - :place + 1 FROM reconciliation_finding)) WHERE key = :key`,
    { key, place },
  );
}

export function addOpenItems(db: Database, runId: string, items: readonly OpenItem[]): void {
  const key = Number(db.get('SELECT key FROM reconciliation_run WHERE id = :runId', { runId })?.['key']);
  for (const item of items) {
    db.run('INSERT OR REPLACE INTO reconciliation_open VALUES (:key, :id, :body)', {
      key,
      id: item.id,
      body: JSON.stringify(item),
    });
  }
}

/** From here on the run comes to its end, whatever happens: what it found is all there, and is merged piece by piece. */
export function endRun(db: Database, runId: string, end: RunEnd): void {
  const run = db.get(
    `SELECT run.key, run.first_finding AS "first", profile.id AS "profileId"
      FROM reconciliation_run run JOIN profile ON profile.key = run.profile WHERE run.id = :runId`,
    { runId },
  )!;
  const first: MergeCursor = { step: 'findings', after: Number(run['first'] ?? Number.MAX_SAFE_INTEGER) - 1 };
  db.run(
    `UPDATE reconciliation_run SET ending_at = :endedAt, state = :state, summary = :summary,
      result_sha256 = :resultSha256, matched_sha256 = :matchedSha256, statements = :statements, matched = :matched,
      opening = :opening, added = 0, cleared = 0, merged = :first,
      hidden_from = (SELECT coalesce(max(key), 0) + 1 FROM difference) WHERE key = :key`,
    {
      key: Number(run['key']),
      endedAt: end.endedAt,
      state: machineState(end.summary),
      summary: JSON.stringify(end.summary),
      resultSha256: end.resultSha256,
      matchedSha256: end.matchedSha256,
      statements: JSON.stringify(end.statements),
      matched: end.matched,
      opening: openCount(db, String(run['profileId'])),
      first: JSON.stringify(first),
    },
  );
}

/** Merges a piece of a run that is ending; `true` once it has ended. */
export function mergeRun(db: Database, runId: string): boolean {
  const row = db.get(
    `SELECT run.key, run.day, run.opening_run AS "opening", run.ending_at AS "at", run.merged, profile.id AS "profileId"
      FROM reconciliation_run run JOIN profile ON profile.key = run.profile
      WHERE run.id = :runId AND ending_at IS NOT NULL AND ended_at IS NULL`,
    { runId },
  );
  if (!row) return true;
  const key = Number(row['key']);
  const run = {
    key,
    day: String(row['day']) as BusinessDate,
    profileId: String(row['profileId']),
    opening: row['opening'] === null ? null : Number(row['opening']),
    at: Number(row['at']) as Instant,
  };
  const from = cursorSchema.parse(JSON.parse(String(row['merged'])));
  const { added, cleared, next } = mergePiece(db, run, from, BUDGET_MS);
  db.run(
    `UPDATE reconciliation_run SET added = added + :added, cleared = cleared + :cleared, merged = :merged WHERE key = :key`,
    { key, added, cleared, merged: next && JSON.stringify(next) },
  );
  if (next !== null) return false;
  db.run('UPDATE reconciliation_run SET ended_at = ending_at, closing = opening + added - cleared WHERE key = :key', {
    key,
  });
  return true;
}

const cursorSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('findings'), after: z.number() }),
  z.object({ step: z.literal('day'), atRisk: z.number(), after: z.number() }),
  z.object({ step: z.literal('opening'), after: z.string() }),
]) satisfies z.ZodType<MergeCursor>;

/** How the machine leaves a day; what people explain comes on top (`months.ts`). */
function machineState(summary: RunSummary): string {
  if (summary.outcomes['NO-FILE'] > 0) return 'noFile';
  if (!summary.all_read || summary.outcomes['BAD-LINE'] > 0 || summary.outcomes['UNKNOWN-KIND'] > 0) return 'unread';
  const stated = summary.sources.flatMap(({ parts }) => parts.flatMap((part) => part.summary));
  if ([...summary.totals.legs, ...stated].some(({ ties }) => !ties)) return 'untied';
  return summary.clear ? 'clear' : 'open';
}

/** Runs that did not come to their end: those that are ending, to be merged, and those that are to be dropped. */
export function readUnfinishedRuns(db: Database, profileId: string): { ending: string[]; dead: string[] } {
  const rows = db.all(
    `SELECT id, ending_at IS NOT NULL AS "ending" FROM reconciliation_run
      WHERE profile = ${PROFILE} AND ended_at IS NULL ORDER BY key`,
    { profileId },
  );
  const ids = (ending: number) => rows.filter((row) => row['ending'] === ending).map((row) => String(row['id']));
  return { ending: ids(1), dead: ids(0) };
}

/** Takes back a piece of a run that is not ending; `true` once nothing of it is left. */
export function dropRun(db: Database, runId: string): boolean {
  const run = db.get('SELECT key FROM reconciliation_run WHERE id = :runId AND ending_at IS NULL', { runId });
  if (!run) return true;
  const key = Number(run['key']);
  const dropped =
    db.run(
      `DELETE FROM reconciliation_finding WHERE key IN (
        SELECT key FROM reconciliation_finding WHERE run = :key LIMIT ${DROPPED})`,
      { key },
    ) +
    db.run(
      `DELETE FROM reconciliation_open WHERE run = :key AND id IN (
        SELECT id FROM reconciliation_open WHERE run = :key LIMIT ${DROPPED})`,
      { key },
    );
  if (dropped > 0) return false;
  db.run('DELETE FROM reconciliation_run WHERE key = :key', { key });
  return true;
}
