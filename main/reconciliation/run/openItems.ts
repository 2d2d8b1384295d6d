import { hash } from 'node:crypto';
import type { EntryStatus, Leg } from '../../../shared/domain/reconciliation/outcome.ts';
import type {
  LedgerEntry,
  OpenItem,
  OpenItemState,
  StatementEntry,
} from '../../../shared/domain/reconciliation/run.ts';
import { dayNumber, moment, readMoment, beijingSeconds } from '../bytes/numbers.ts';
import { findMany } from '../match/findMany.ts';
import { addToSide, type Side } from '../match/side.ts';
import { addText, beginRow } from '../rows/append.ts';
import { PAYMENT, REFUND, statusNames, TEXTS, type Rows } from '../rows/rows.ts';

/** Part number of rows that come from an earlier day instead of a file. */
export const OPEN_PART = 0xffff;

/** Open items that take part in a leg's comparison, by the row or line that they became. */
export interface Adopted {
  rows: Map<number, OpenItem>;
  lines: Map<number, OpenItem>;
}

/**
 * Puts what earlier days left open beside today's rows and lines. One that today's files contain again is not added: that
 * row then carries on the item's identity.
 */
export function adoptOpenItems(items: readonly OpenItem[], leg: Leg, ledger: Side, lines: Rows): Adopted {
  const ours = items.filter((item) => item.leg === leg && item.ledger);
  const theirs = items.filter((item) => item.leg === leg && !item.ledger && item.statement);
  const rows = adopt(
    ledger.rows,
    ours.map((item) => item.ledger!),
    'request_date',
  );
  for (const { at, added } of rows) if (added) addToSide(ledger, at);
  const adopted = adopt(
    lines,
    theirs.map((item) => item.statement!),
    'trade_date',
  );
  return {
    rows: new Map(rows.map(({ at }, index) => [at, ours[index]!])),
    lines: new Map(adopted.map(({ at }, index) => [at, theirs[index]!])),
  };
}

type Entry = LedgerEntry | StatementEntry;
type DayField = 'request_date' | 'trade_date';
const keyTexts = ['huifu_number', 'request_number', 'party_order_number', 'wallet_number'] as const;

const kindOf = (entry: Entry): number => (entry.kind === 'payment' ? PAYMENT : REFUND);

/** Finds each entry among the rows, by any of its keys, or appends it. */
function adopt(rows: Rows, entries: readonly Entry[], dayField: DayField): { at: number; added: boolean }[] {
  const found = new Int32Array(entries.length).fill(-1);
  for (const [key, name] of keyTexts.entries()) {
    const wants = entries.map((entry, at) =>
      found[at] === -1
        ? { bytes: Buffer.from(entry[name]), kind: kindOf(entry), day: Number(entry.request_date) || 0 }
        : null,
    );
    for (const [at, row] of findMany(rows, key, wants).entries()) if (row >= 0) found[at] = row;
  }
  return entries.map((entry, index) => {
    const at = found[index]!;
    return at >= 0 ? { at, added: false } : { at: appendEntry(rows, entry, kindOf(entry), dayField), added: true };
  });
}

function appendEntry(rows: Rows, entry: Entry, kind: number, dayField: DayField): number {
  const row = rows.count;
  beginRow(rows, kind, row + 64);
  const theirs = 'trade_date' in entry ? entry : null;
  const texts = [...keyTexts.map((name) => entry[name]), '', entry.original_request_number];
  let at = rows.arenaUsed;
  for (const [index, text] of texts.entries()) {
    const bytes = Buffer.from(`${text}\0\0\0\0`);
    const length = bytes.length - 4;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    addText(rows, index, bytes, view, 0, length, at);
    at += rows.lengths[row * TEXTS + index]!;
  }
  rows.arenaUsed = at;
  const time = Buffer.from(entry.event_time);
  const known = time.length > 0 && readMoment(time, 0, time.length);
  rows.part[row] = OPEN_PART;
  rows.line[row] = entry.line;
  rows.status[row] = Math.max(0, statusNames.indexOf(entry.status as EntryStatus));
  rows.requestDay[row] = Number(entry.request_date) || 0;
  rows.tradeDay[row] = Number(dayField === 'trade_date' ? theirs?.trade_date : entry.request_date) || 0;
  rows.time[row] = known ? beijingSeconds(moment.day, Math.max(0, moment.seconds)) : -1;
  rows.amount[row] = entry.amount_fen;
  rows.paid[row] = theirs?.paid_fen ?? Number.NaN;
  rows.fee[row] = feeOf(entry);
  rows.count++;
  return row;
}

function feeOf(entry: Entry): number {
  if ('fee_millifen' in entry) return entry.fee_millifen ?? Number.NaN;
  return entry.fee_fen === null ? Number.NaN : Math.abs(entry.fee_fen) * 1_000;
}

/** What an item is known by for as long as it is open: by what it is, not by where it stood. */
export function openItemId(leg: Leg, entry: LedgerEntry | StatementEntry): string {
  const side = 'trade_date' in entry ? 'statement' : 'ledger';
  const parts = [leg, side, entry.kind, entry.request_date, ...keyTexts.map((name) => entry[name]), entry.amount_fen];
  return hash('sha256', parts.join('|')).slice(0, 20);
}

/** Gateways date by success and holidays come in between: what is open for two days is open for good. */
const CONFIRMED_AFTER_DAYS = 2;

export function openState(id: string, firstSeen: string, day: number): OpenItemState {
  const age = Math.max(0, dayNumber(day) - dayNumber(Number(firstSeen)));
  return { id, first_seen: firstSeen, age_days: age, confirmed: age >= CONFIRMED_AFTER_DAYS };
}
