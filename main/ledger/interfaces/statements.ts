import type { HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import type {
  QueryOutcome,
  Statement,
  StatementKind,
  StatementPeriod,
  StatementQuery,
  StatementWait,
} from '../../../shared/domain/statement.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';

/** What may be put right about a statement after it was stored; its bytes, hash and origin never change. */
export type StatementLabel = Pick<Statement, 'kind' | 'format' | 'leg' | 'period'>;

/** How many queries a merchant has used up. `usedUp`: Huifu itself said that there are none left. */
export interface QueriesUsed {
  used: number;
  usedUp: boolean;
}

/** A file of the watched folder that was looked at, as it was then. */
export interface WatchedFile {
  path: string;
  bytes: number;
  /** Modification time of the file, whole ms. */
  modifiedAt: number;
}

/** Statements: what is in the vault, what is wanted, and what the daily limit has left. */
export interface StatementLedger {
  /** Writes the rows of files that lie in the vault already; all of one batch, or none. */
  insertStatements(rows: Statement[]): Promise<void>;
  statement(id: string): Promise<Statement | null>;
  /** Newest first; of one period where it is given. At most `limit` (≤ 2,000). */
  statements(profileId: string, period: StatementPeriod | null, limit: number): Promise<Statement[]>;
  /** Those of a month: its days and itself. Newest first. */
  statementsOfMonth(profileId: string, month: StatementPeriod): Promise<Statement[]>;
  /** The same bytes, stored before; the oldest. */
  statementByHash(profileId: string, sha256: string): Promise<Statement | null>;
  /** `false` when there is no such statement. */
  labelStatement(id: string, label: StatementLabel): Promise<boolean>;

  /** Writes waits, in place of those of the same kind and period. */
  saveStatementWaits(waits: StatementWait[]): Promise<void>;
  /** Writes those that are not there yet and leaves the others as they are. */
  addStatementWaits(waits: StatementWait[]): Promise<void>;
  /** `openOnly`: those that are still to be asked for; else also all of `month`. */
  statementWaits(profileId: string, month: StatementPeriod | 'open'): Promise<StatementWait[]>;
  statementWait(profileId: string, kind: StatementKind, period: StatementPeriod): Promise<StatementWait | null>;
  /** Takes an open wait back; `false` when there is none. */
  dropStatementWait(profileId: string, kind: StatementKind, period: StatementPeriod): Promise<boolean>;

  /**
   * Notes a query before it is sent, if fewer than `limit` count for its day or a later one (a clock that was set back
   * wins nothing). `false`: there is none left.
   */
  startStatementQuery(query: StatementQuery, limit: number): Promise<boolean>;
  endStatementQuery(
    query: Pick<StatementQuery, 'requestDate' | 'requestNumber'> & { day: BusinessDate },
    outcome: QueryOutcome,
    answer: { respCode: string; respDesc: string } | null,
  ): Promise<void>;
  statementQueriesUsed(huifuId: string, day: BusinessDate): Promise<QueriesUsed>;

  /** Signed by date and person; a newer one for the same header takes its place, and the older stays readable. */
  addStatementMapping(profileId: string, mapping: HeaderMapping): Promise<void>;
  /** The newest for each header. */
  statementMappings(profileId: string): Promise<HeaderMapping[]>;

  /** Whether this file, at this size and time, was taken before. */
  watchedBefore(profileId: string, file: WatchedFile): Promise<boolean>;
  noteWatched(profileId: string, file: WatchedFile): Promise<void>;
}
