import type { Leg, StatementFormat } from './reconciliation/outcome.ts';
import { addDays, type BusinessDate, type Instant } from './time.ts';

/** Huifu's statements by what they list (huifu-api.md §3.8.3, product.md §4.5). The last three cover a month. */
export const statementKinds = [
  'trade',
  'settlement',
  'withdrawal',
  'split',
  'userSettlement',
  'settlementFunds',
  'merged',
  'tradeMonth',
  'settlementMonth',
  'userSettlementMonth',
] as const;
export type StatementKind = (typeof statementKinds)[number];

/** The day (`yyyyMMdd`) or month (`yyyyMM`) that a statement is about, in Beijing. Never taken from a file's name. */
export type StatementPeriod = string & { readonly __unit: 'yyyyMMdd or yyyyMM' };

export const statementSources = ['fetched', 'imported', 'dropped', 'watched'] as const;
/** How a statement came: downloaded from Huifu, chosen in a dialog, dropped on the window, found in the watched folder. */
export type StatementSource = (typeof statementSources)[number];

/** A statement's bytes as they came, and what is known about them. */
export interface Statement {
  id: string;
  profileId: string;
  /** Of the original bytes, hex. Names the file in the vault. */
  sha256: string;
  bytes: number;
  /** The name that it came with. */
  name: string;
  /** Which of Huifu's statements it is; `null` for a wallet's or a bank's, and for what nobody recognised. */
  kind: StatementKind | null;
  format: StatementFormat | null;
  leg: Leg | null;
  period: StatementPeriod | null;
  /** Files that came together are one version of their period: the parts of one answer, or one import. */
  batch: string;
  /** From 1 within its batch. */
  part: number;
  source: StatementSource;
  receivedAt: Instant;
}

/**
 * Where a statement that is wanted stands.
 *
 * - `waiting`: queued for `dueAt`; `generating`: Huifu says that it is being made.
 * - `stored`: in the vault; `unchanged`: fetched again, and the same bytes came; `empty`: Huifu says that the day has no records.
 * - `failed`: Huifu could not make it, or nothing usable came after several tries; `notOpened`: the merchant may not have it.
 */
export const waitStates = ['waiting', 'generating', 'stored', 'unchanged', 'empty', 'failed', 'notOpened'] as const;
export type WaitState = (typeof waitStates)[number];

/** Why the last try brought nothing. Each has a sentence in `shared/i18n` (`statements.problem.*`). */
export const fetchProblems = [
  'notReady',
  'silent',
  'taskFailed',
  'refused',
  'noAnswer',
  'offline',
  'expired',
  'cut',
  'timeout',
  'tooLarge',
  'redirect',
  'notSecure',
  'notAStatement',
  'truncated',
  'archive',
  'diskFull',
  'cancelled',
] as const;
export type FetchProblem = (typeof fetchProblems)[number];

/** A statement that is wanted, from the wish to its end. One for each kind and period. */
export interface StatementWait {
  profileId: string;
  kind: StatementKind;
  period: StatementPeriod;
  /** Huifu's `file_date`: the day on which the file is made. */
  fileDate: BusinessDate;
  state: WaitState;
  /** Not asked for before. */
  dueAt: Instant;
  /** A person asked for it, so it goes first. */
  wanted: boolean;
  /** A question about everything said nothing about it: ask for it by name. */
  alone: boolean;
  /** Questions that were asked for it. */
  tries: number;
  problem: FetchProblem | null;
  /** What Huifu said last, where it was not good news. */
  said: string | null;
  changedAt: Instant;
}

/** Every statement query of a merchant and what came of it: what the daily limit is counted by. */
export interface StatementQuery {
  requestDate: BusinessDate;
  requestNumber: string;
  huifuId: string;
  /** The Beijing day that it counts for. */
  day: BusinessDate;
  at: Instant;
  fileDate: BusinessDate;
  /** `null`: asked for everything of that file date. */
  kind: StatementKind | null;
}

/** `sent` stays where the answer was lost: it counts. `notSent` never reached Huifu and does not; `usedUp`: Huifu's own word. */
const queryOutcomes = ['sent', 'answered', 'refused', 'usedUp', 'notSent'] as const;
export type QueryOutcome = (typeof queryOutcomes)[number];

/** Huifu answers at most this many statement queries a day for one merchant; whether per kind is unknown, so over all (§3.8.3). */
export const QUERIES_A_DAY = 3;

export function isMonthly(kind: StatementKind): boolean {
  return kind.endsWith('Month');
}

/** Reads a period of the right length for `kind`, of a day or month that exists; anything else is `null`. */
export function parsePeriod(kind: StatementKind, text: string): StatementPeriod | null {
  const day = isMonthly(kind) ? `${text}01` : text;
  if (text.length !== (isMonthly(kind) ? 6 : 8) || !/^\d{8}$/.test(day)) return null;
  const parsed = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
  const exists = Number.isFinite(parsed) && new Date(parsed).toISOString().slice(0, 10).replaceAll('-', '') === day;
  return exists ? (text as StatementPeriod) : null;
}

/** `20261231` → `20270101`, `202612` → `20270101`: the first day on which Huifu can have made the file (§3.8.3). */
export function firstFileDate(kind: StatementKind, period: StatementPeriod): BusinessDate {
  if (!isMonthly(kind)) return addDays(period as string as BusinessDate, 1);
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(4))];
  return (month === 12 ? `${year + 1}0101` : `${year}${String(month + 1).padStart(2, '0')}01`) as BusinessDate;
}

/** The month before the one that `day` falls in, `yyyyMM`. */
export function monthBefore(day: BusinessDate): StatementPeriod {
  return addDays(`${day.slice(0, 6)}01` as BusinessDate, -1).slice(0, 6) as StatementPeriod;
}

/** Minutes after midnight in Beijing, on the file date, from which a file may be asked for. */
export const readyMinutes: Record<StatementKind, number> = {
  trade: 12 * 60,
  split: 12 * 60,
  withdrawal: 11 * 60 + 30,
  settlement: 18 * 60,
  // Huifu gives no times for these: the latest of the others is assumed, and the window says so.
  userSettlement: 18 * 60,
  settlementFunds: 18 * 60,
  merged: 18 * 60,
  tradeMonth: 18 * 60,
  settlementMonth: 18 * 60,
  userSettlementMonth: 18 * 60,
};

/** Whether Huifu documents the time in {@link readyMinutes}. */
export function isReadyTimeKnown(kind: StatementKind): boolean {
  return ['trade', 'split', 'withdrawal', 'settlement'].includes(kind);
}

/** Of every kind its newest batch, and everything that is of no kind: a wallet's and a bank's files. `rows` are newest first. */
export function newestVersions<T extends { kind: string | null; batch: string }>(rows: readonly T[]): T[] {
  const newest = new Map<string, string>();
  for (const { kind, batch } of rows) if (kind !== null && !newest.has(kind)) newest.set(kind, batch);
  return rows.filter(({ kind, batch }) => kind === null || newest.get(kind) === batch);
}
