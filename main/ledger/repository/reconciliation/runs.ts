import type { OpenItem, RunSummary } from '../../../../shared/domain/reconciliation.ts';
import type { BusinessDate } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import type {
  Finding,
  FindingCursor,
  FindingRow,
  ReconciliationRun,
  RunEnd,
  RunStart,
} from '../../interfaces/reconciliation.ts';
import { mergeFindings } from './merge.ts';
import { PROFILE, readFinding, readRun, RUN } from './rows.ts';

/** The newest finished run of the last day before `:day`: what a run begins with. */
const OPENING = `SELECT key FROM reconciliation_run
  WHERE profile = ${PROFILE} AND day < :day AND ended_at IS NOT NULL ORDER BY day DESC, key DESC LIMIT 1`;

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
  const run = db.get('SELECT key, day FROM reconciliation_run WHERE id = :runId', { runId })!;
  const key = Number(run['key']);
  let place = Number(
    db.get('SELECT coalesce(max(place) + 1, 0) AS "n" FROM reconciliation_finding WHERE run = :key', { key })?.['n'],
  );
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
}

export function endRun(db: Database, runId: string, end: RunEnd) {
  const run = db.get(
    `SELECT run.key, run.day, run.opening_run AS "opening", profile.id AS "profileId"
      FROM reconciliation_run run JOIN profile ON profile.key = run.profile WHERE run.id = :runId`,
    { runId },
  )!;
  const key = Number(run['key']);
  for (const item of end.openItems) {
    db.run('INSERT OR REPLACE INTO reconciliation_open VALUES (:key, :id, :body)', {
      key,
      id: item.id,
      body: JSON.stringify(item),
    });
  }
  const differences = mergeFindings(db, {
    key,
    day: String(run['day']) as BusinessDate,
    profileId: String(run['profileId']),
    opening: run['opening'] === null ? null : Number(run['opening']),
    at: end.endedAt,
  });
  db.run(
    `UPDATE reconciliation_run SET ended_at = :endedAt, state = :state, summary = :summary, result_sha256 = :resultSha256,
      matched_sha256 = :matchedSha256, statements = :statements, matched = :matched, opening = :opening, added = :new,
      cleared = :cleared, closing = :closing WHERE key = :key`,
    {
      key,
      endedAt: end.endedAt,
      state: machineState(end.summary),
      summary: JSON.stringify(end.summary),
      resultSha256: end.resultSha256,
      matchedSha256: end.matchedSha256,
      statements: JSON.stringify(end.statements),
      matched: end.matched,
      ...differences,
    },
  );
  return differences;
}

/** How the machine leaves a day; what people explain comes on top (`months.ts`). */
function machineState(summary: RunSummary): string {
  if (summary.outcomes['NO-FILE'] > 0) return 'noFile';
  if (!summary.all_read || summary.outcomes['BAD-LINE'] > 0 || summary.outcomes['UNKNOWN-KIND'] > 0) return 'unread';
  const stated = summary.sources.flatMap(({ parts }) => parts.flatMap((part) => part.summary));
  if ([...summary.totals.legs, ...stated].some(({ ties }) => !ties)) return 'untied';
  return summary.clear ? 'clear' : 'open';
}

export function dropRun(db: Database, runId: string): void {
  db.run('DELETE FROM reconciliation_run WHERE id = :runId AND ended_at IS NULL', { runId });
}

export function dropUnfinishedRuns(db: Database, profileId: string): void {
  db.run(`DELETE FROM reconciliation_run WHERE profile = ${PROFILE} AND ended_at IS NULL`, { profileId });
}

export function readLatestRun(db: Database, profileId: string, day: BusinessDate): ReconciliationRun | null {
  const row = db.get(
    `SELECT ${RUN} FROM reconciliation_run run
      WHERE profile = ${PROFILE} AND day = :day AND ended_at IS NOT NULL ORDER BY key DESC LIMIT 1`,
    { profileId, day },
  );
  return row ? readRun(row) : null;
}

export function readOneRun(db: Database, id: string): ReconciliationRun | null {
  const row = db.get(
    `SELECT ${RUN.replace(':profileId', 'profile.id')} FROM reconciliation_run run JOIN profile ON profile.key = run.profile
      WHERE run.id = :id AND ended_at IS NOT NULL`,
    { id },
  );
  return row ? readRun(row) : null;
}

export function readRuns(db: Database, profileId: string, from: BusinessDate, to: BusinessDate): ReconciliationRun[] {
  return db
    .all(
      `SELECT ${RUN} FROM reconciliation_run run WHERE key IN (
          SELECT max(key) FROM reconciliation_run
          WHERE profile = ${PROFILE} AND day BETWEEN :from AND :to AND ended_at IS NOT NULL GROUP BY day)
        ORDER BY day`,
      { profileId, from, to },
    )
    .map(readRun);
}

/** A resolution by a person ends an item also for the machine, unless the machine has found something else since. */
export function readOpenItemsBefore(db: Database, profileId: string, day: BusinessDate): OpenItem[] {
  return db
    .all(
      `SELECT body FROM reconciliation_open item WHERE run = (${OPENING}) AND NOT EXISTS (
          SELECT 1 FROM difference WHERE profile = ${PROFILE} AND open_id = item.id AND state = 'resolved')
        ORDER BY id`,
      { profileId, day },
    )
    .map(({ body }) => JSON.parse(String(body)) as OpenItem);
}

export function readFindings(db: Database, runId: string, after: FindingCursor | null, limit: number): FindingRow[] {
  return db
    .all(
      `SELECT found.place, found.at_risk AS "atRisk", found.body, difference.state, difference.owner_name AS "ownerName", difference.reason, difference.day
        FROM reconciliation_finding found JOIN reconciliation_run run ON run.key = found.run
        JOIN difference ON difference.profile = run.profile AND difference.id = found.id
        WHERE run.id = :runId AND (found.at_risk < :atRisk OR (found.at_risk = :atRisk AND found.place > :place))
        ORDER BY found.at_risk DESC, found.place LIMIT :limit`,
      { runId, limit, atRisk: after?.atRisk ?? Number.MAX_SAFE_INTEGER, place: after?.place ?? -1 },
    )
    .map(readFinding);
}
