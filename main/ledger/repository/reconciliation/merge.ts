import { addMonths, monthOf, type Month } from '../../../../shared/domain/difference.ts';
import { businessDateOf, type BusinessDate, type Instant } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import { isLocked } from './locks.ts';
import { PROFILE } from './rows.ts';

/**
 * How far the merging of a run has come. First its findings by their keys; then, to be cleared, what its day still has open,
 * in the order of `difference_day`; then what its opening items still have open.
 */
export type MergeCursor =
  | { step: 'findings'; after: number }
  | { step: 'day'; atRisk: number; after: number }
  | { step: 'opening'; after: string };

export interface RunToMerge {
  key: number;
  profileId: string;
  day: BusinessDate;
  /** The run whose open items this one began with. */
  opening: number | null;
  at: Instant;
}

/** What a piece of the merging did; `next` is `null` once all is merged. */
export interface Merged {
  added: number;
  cleared: number;
  next: MergeCursor | null;
}

/** Rows that are looked at between two looks at the clock. */
const STRIDE = 100;
/** A piece is at most so many of those, however fast the machine. */
const MOST_STRIDES = 10;

/**
 * Merges a piece of a run: makes its findings into differences, or finds those they continue, and clears what the day and
 * its opening items held and the run did not find. Part of a transaction; takes up to about `budgetMs`.
 *
 * A locked month does not change: what is new in it is posted in the next month that is open, with a link back; what was
 * settled in it and is open again is posted anew.
 */
export function mergePiece(db: Database, run: RunToMerge, from: MergeCursor, budgetMs: number): Merged {
  const until = performance.now() + budgetMs;
  const done = { added: 0, cleared: 0 };
  let at: MergeCursor | null = from;
  for (let strides = 0; at !== null && strides < MOST_STRIDES; strides += 1) {
    const one: Merged = at.step === 'findings' ? mergeFindings(db, run, at) : clearSome(db, run, at);
    done.added += one.added;
    done.cleared += one.cleared;
    at = one.next;
    if (performance.now() >= until) break;
  }
  return { ...done, next: at };
}

/** By their keys: the index on the run has another order. */
const FOUND = 'reconciliation_finding AS found NOT INDEXED';
const RANGE = 'found.key > :after AND found.key <= :upTo AND found.run = :key';
/** A finding together with the difference that it continues. */
const KNOWN = `${FOUND} JOIN difference ON difference.profile = ${PROFILE} AND difference.id = found.id WHERE ${RANGE}`;

/** What a later day has cleared stays cleared: that its own day finds it again is no news. */
const LATER = `difference.state = 'cleared' AND difference.closed_day > :day`;
/** A resolution holds for what it was given for; anything else is open again. */
const KEPT = `(difference.state = 'resolved' AND difference.fingerprint = found.fingerprint) OR (${LATER})`;

