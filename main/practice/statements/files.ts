import { createHash } from 'node:crypto';
import { addDays, startOfBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import { shop, type Practice } from '../practice.ts';
import { defectsSchema, spoil, type Defects, type Spoilt } from './defects.ts';
import { settlementFile, tradeFile, type SettledDay } from './huifu.ts';
import { trueRows, unpaidRows, type Row } from './rows.ts';
import { readSettings, statementNow } from './settings.ts';
import { zipOf } from './zip.ts';

/** `bill_type` of what is made here; the others exist, and never have records (huifu-api.md §3.8.3). */
export const billTypes = [
  'TRADE_BILL',
  'SPLIT_BILL',
  'WITHDRAWAL_BILL',
  'SETTLE_BILL',
  'TRADE_BILL_MONTH',
  'SETTLE_BILL_MONTH',
  'SETTLE_USER_BILL',
  'SETTLE_BILL_USER_MONTH',
  'SETTLE_FUND_BILL',
  'MERGE_BILL',
] as const;
export type BillType = (typeof billTypes)[number];

/** Minutes after midnight of the file date at which a file is made. */
const madeAt: Partial<Record<BillType, number>> = {
  TRADE_BILL: 3 * 60,
  SPLIT_BILL: 3 * 60,
  WITHDRAWAL_BILL: 10 * 60 + 30,
  SETTLE_BILL: 17 * 60,
};
const AT_LATEST = 17 * 60;

export interface MadeFile {
  billType: BillType;
  fileDate: BusinessDate;
  part: number;
  version: number;
  name: string;
  sha256: string;
  bytes: Buffer;
}

export const isMonth = (type: BillType) => type.includes('MONTH');

/** Whether there can be a file of that date by now. */
export function isMade(practice: Practice, type: BillType, fileDate: BusinessDate): boolean {
  if (isMonth(type) && !fileDate.endsWith('01')) return false;
  if (readSettings(practice).mode === 'atOnce') return true;
  const minutes = madeAt[type] ?? AT_LATEST;
  return statementNow(practice) >= startOfBusinessDate(fileDate) + minutes * 60_000;
}

/** The days that a file of this date is about. */
export function daysOf(type: BillType, fileDate: BusinessDate): BusinessDate[] {
  const last = addDays(fileDate, -1);
  if (!isMonth(type)) return [last];
  const days: BusinessDate[] = [];
  for (let day = `${last.slice(0, 6)}01` as BusinessDate; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The files of a type and date: as they were made once, and made now where they were not. None: no records. */
export function filesOf(practice: Practice, type: BillType, fileDate: BusinessDate): MadeFile[] {
  const kept = keptFiles(practice, type, fileDate);
  if (kept.length > 0) return kept;
  for (const file of make(practice, type, fileDate)) keep(practice, file);
  return keptFiles(practice, type, fileDate);
}

/** Forgets what was made, so that it is made anew from what is known by then. */
export function forgetFiles(practice: Practice, type: BillType, fileDate: BusinessDate): void {
  practice.store.db
    .prepare('UPDATE statements SET current = 0 WHERE billType = ? AND fileDate = ?')
    .run(type, fileDate);
}

export function allFiles(practice: Practice): Omit<MadeFile, 'bytes'>[] {
  const rows = practice.store.db
    .prepare(
      'SELECT billType, fileDate, part, version, name, sha256 FROM statements WHERE current = 1 ORDER BY fileDate, billType, part',
    )
    .all();
  return rows as unknown as Omit<MadeFile, 'bytes'>[];
}

function keptFiles(practice: Practice, type: BillType, fileDate: BusinessDate): MadeFile[] {
  const rows = practice.store.db
    .prepare('SELECT * FROM statements WHERE billType = ? AND fileDate = ? AND current = 1 ORDER BY part')
    .all(type, fileDate) as unknown as (Omit<MadeFile, 'bytes'> & { bytes: Uint8Array })[];
  return rows.map((row) => ({ ...row, bytes: Buffer.from(row.bytes) }));
}

function keep(practice: Practice, file: Omit<MadeFile, 'version' | 'sha256'>): void {
  const { db } = practice.store;
  const last = db
    .prepare('SELECT max(version) AS version FROM statements WHERE billType = ? AND fileDate = ? AND part = ?')
    .get(file.billType, file.fileDate, file.part);
  db.prepare(
    'INSERT INTO statements (billType, fileDate, part, version, name, sha256, bytes, current) VALUES (?, ?, ?, ?, ?, ?, ?, 1)',
  ).run(
    file.billType,
    file.fileDate,
    file.part,
    Number(last?.['version'] ?? 0) + 1,
    file.name,
    createHash('sha256').update(file.bytes).digest('hex'),
    file.bytes,
  );
}

function make(practice: Practice, type: BillType, fileDate: BusinessDate): Omit<MadeFile, 'version' | 'sha256'>[] {
  const days = daysOf(type, fileDate);
  const texts = textsOf(practice, type, days);
  return texts.map((text, index) => {
    const word = type.startsWith('TRADE') ? 'order' : 'settle';
    const stem = `${fileDate}_${shop.huifuId}_${word}_${index + 1}`;
    const bytes = zipOf([{ name: Buffer.from(`${stem}.csv`), utf8: true, bytes: Buffer.from(text) }]);
    return { billType: type, fileDate, part: index + 1, name: `${stem}.zip`, bytes };
  });
}

function textsOf(practice: Practice, type: BillType, days: readonly BusinessDate[]): string[] {
  if (type === 'TRADE_BILL' || type === 'TRADE_BILL_MONTH') {
    const rows = days.flatMap((day) => (isUnmade(practice, day) ? [] : rowsOf(practice, day).rows));
    const { rowsPerFile } = readSettings(practice);
    const parts: string[] = [];
    for (let at = 0; at < rows.length; at += rowsPerFile) parts.push(tradeFile(rows.slice(at, at + rowsPerFile)));
    return parts;
  }
  if (type !== 'SETTLE_BILL' && type !== 'SETTLE_BILL_MONTH') return [];
  const settled = days.map((day): SettledDay => {
    const wrongBy = (defectsOf(practice, day)?.defects['SETTLE-DIFF'] ?? 0) * 100;
    return { day, rows: trueRows(practice, day), wrongBy };
  });
  return settled.some(({ rows }) => rows.some(({ status }) => status === '成功')) ? [settlementFile(settled)] : [];
}

/** The lines of a day's trade file, lies included, and what the day before left to it. */
export function rowsOf(practice: Practice, day: BusinessDate): Spoilt {
  const before = spoiltOf(practice, addDays(day, -1));
  const own = spoiltOf(practice, day);
  return { ...own, rows: [...before.moved, ...own.rows] };
}

function spoiltOf(practice: Practice, day: BusinessDate): Spoilt {
  const rows: Row[] = trueRows(practice, day);
  const defects = defectsOf(practice, day);
  if (!defects) return { rows, moved: [], truth: [], not_done: [] };
  const material = {
    waiting: unpaidRows(practice, day, ['unopened', 'open']),
    ended: unpaidRows(practice, day, ['closed', 'expired']),
  };
  return spoil(rows, material, defects);
}

/** Whether the file of a day was asked not to come about. */
export function isUnmade(practice: Practice, day: BusinessDate): boolean {
  return defectsOf(practice, day)?.defects['NO-FILE'] !== undefined;
}

export function defectsOf(practice: Practice, day: BusinessDate): Defects | null {
  const text = practice.store.setting(`defects_${day}`);
  return text === null ? null : defectsSchema.parse(JSON.parse(text));
}

/** From now on the day's files lie like this; what was made of it before is made anew. */
export function setDefects(practice: Practice, defects: Defects): Spoilt {
  const day = defects.day as BusinessDate;
  practice.store.setSetting(`defects_${day}`, JSON.stringify(defects));
  for (const date of [addDays(day, 1), addDays(day, 2)]) {
    for (const type of billTypes) forgetFiles(practice, type, date);
  }
  return rowsOf(practice, day);
}
