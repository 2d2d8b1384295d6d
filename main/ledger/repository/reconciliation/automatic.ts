import type { AutomaticFindings } from '../../../../shared/contract/reconciliation.ts';
import { newestVersions } from '../../../../shared/domain/statement.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import type { DayToCompare } from '../../interfaces/reconciliation.ts';
import { isLocked } from './locks.ts';
import { PROFILE, VISIBLE } from './rows.ts';

/** Newest first within a day, as statements are read for a comparison. */
const STATEMENTS = `SELECT period, kind, batch, sha256 FROM statement
  WHERE profile = ${PROFILE} AND period IN (
    SELECT period FROM statement trade WHERE trade.profile = ${PROFILE} AND trade.kind = 'trade'
      AND NOT ${isLocked('substr(trade.period, 1, 6)')}
      AND NOT EXISTS (SELECT 1 FROM statement_wait wait WHERE wait.profile = trade.profile AND wait.kind = 'trade'
        AND wait.period = trade.period AND wait.state IN ('waiting', 'generating')))
  ORDER BY period, received_at DESC, key DESC`;

const COMPARED = `SELECT day, statements FROM reconciliation_run WHERE key IN (
    SELECT max(key) FROM reconciliation_run WHERE profile = ${PROFILE} AND ended_at IS NOT NULL GROUP BY day)`;

/** What a comparison read is on record, so what came in since needs no list of its own that could be lost. */
export function readDaysToCompare(db: Database, profileId: string): DayToCompare[] {
  const compared = new Map(
    db.all(COMPARED, { profileId }).map((row) => {
      const files = JSON.parse(String(row['statements'])) as { sha256: string }[];
      return [String(row['day']), setOf(files.map(({ sha256 }) => sha256)).join()];
    }),
  );
  const stored = db.all(STATEMENTS, { profileId }).map((row) => ({
    day: String(row['period']) as BusinessDate,
    kind: row['kind'] as string | null,
    batch: String(row['batch']),
    sha256: String(row['sha256']),
  }));
  return [...Map.groupBy(stored, ({ day }) => day)]
    .map(([day, rows]) => ({ day, files: setOf(newestVersions(rows).map(({ sha256 }) => sha256)) }))
    .filter(({ day, files }) => compared.get(day) !== files.join());
}

const setOf = (hashes: readonly string[]): string[] => [...new Set(hashes)].sort();

export function readAutomaticFindings(db: Database, profileId: string, since: Instant): AutomaticFindings | null {
  const days = db.all(
    `SELECT run.id AS "runId", run.day, count(*) AS "open", sum(difference.at_risk) AS "atRisk"
      FROM reconciliation_run run
      JOIN difference ON difference.profile = run.profile AND difference.day = run.day AND difference.state = 'open'
        AND ${VISIBLE}
      WHERE run.automatic = 1 AND run.ended_at >= :since AND run.key IN (
        SELECT max(key) FROM reconciliation_run WHERE profile = ${PROFILE} AND ended_at IS NOT NULL GROUP BY day)
      GROUP BY run.key ORDER BY run.day DESC`,
    { profileId, since },
  );
  const [newest] = days;
  if (!newest) return null;
  const sum = (field: string) => days.reduce((total, row) => total + Number(row[field]), 0);
  return {
    runId: String(newest['runId']),
    day: String(newest['day']) as BusinessDate,
    days: days.length,
    open: sum('open'),
    atRisk: sum('atRisk'),
  };
}
