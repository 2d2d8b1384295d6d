import type {
  DifferenceCursor,
  DifferenceFilter,
  DifferenceTotals,
} from '../../../../shared/contract/reconciliation.ts';
import { ageBuckets, monthOf, type Difference, type ResolveReason } from '../../../../shared/domain/difference.ts';
import { addDays, businessDateOf, type BusinessDate } from '../../../../shared/domain/time.ts';
import type { Bindings, Database } from '../../database.ts';
import type { NewNote } from '../../interfaces/reconciliation.ts';
import { isLocked } from './locks.ts';
import { openMonth } from './merge.ts';
import { DIFFERENCE, PROFILE, readDifference, readException, readNote, VISIBLE } from './rows.ts';

const LONGEST_PAGE = 500;

export function listDifferences(
  db: Database,
  profileId: string,
  filter: DifferenceFilter,
  today: BusinessDate,
  after: DifferenceCursor | null,
  limit: number,
): { rows: Difference[]; next: DifferenceCursor | null } {
  const size = Math.max(1, Math.min(limit, LONGEST_PAGE));
  const { where, values } = conditions(profileId, filter, today);
  // Most at risk first; among equals by id.
  const from = after ? ' AND (at_risk < :afterRisk OR (at_risk = :afterRisk AND id > :afterId))' : '';
  const found = db.all(
    `SELECT ${DIFFERENCE} FROM difference WHERE ${where}${from} ORDER BY at_risk DESC, id LIMIT :rows`,
    { ...values, rows: size + 1, ...(after && { afterRisk: after.atRisk, afterId: after.id }) },
  );
  const rows = found.slice(0, size).map(readDifference);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? { atRisk: last.atRisk, id: last.id } : null };
}

export function differenceTotals(
  db: Database,
  profileId: string,
  filter: DifferenceFilter,
  today: BusinessDate,
): DifferenceTotals {
  const { where, values } = conditions(profileId, filter, today);
  const sums = `count(*) AS "count", coalesce(sum(at_risk), 0) AS "atRisk"`;
  const all = db.get(
    `SELECT count(*) AS "count", count(*) FILTER (WHERE state = 'open') AS "open",
      coalesce(sum(at_risk) FILTER (WHERE state = 'open'), 0) AS "atRisk" FROM difference WHERE ${where}`,
    values,
  );
  const byOutcome = db.all(
    `SELECT outcome, ${sums} FROM difference WHERE ${where} AND state = 'open' GROUP BY outcome ORDER BY 3 DESC, 1`,
    values,
  );
  const byAge = ageBuckets.map((age) => {
    const aged = conditions(profileId, { ...filter, age }, today);
    const row = db.get(`SELECT ${sums} FROM difference WHERE ${aged.where} AND state = 'open'`, aged.values);
    return { age, count: Number(row?.['count']), atRisk: Number(row?.['atRisk']) };
  });
  return {
    count: Number(all?.['count']),
    open: Number(all?.['open']),
    atRisk: Number(all?.['atRisk']),
    byOutcome: byOutcome.map((row) => ({
      outcome: String(row['outcome']),
      count: Number(row['count']),
      atRisk: Number(row['atRisk']),
    })),
    byAge,
  };
}

function conditions(
  profileId: string,
  filter: DifferenceFilter,
  today: BusinessDate,
): { where: string; values: Bindings } {
  const terms = [`profile = ${PROFILE}`, VISIBLE];
  const values: Bindings = { profileId };
  const add = (term: string, more: Bindings) => {
    terms.push(term);
    Object.assign(values, more);
  };
  if (filter.day !== undefined) add('day = :day', { day: filter.day });
  if (filter.states) add(`state IN (${filter.states.map((state) => `'${state}'`).join(', ')})`, {});
  if (filter.outcomes) add(`outcome IN (${filter.outcomes.map((outcome) => `'${outcome}'`).join(', ')})`, {});
  if (filter.owner !== undefined) add(`coalesce(owner_id, '') = :owner`, { owner: filter.owner });
  const [newest, oldest] = [
    { day: 0, threeDays: -1, week: -4, older: -8 },
    { day: null, threeDays: -3, week: -7, older: null },
  ];
  if (filter.age) {
    const [to, from] = [newest[filter.age], oldest[filter.age]];
    if (filter.age === 'day') add('day >= :ageFrom', { ageFrom: today });
    else add('day <= :ageTo', { ageTo: addDays(today, to) });
    if (from !== null) add('day >= :ageFrom', { ageFrom: addDays(today, from) });
  }
  return { where: terms.join(' AND '), values };
}

