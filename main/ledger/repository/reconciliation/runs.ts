import type { OpenItem } from '../../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import type { FindingCursor, FindingRow, ReconciliationRun } from '../../interfaces/reconciliation.ts';
import { OPENING, PROFILE, readFinding, readRun, RUN } from './rows.ts';

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

/**
 * By id, from `after` on. A resolution by a person ends an item also for the machine, unless the machine has found something
 * else since.
 */
export function readOpenItemsBefore(
  db: Database,
  profileId: string,
  day: BusinessDate,
  after: string,
  limit: number,
): { items: OpenItem[]; next: string | null } {
  const rows = db.all(
    `SELECT id, body, EXISTS (SELECT 1 FROM difference
        WHERE profile = ${PROFILE} AND open_id = item.id AND state = 'resolved') AS "resolved"
      FROM reconciliation_open item WHERE run = (${OPENING}) AND id > :after ORDER BY id LIMIT :limit`,
    { profileId, day, after, limit },
  );
  const left = rows.filter((row) => row['resolved'] === 0);
  return {
    items: left.map(({ body }) => JSON.parse(String(body)) as OpenItem),
    next: rows.length === limit ? String(rows.at(-1)!['id']) : null,
  };
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
