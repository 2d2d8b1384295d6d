import type { LateDifferences } from '../../../../shared/contract/reconciliation.ts';
import { addMonths, type Month } from '../../../../shared/domain/difference.ts';
import type { DayOverview, DayState, MonthAct, RollForward } from '../../../../shared/domain/monthLock.ts';
import { addDays, type BusinessDate, type Instant } from '../../../../shared/domain/time.ts';
import type { Database, Row } from '../../database.ts';
import { isLocked } from './locks.ts';
import { DIFFERENCE, PROFILE, readAct, readDifference, VISIBLE } from './rows.ts';

/** Every day of the month with how it stands. */
export function readMonthDays(db: Database, profileId: string, month: Month): DayOverview[] {
  const values = { profileId, from: `${month}01`, to: `${month}31` };
  const paid = byDay(
    db.all(
      `SELECT request_date AS "day", sum(payments) AS "count", sum(amount) AS "sum" FROM payment_day
        WHERE profile = ${PROFILE} AND request_date BETWEEN :from AND :to AND state = 'paid' GROUP BY request_date`,
      values,
    ),
  );
  const runs = byDay(
    db.all(
      `SELECT run.day, run.state, run.ended_at AS "endedAt", run.opening_run IS NOT (
          SELECT key FROM reconciliation_run before WHERE before.profile = run.profile AND before.day < run.day
            AND before.ended_at IS NOT NULL ORDER BY before.day DESC, before.key DESC LIMIT 1) AS "stale"
        FROM reconciliation_run run WHERE run.key IN (
          SELECT max(key) FROM reconciliation_run
          WHERE profile = ${PROFILE} AND day BETWEEN :from AND :to AND ended_at IS NOT NULL GROUP BY day)`,
      values,
    ),
  );
  const open = byDay(
    db.all(
      `SELECT day, count(*) AS "count", sum(at_risk) AS "atRisk" FROM difference
        WHERE profile = ${PROFILE} AND day BETWEEN :from AND :to AND state = 'open' AND ${VISIBLE}
        GROUP BY day`,
      values,
    ),
  );
  return daysOf(month).map((day) => {
    const [payments, run, left] = [paid.get(day), runs.get(day), open.get(day)];
    const count = Number(left?.['count'] ?? 0);
    return {
      day,
      state: dayState(run ? String(run['state']) : null, count),
      payments: { count: Number(payments?.['count'] ?? 0), sum_fen: Number(payments?.['sum'] ?? 0) },
      open: count,
      atRisk: Number(left?.['atRisk'] ?? 0),
      stale: run !== undefined && Number(run['stale']) === 1,
      comparedAt: run ? (Number(run['endedAt']) as Instant) : null,
    };
  });
}

const byDay = (rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [String(row['day']), row]));

/** What the machine left, and what people have made of it since. Nobody can explain away what was not read. */
function dayState(machine: string | null, open: number): DayState {
  if (machine === null) return 'none';
  if (machine === 'noFile' || machine === 'unread' || machine === 'untied') return machine;
  if (open > 0) return 'open';
  return machine === 'clear' ? 'clear' : 'explained';
}

function daysOf(month: Month): BusinessDate[] {
  const days: BusinessDate[] = [];
  for (let day = `${month}01` as BusinessDate; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

export function readMonthActs(db: Database, profileId: string): MonthAct[] {
  return db
    .all(
      `SELECT month, act, at, by, approved_by AS "approvedBy", reason, totals, digest FROM month_act
        WHERE profile = ${PROFILE} ORDER BY key DESC`,
      { profileId },
    )
    .map(readAct);
}

/** `false` when the month stands so already, or while a comparison posts differences. Part of a transaction. */
export function writeMonthAct(db: Database, profileId: string, act: MonthAct): boolean {
  const locked = db.get(`SELECT 1 WHERE ${isLocked(':month')}`, { profileId, month: act.month }) !== undefined;
  const posting = db.get(
    `SELECT 1 FROM reconciliation_run WHERE profile = ${PROFILE} AND ending_at IS NOT NULL AND ended_at IS NULL`,
    { profileId },
  );
  if (posting || locked === (act.act === 'lock')) return false;
  db.run(
    `INSERT INTO month_act (profile, month, act, at, by, approved_by, reason, totals, digest)
      VALUES (${PROFILE}, :month, :act, :at, :by, :approvedBy, :reason, :totals, :digest)`,
    { ...act, profileId, totals: JSON.stringify(act.totals) },
  );
  return true;
}

/**
 * Opening + new − cleared = closing of a month. Where the month before is locked, its closing is this one's opening, to
 * the item: that is what was signed.
 */
export function readMonthDifferences(
  db: Database,
  profileId: string,
  month: Month,
): { rollForward: RollForward; atRisk: number } {
  const before = db.get(
    `SELECT totals FROM month_act WHERE profile = ${PROFILE} AND month = :before AND act = 'lock' AND ${isLocked(':before')}
      ORDER BY key DESC LIMIT 1`,
    { profileId, before: addMonths(month, -1) },
  );
  const row = db.get(
    `SELECT count(*) FILTER (WHERE month < :month AND (closed_month IS NULL OR closed_month >= :month)) AS "opening",
      count(*) FILTER (WHERE month = :month) AS "new", count(*) FILTER (WHERE closed_month = :month) AS "cleared",
      count(*) FILTER (WHERE month <= :month AND (closed_month IS NULL OR closed_month > :month)) AS "closing",
      coalesce(sum(at_risk) FILTER (WHERE month <= :month AND (closed_month IS NULL OR closed_month > :month)), 0) AS "atRisk"
      FROM difference WHERE profile = ${PROFILE} AND ${VISIBLE}`,
    { profileId, month },
  )!;
  const signed = before ? (JSON.parse(String(before['totals'])) as MonthAct['totals']).differences.closing : null;
  return {
    rollForward: {
      opening: signed ?? Number(row['opening']),
      new: Number(row['new']),
      cleared: Number(row['cleared']),
      closing: Number(row['closing']),
    },
    atRisk: Number(row['atRisk']),
  };
}

const MOST_LATE = 50;

/** What crosses a locked month's border, both ways. */
export function readLate(
  db: Database,
  profileId: string,
  month: Month,
): { late: LateDifferences; posted: LateDifferences } {
  const found = (where: string): LateDifferences => {
    const from = `FROM difference WHERE profile = ${PROFILE} AND ${where} AND ${VISIBLE}`;
    const values = { profileId, month };
    const rows = db.all(`SELECT ${DIFFERENCE} ${from} ORDER BY at_risk DESC, id LIMIT ${MOST_LATE}`, values);
    return { count: Number(db.get(`SELECT count(*) AS "n" ${from}`, values)?.['n']), rows: rows.map(readDifference) };
  };
  return { late: found('belongs = :month AND month > :month'), posted: found('month = :month AND belongs < :month') };
}
