import type {
  AutomaticFindings,
  DayFlow,
  DifferenceCursor,
  DifferenceFilter,
  DifferenceTotals,
  LateDifferences,
} from '../../../shared/contract/reconciliation.ts';
import type {
  Difference,
  DifferenceNote,
  DifferenceNoteKind,
  DifferenceState,
  Month,
  ResolveReason,
} from '../../../shared/domain/difference.ts';
import type { DayOverview, MonthAct, RollForward } from '../../../shared/domain/monthLock.ts';
import type { EntryStatus } from '../../../shared/domain/reconciliation/outcome.ts';
import type {
  CountAndSum,
  OpenItem,
  ReconciliationException,
  RunSummary,
} from '../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time.ts';

/** One comparison of one day. Rows of earlier comparisons stay. */
export interface ReconciliationRun {
  id: string;
  profileId: string;
  day: BusinessDate;
  startedAt: Instant;
  endedAt: Instant;
  /** Who ran it; empty in a shop without operators, and where the console began it by itself. */
  by: string;
  automatic: boolean;
  /** Of the program, and the hash over tolerances and rates that were in force. */
  version: string;
  ruleHash: string;
  summary: RunSummary;
  /** SHA-256 of the result file, and of the list of matched pairs beside it. */
  resultSha256: string;
  matchedSha256: string;
  /** Files of the vault that went in, by their SHA-256. */
  statements: { sha256: string; name: string }[];
  matched: number;
  differences: RollForward;
}

export type RunStart = Pick<
  ReconciliationRun,
  'id' | 'profileId' | 'day' | 'startedAt' | 'by' | 'automatic' | 'version' | 'ruleHash'
>;
export type RunEnd = Omit<ReconciliationRun, keyof RunStart | 'differences'>;

/** A finding of a run, with the identity by which it is known on other days. */
export interface Finding {
  id: string;
  /** Changes when what was found changes; a resolution holds only for what it was given for. */
  fingerprint: string;
  exception: ReconciliationException;
}

/** Where a page of findings ends. */
export interface FindingCursor {
  atRisk: number;
  place: number;
}

/** A finding of a run with what has become of its difference since. */
export interface FindingRow extends FindingCursor {
  exception: ReconciliationException;
  state: DifferenceState;
  ownerName: string;
  reason: ResolveReason | null;
  day: BusinessDate;
}

export interface NewNote {
  at: Instant;
  kind: DifferenceNoteKind;
  by: string;
  approvedBy?: string;
  text: string;
}

/** A payment or refund of the ledger as a comparison reads it. */
export interface TradeRow {
  /** Key of the page. */
  at: Instant;
  id: string;
  kind: 'payment' | 'refund';
  paymentId: string;
  request_date: string;
  request_number: string;
  huifu_number: string;
  party_order_number: string;
  wallet_number: string;
  original_request_number: string;
  amount_fen: number;
  fee_fen: number | null;
  status: EntryStatus;
  /** When it was paid or refunded, else when it was asked for. */
  eventAt: Instant;
}
export type TradeCursor = Pick<TradeRow, 'at' | 'id'>;

/** What a day's trades add up to. */
export interface DaySums {
  payments: CountAndSum;
  refunds: CountAndSum;
  fee_fen: number;
  returned_fee_fen: number;
  feeUnknown: number;
}

export type { AutomaticFindings };

/** A day whose statements are not the ones that were compared last. */
export interface DayToCompare {
  day: BusinessDate;
  /** SHA-256 of the statements that would be compared now, sorted. */
  files: string[];
}

