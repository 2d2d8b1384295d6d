import { addMonths, monthOf, type Month } from '../../../../shared/domain/difference.ts';
import type { RollForward } from '../../../../shared/domain/monthLock.ts';
import { businessDateOf, type BusinessDate, type Instant } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import { isLocked } from './locks.ts';
import { PROFILE } from './rows.ts';

interface RunToMerge {
  key: number;
  profileId: string;
  day: BusinessDate;
  /** The run whose open items this one began with. */
  opening: number | null;
  at: Instant;
}

const FOUND = 'reconciliation_finding AS found';
/** A finding together with the difference that it continues. */
const KNOWN = `${FOUND} JOIN difference ON difference.profile = ${PROFILE} AND difference.id = found.id WHERE found.run = :key`;

/** What a later day has cleared stays cleared: that its own day finds it again is no news. */
const LATER = `difference.state = 'cleared' AND difference.closed_day > :day`;
/** A resolution holds for what it was given for; anything else is open again. */
const KEPT = `(difference.state = 'resolved' AND difference.fingerprint = found.fingerprint) OR (${LATER})`;

/**
 * Makes a run's findings into differences, or finds those they continue, and clears what the day and its opening items
 * held and the run did not find. Part of a transaction.
 *
 * A locked month does not change: what is new in it is posted in the next month that is open, with a link back; what was
 * settled in it and is open again is posted anew.
 */
export function mergeFindings(db: Database, run: RunToMerge): RollForward {
  const { key, profileId, day, at } = run;
  const belongs = monthOf(day);
  const posting = openMonth(db, profileId, belongs);
  const closing = openMonth(db, profileId, monthOf(businessDateOf(at)));
  const base = { key, profileId };
  const opening = openCount(db, profileId);

  note(
    db,
    'reopened',
    `SELECT difference.key, found.outcome FROM ${KNOWN} AND difference.state <> 'open' AND NOT (${KEPT})`,
    {
      ...base,
      day,
      at,
    },
  );
  note(
    db,
    'changed',
    `SELECT difference.key, found.outcome FROM ${KNOWN} AND difference.state = 'open'
      AND difference.fingerprint <> found.fingerprint`,
    { ...base, at },
  );
  const reopened = countOf(db, `${KNOWN} AND difference.state <> 'open' AND NOT (${KEPT})`, { ...base, day });
  const added = countOf(
    db,
    `${FOUND} WHERE run = :key AND NOT EXISTS (SELECT 1 FROM difference WHERE profile = ${PROFILE} AND id = found.id)`,
    base,
  );

  reopenInOpenMonths(db, { ...base, day, posting });
  db.run(
    `INSERT INTO difference (profile, id, day, last_day, found_at, checked_at, finding, fingerprint, outcome, leg, kind,
        request_number, wallet_number, amount, at_risk, open_id, state, month, belongs)
      SELECT ${PROFILE}, found.id, found.first_day, :day, :at, :at, found.key, found.fingerprint, found.outcome, found.leg,
        found.kind, found.request_number, found.wallet_number, found.amount, found.at_risk, found.open_id, 'open', :posting,
        :belongs
      FROM ${FOUND} WHERE found.run = :key
      ON CONFLICT (profile, id) DO UPDATE SET
        last_day = max(last_day, excluded.last_day), checked_at = excluded.checked_at, finding = excluded.finding,
        fingerprint = excluded.fingerprint, outcome = excluded.outcome, leg = excluded.leg, kind = excluded.kind,
        request_number = excluded.request_number, wallet_number = excluded.wallet_number, amount = excluded.amount,
        at_risk = excluded.at_risk, open_id = coalesce(excluded.open_id, open_id)`,
    { ...base, day, at, posting, belongs },
  );
  if (posting !== belongs) {
    note(
      db,
      'posted',
      `SELECT difference.key, '${belongs}' FROM ${KNOWN} AND difference.found_at = :at AND difference.month = '${posting}'`,
      { ...base, at },
    );
  }
  const cleared = clear(db, { ...run, closing });
  return { opening, new: added + reopened, cleared, closing: openCount(db, profileId) };
}

/** Opens what a run finds again; what was closed in a locked month is posted in an open one. */
function reopenInOpenMonths(
  db: Database,
  given: { key: number; profileId: string; day: BusinessDate; posting: Month },
): void {
  db.run(
    `UPDATE difference SET state = 'open', reason = NULL, closed_day = NULL, closed_month = NULL,
        month = CASE WHEN ${isLocked('difference.closed_month')} THEN :posting ELSE difference.month END
      FROM ${FOUND} WHERE found.run = :key AND difference.profile = ${PROFILE} AND difference.id = found.id
        AND difference.state <> 'open' AND NOT (${KEPT})`,
    given,
  );
}

/** Clears open differences that this run looked at and did not find. */
function clear(db: Database, { key, profileId, day, opening, at, closing }: RunToMerge & { closing: Month }): number {
  const gone = `difference.profile = ${PROFILE} AND difference.state = 'open'
    AND (difference.day = :day OR difference.open_id IN (SELECT id FROM reconciliation_open WHERE run = :opening))
    AND NOT EXISTS (SELECT 1 FROM ${FOUND} WHERE found.run = :key AND found.id = difference.id)`;
  const values = { key, profileId, day, opening };
  note(db, 'cleared', `SELECT difference.key, '${day}' FROM difference WHERE ${gone}`, { ...values, at });
  return db.run(
    `UPDATE difference SET state = 'cleared', closed_day = :day, closed_month = :closing, checked_at = :at,
      last_day = max(last_day, :day) WHERE ${gone}`,
    { ...values, at, closing },
  );
}

/** The first month from `month` on that is not locked. */
export function openMonth(db: Database, profileId: string, month: Month): Month {
  let open = month;
  while (db.get(`SELECT 1 WHERE ${isLocked(':month')}`, { profileId, month: open })) open = addMonths(open, 1);
  return open;
}

function openCount(db: Database, profileId: string): number {
  return countOf(db, `difference WHERE profile = ${PROFILE} AND state = 'open'`, { profileId });
}

function countOf(db: Database, from: string, values: Record<string, string | number | null>): number {
  return Number(db.get(`SELECT count(*) AS "n" FROM ${from}`, values)?.['n']);
}

/** Adds one note of the machine to each difference that `rows` selects, with a text. */
function note(db: Database, kind: string, rows: string, values: Record<string, string | number | null>): void {
  db.run(
    `INSERT INTO difference_note (difference, at, kind, by, approved_by, text)
      SELECT chosen.key, :at, '${kind}', '', '', chosen.text FROM (SELECT NULL AS key, NULL AS text WHERE 0
        UNION ALL ${rows}) AS chosen`,
    values,
  );
}
