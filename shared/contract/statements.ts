import type {
  FetchProblem,
  Statement,
  StatementKind,
  StatementPeriod,
  StatementWait,
  WaitState,
} from '../domain/statement.ts';
import type { BusinessDate, Instant } from '../domain/time.ts';

/** How often Huifu may still be asked for statements today. */
export interface StatementQuota {
  day: BusinessDate;
  used: number;
  limit: number;
  /** Huifu itself said that there are none left, whatever was counted here. */
  usedUp: boolean;
}

/** Why a statement that is wanted is not asked for this moment. */
const waitReasons = ['ready', 'quota', 'merged', 'generating', 'retry', 'now'] as const;
export type WaitReason = (typeof waitReasons)[number];

/** A statement that is wanted, with when it will be asked for and why not sooner. */
export interface PlannedWait extends Omit<StatementWait, 'profileId'> {
  plannedAt: Instant;
  reason: WaitReason;
}

/** One kind of one period in the calendar. `versions` counts what is in the vault. */
export interface StatementCell {
  kind: StatementKind;
  state: WaitState;
  versions: number;
  problem: FetchProblem | null;
  said: string | null;
}

/** One day (or the month itself) in the calendar. */
export interface StatementDay {
  period: StatementPeriod;
  cells: StatementCell[];
  /** Files of a wallet or a bank for this day. */
  others: number;
}

const watchStates = ['off', 'watching', 'missing'] as const;

/** The folder that statements are taken from by themselves. */
export interface WatchedFolder {
  folder: string;
  state: (typeof watchStates)[number];
}

/** Everything that the statements tab shows besides the files themselves. */
export interface StatementsOverview {
  now: Instant;
  quota: StatementQuota;
  /** Open waits, in the order in which they will be asked for. */
  waits: PlannedWait[];
  /** The days of the month that was asked for, and the month itself at the end. */
  days: StatementDay[];
  /** Kinds that are fetched every day (or month) without anybody asking. */
  automatic: StatementKind[];
  /** Days are compared by themselves once their statements are in. */
  compares: boolean;
  /** Huifu said that statements are not opened for this merchant. */
  notOpened: boolean;
  /** Practice: files are ready at once. */
  readyAtOnce: boolean;
  watch: WatchedFolder;
}

/** What became of one file that was brought in. */
export type ImportResult =
  | { name: string; state: 'stored' | 'duplicate'; statement: StatementView }
  | { name: string; state: 'refused'; problem: ImportProblem; detail: string };

/** Why a file was not taken in. Each has a sentence in `shared/i18n` (`statements.refused.*`). */
const importProblems = [
  'unreadable',
  'empty',
  'tooLarge',
  'changed',
  'truncated',
  'archive',
  'archivePath',
  'archiveBomb',
  'notAStatement',
  'encoding',
  'diskFull',
] as const;
export type ImportProblem = (typeof importProblems)[number];

export type StatementView = Omit<Statement, 'profileId'>;

/** A line that is in one version and not in the other. */
export interface DiffLine {
  change: 'added' | 'removed';
  /** Name inside the archive; empty for a file that is none. */
  entry: string;
  line: number;
  text: string;
  /** With its sign, in fen; `null` where the column is not known. */
  amountFen: number | null;
}

/** What two versions of a period differ in. */
export interface StatementDiff {
  added: number;
  removed: number;
  /** Of the added and removed ones: pairs that are the same transaction with other content. */
  changed: number;
  /** Added less removed, in fen; `null` where an amount could not be read, so that no wrong sum is shown. */
  sumFen: number | null;
  /** Amounts before and after, of all lines; `null` as above. */
  totalsFen: { older: number; newer: number } | null;
  /** Title of the column that was summed. */
  amountColumn: string | null;
  /** At most 500. */
  lines: DiffLine[];
  truncated: boolean;
}

/** Lines of a statement as they stand in the file. */
export interface StatementLines {
  entry: string;
  encoding: string;
  from: number;
  lines: string[];
}

/** Whether the bytes in the vault still are what was stored. */
export type VaultCheck = 'sound' | 'missing' | 'damaged';

/** The largest file that the window may hand over, and the largest piece of it at once. */
export const MAX_DROPPED_BYTES = 1024 ** 3;
export const CHUNK_BYTES = 768 * 1024;