export function readOneDifference(db: Database, profileId: string, id: string) {
  const row = db.get(
    `SELECT ${DIFFERENCE}, found.body, run.id AS "runId", difference.key FROM difference
      JOIN reconciliation_finding found ON found.key = difference.finding
      JOIN reconciliation_run run ON run.key = found.run
      WHERE difference.profile = ${PROFILE} AND difference.id = :id AND ${VISIBLE}`,
    { profileId, id },
  );
  if (!row) return null;
  const notes = db.all(
    `SELECT id, at, kind, by, approved_by AS "approvedBy", text FROM difference_note WHERE difference = :key ORDER BY id`,
    { key: Number(row['key']) },
  );
  return {
    difference: readDifference(row),
    exception: readException(row),
    notes: notes.map(readNote),
    runId: String(row['runId']),
  };
}

/** Appends a note. `false` when there is no such difference. */
export function noteDifference(db: Database, profileId: string, id: string, note: NewNote): boolean {
  return (
    db.run(
      `INSERT INTO difference_note (difference, at, kind, by, approved_by, text)
        SELECT key, :at, :kind, :by, :approvedBy, :text FROM difference WHERE profile = ${PROFILE} AND id = :id`,
      { approvedBy: '', ...note, profileId, id },
    ) === 1
  );
}

export function assignDifference(
  db: Database,
  profileId: string,
  id: string,
  owner: { id: string; name: string } | null,
  note: NewNote,
): boolean {
  const changed = db.run(
    `UPDATE difference SET owner_id = :owner, owner_name = :name WHERE profile = ${PROFILE} AND id = :id`,
    { profileId, id, owner: owner?.id ?? null, name: owner?.name ?? '' },
  );
  return changed === 1 && noteDifference(db, profileId, id, note);
}

/** A resolution is posted in the month in which it is made, or the next one that is open. */
export function resolveDifference(
  db: Database,
  profileId: string,
  id: string,
  reason: ResolveReason,
  note: NewNote,
): boolean {
  const today = businessDateOf(note.at);
  const changed = db.run(
    `UPDATE difference SET state = 'resolved', reason = :reason, closed_day = :today, closed_month = :month
      WHERE profile = ${PROFILE} AND id = :id AND state = 'open'`,
    { profileId, id, reason, today, month: openMonth(db, profileId, monthOf(today)) },
  );
  return changed === 1 && noteDifference(db, profileId, id, note);
}

export function reopenDifference(db: Database, profileId: string, id: string, note: NewNote): boolean {
  const posting = openMonth(db, profileId, monthOf(businessDateOf(note.at)));
  const changed = db.run(
    `UPDATE difference SET state = 'open', reason = NULL, closed_day = NULL, closed_month = NULL,
        month = CASE WHEN ${isLocked('closed_month')} THEN :posting ELSE month END
      WHERE profile = ${PROFILE} AND id = :id AND state = 'resolved'`,
    { profileId, id, posting },
  );
  return changed === 1 && noteDifference(db, profileId, id, note);
}

export function readOwners(db: Database, profileId: string): { id: string; name: string }[] {
  return db
    .all(
      `SELECT owner_id AS "id", max(owner_name) AS "name" FROM difference
        WHERE profile = ${PROFILE} AND owner_id IS NOT NULL GROUP BY owner_id ORDER BY 2`,
      { profileId },
    )
    .map((row) => ({ id: String(row['id']), name: String(row['name']) }));
}