function mergeFindings(db: Database, run: RunToMerge, { after }: { after: number }): Merged {
  const { key, profileId, day, at } = run;
  const last = db.get(
    `SELECT max(key) AS "key" FROM (SELECT key FROM ${FOUND} WHERE found.key > :after AND found.run = :key
      ORDER BY found.key LIMIT ${STRIDE})`,
    { key, after },
  )?.['key'];
  if (typeof last !== 'number') {
    return { added: 0, cleared: 0, next: { step: 'day', atRisk: -1, after: 0 } };
  }
  const belongs = monthOf(day);
  const posting = openMonth(db, profileId, belongs);
  const base = { key, profileId, after, upTo: last };
  const again = `SELECT difference.key, found.outcome FROM ${KNOWN} AND difference.state <> 'open' AND NOT (${KEPT})`;
  const reopened = note(db, 'reopened', again, { ...base, day, at });
  note(
    db,
    'changed',
    `SELECT difference.key, found.outcome FROM ${KNOWN} AND difference.state = 'open'
      AND difference.fingerprint <> found.fingerprint`,
    { ...base, at },
  );
  const added = Number(
    db.get(
      `SELECT count(*) AS "n" FROM ${FOUND} WHERE ${RANGE}
        AND NOT EXISTS (SELECT 1 FROM difference WHERE profile = ${PROFILE} AND id = found.id)`,
      base,
    )?.['n'],
  );
  reopenInOpenMonths(db, { ...base, day, posting });
  db.run(
    `INSERT INTO difference (profile, id, day, last_day, found_at, checked_at, finding, fingerprint, outcome, leg, kind,
        request_number, wallet_number, amount, at_risk, open_id, state, month, belongs)
      SELECT ${PROFILE}, found.id, found.first_day, :day, :at, :at, found.key, found.fingerprint, found.outcome, found.leg,
        found.kind, found.request_number, found.wallet_number, found.amount, found.at_risk, found.open_id, 'open', :posting,
        :belongs
      FROM ${FOUND} WHERE ${RANGE}
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
  return { added: added + reopened, cleared: 0, next: { step: 'findings', after: last } };
}

/** Opens what a run finds again; what was closed in a locked month is posted in an open one. */
function reopenInOpenMonths(
  db: Database,
  given: { key: number; profileId: string; after: number; upTo: number; day: BusinessDate; posting: Month },
): void {
  db.run(
    `UPDATE difference SET state = 'open', reason = NULL, closed_day = NULL, closed_month = NULL,
        month = CASE WHEN ${isLocked('difference.closed_month')} THEN :posting ELSE difference.month END
      FROM ${FOUND} WHERE ${RANGE} AND difference.profile = ${PROFILE} AND difference.id = found.id
        AND difference.state <> 'open' AND NOT (${KEPT})`,
    given,
  );
}

type ClearCursor = Exclude<MergeCursor, { step: 'findings' }>;

/** Clears open differences that this run looked at and did not find. */
function clearSome(db: Database, run: RunToMerge, from: ClearCursor): Merged {
  const { rows, next } = from.step === 'day' ? openOfDay(db, run, from) : openOfOpening(db, run, from);
  const { key, profileId, day, at } = run;
  const gone = `difference.key IN (SELECT value FROM json_each(:rows)) AND NOT EXISTS (
    SELECT 1 FROM reconciliation_finding found WHERE found.run = :key AND found.id = difference.id)`;
  const values = { key, rows: JSON.stringify(rows) };
  if (rows.length === 0) return { added: 0, cleared: 0, next };
  note(db, 'cleared', `SELECT difference.key, '${day}' FROM difference WHERE ${gone}`, { ...values, at });
  const closing = openMonth(db, profileId, monthOf(businessDateOf(at)));
  const cleared = db.run(
    `UPDATE difference SET state = 'cleared', closed_day = :day, closed_month = :closing, checked_at = :at,
      last_day = max(last_day, :day) WHERE ${gone}`,
    { ...values, day, at, closing },
  );
  return { added: 0, cleared, next };
}

interface Swept {
  rows: number[];
  next: MergeCursor | null;
}

function openOfDay(db: Database, run: RunToMerge, from: { atRisk: number; after: number }): Swept {
  const { profileId, day } = run;
  const read = (beyond: string) =>
    db.all(
      `SELECT key, at_risk AS "atRisk" FROM difference INDEXED BY difference_day
        WHERE profile = ${PROFILE} AND day = :day AND state = 'open' AND ${beyond}
        ORDER BY at_risk, key LIMIT ${STRIDE}`,
      { profileId, day, atRisk: from.atRisk, after: from.after },
    );
  // In two questions: as one, all with the same amount would be read again each time.
  const same = read('at_risk = :atRisk AND key > :after');
  const rows = same.length > 0 ? same : read('at_risk > :atRisk AND :after IS NOT NULL');
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => Number(row['key'])),
    next: last
      ? { step: 'day', atRisk: Number(last['atRisk']), after: Number(last['key']) }
      : { step: 'opening', after: '' },
  };
}

function openOfOpening(db: Database, { profileId, opening }: RunToMerge, from: { after: string }): Swept {
  const items = db.all(
    `SELECT id FROM reconciliation_open WHERE run = :opening AND id > :after ORDER BY id LIMIT ${STRIDE}`,
    { opening, after: from.after },
  );
  const ids = items.map((row) => String(row['id']));
  const rows = db.all(
    `SELECT key FROM difference WHERE profile = ${PROFILE} AND state = 'open'
      AND open_id IN (SELECT value FROM json_each(:ids))`,
    { profileId, ids: JSON.stringify(ids) },
  );
  const last = ids.at(-1);
  return {
    rows: rows.map((row) => Number(row['key'])),
    next: last === undefined ? null : { step: 'opening', after: last },
  };
}

/** The first month from `month` on that is not locked. */
export function openMonth(db: Database, profileId: string, month: Month): Month {
  let open = month;
  while (db.get(`SELECT 1 WHERE ${isLocked(':month')}`, { profileId, month: open })) open = addMonths(open, 1);
  return open;
}

/** How many are open, of those that can be seen. */
export function openCount(db: Database, profileId: string): number {
  const row = db.get(`SELECT count(*) AS "n" FROM difference WHERE profile = ${PROFILE} AND state = 'open'`, {
    profileId,
  });
  return Number(row?.['n']);
}

/** Adds one note of the machine to each difference that `rows` selects, with a text; how many there are. */
function note(db: Database, kind: string, rows: string, values: Record<string, string | number | null>): number {
  return db.run(
    `INSERT INTO difference_note (difference, at, kind, by, approved_by, text)
      SELECT chosen.key, :at, '${kind}', '', '', chosen.text FROM (SELECT NULL AS key, NULL AS text WHERE 0
        UNION ALL ${rows}) AS chosen`,
    values,
  );
}