/** Comparisons, their differences, and the lock of months. */
export interface ReconciliationLedger {
  /** Notes a run that has begun. */
  startRun(run: RunStart): Promise<void>;
  /** Some of what it found, in its order. A few hundred at a time: others wait for the ledger meanwhile. */
  addFindings(runId: string, findings: Finding[]): Promise<void>;
  /** Some of what it leaves open. As above. */
  addOpenItems(runId: string, items: OpenItem[]): Promise<void>;
  /**
   * Says that all of it is in. From here on the run comes to its end, if need be after a restart: {@link mergeRun} goes on
   * with it. Neither it nor a difference that is new in it is seen before that.
   */
  endRun(runId: string, end: RunEnd): Promise<void>;
  /**
   * A piece of a run's end, some milliseconds long: its findings become differences or find theirs again; what the day or
   * its opening items held and is not found any more is cleared.
   *
   * @returns `true` once the run has ended, and is seen
   */
  mergeRun(runId: string): Promise<boolean>;
  /** Takes a piece of a run back that is not ending; `true` once nothing of it is left. */
  dropRun(runId: string): Promise<boolean>;
  /** Runs that have not ended: those to be merged, and those to be dropped. */
  unfinishedRuns(profileId: string): Promise<{ ending: string[]; dead: string[] }>;
  /** The newest of a day. */
  latestRun(profileId: string, day: BusinessDate): Promise<ReconciliationRun | null>;
  run(id: string): Promise<ReconciliationRun | null>;
  /** Newest of each day, without their lists, for trends and settlement; days from first to last. */
  runSummaries(profileId: string, from: BusinessDate, to: BusinessDate): Promise<ReconciliationRun[]>;
  /**
   * What the newest comparison before `day` left open, without what people have resolved since: a page by id, of those after
   * `after` (empty: from the first), and where the next one begins.
   */
  openItemsBefore(
    profileId: string,
    day: BusinessDate,
    after: string,
    limit: number,
  ): Promise<{ items: OpenItem[]; next: string | null }>;
  /** The findings of a run by amount at risk, most first; `after` is the last one of the page before. */
  findings(runId: string, after: FindingCursor | null, limit: number): Promise<FindingRow[]>;
  monthDays(profileId: string, month: Month): Promise<DayOverview[]>;
  /**
   * Days with a trade statement that is no longer waited for, whose statements were never compared or have changed since,
   * oldest first. Days of locked months are not among them.
   */
  daysToCompare(profileId: string): Promise<DayToCompare[]>;
  /** The newest comparisons that the console began by itself and that ended since, whose days have open differences. */
  automaticFindings(profileId: string, since: Instant): Promise<AutomaticFindings | null>;

  /** By amount at risk, most first. */
  listDifferences(
    profileId: string,
    filter: DifferenceFilter,
    today: BusinessDate,
    after: DifferenceCursor | null,
    limit: number,
  ): Promise<{ rows: Difference[]; next: DifferenceCursor | null }>;
  differenceTotals(profileId: string, filter: DifferenceFilter, today: BusinessDate): Promise<DifferenceTotals>;
  difference(
    profileId: string,
    id: string,
  ): Promise<{
    difference: Difference;
    exception: ReconciliationException;
    notes: DifferenceNote[];
    runId: string;
  } | null>;
  noteDifference(profileId: string, id: string, note: NewNote): Promise<boolean>;
  assignDifference(
    profileId: string,
    id: string,
    owner: { id: string; name: string } | null,
    note: NewNote,
  ): Promise<boolean>;
  /** `false` unless it is open. */
  resolveDifference(profileId: string, id: string, reason: ResolveReason, note: NewNote): Promise<boolean>;
  /** `false` unless a person has resolved it. */
  reopenDifference(profileId: string, id: string, note: NewNote): Promise<boolean>;
  ownersOfDifferences(profileId: string): Promise<{ id: string; name: string }[]>;

  /** All turns of the key, newest first. */
  monthActs(profileId: string): Promise<MonthAct[]>;
  /** `false` when the month already stands so, or while a comparison posts differences. */
  addMonthAct(profileId: string, act: MonthAct): Promise<boolean>;
  monthDifferences(profileId: string, month: Month): Promise<{ rollForward: RollForward; atRisk: number }>;
  /** Differences that belong to the month and are posted in a later one, and those that are posted in it and belong to an earlier one. */
  lateDifferences(profileId: string, month: Month): Promise<{ late: LateDifferences; posted: LateDifferences }>;

  /** Payments and refunds of the request dates `from` to `to`, oldest first. */
  trades(
    profileId: string,
    from: BusinessDate,
    to: BusinessDate,
    after: TradeCursor | null,
    limit: number,
  ): Promise<{ rows: TradeRow[]; next: TradeCursor | null }>;
  daySums(profileId: string, day: BusinessDate): Promise<DaySums>;
  dayFlows(profileId: string, from: BusinessDate, to: BusinessDate): Promise<DayFlow[]>;
}
