import type { Answered } from '../../../shared/contract/errors.ts';
import type {
  ImportResult,
  PlannedWait,
  StatementDiff,
  StatementLines,
  StatementsOverview,
  StatementView,
  VaultCheck,
  WatchedFolder,
} from '../../../shared/contract/statements.ts';
import type { HeaderMapping, Inspection } from '../../../shared/domain/reconciliation/mapping.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import type { Statement, StatementKind, StatementPeriod } from '../../../shared/domain/statement.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Audit } from '../../audit/types.ts';
import type { StatementGateway } from '../../gateway/statementTypes.ts';
import type { CallOutcome } from '../../gateway/types.ts';
import type { Jobs } from '../../jobs/types.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { DownloadLimits } from './download.ts';
import type { StatementVault } from './vault.ts';

/** What the statements room is given: its neighbours behind small interfaces, and a clock. */
export interface StatementsNeeds {
  /** Read anew at every use, since settings of the profile may change. */
  profile(): Profile;
  ledger: Ledger;
  vault: StatementVault;
  /** Signs and sends; fails when the private key cannot be had from the keychain. */
  gateway(): Promise<Answered<StatementGateway>>;
  /** For the files themselves, which come from wherever Huifu keeps them. */
  fetch: typeof fetch;
  /** Looks into a file: what it is, by its titles or by what a person confirmed of them, and its first lines. */
  inspect(path: string, mappings: readonly HeaderMapping[]): Promise<Inspection[]>;
  jobs: Jobs;
  audit: Audit;
  /** The PC's clock; it may jump. */
  now(): Instant;
  /** How far the gateway's clock was ahead of this PC's when it last answered, ms; `null` before that. */
  clockAheadMs(): number | null;
  /** Told of every answer, for how the gateway is doing. */
  saw(outcome: CallOutcome<unknown>): void;
  till(): string;
  changed(): void;
  warn(message: string, fields: Record<string, unknown>): void;
  limits?: DownloadLimits;
}

/** A statement with the place of its bytes, which were found to be what was stored. */
export interface StatementFile {
  statement: Statement;
  path: string;
}

/** Getting, keeping and bringing in the statements of one merchant. */
export interface StatementsRoom {
  overview(month: StatementPeriod): Promise<StatementsOverview>;
  list(period: StatementPeriod | null): Promise<StatementView[]>;
  fetch(kinds: StatementKind[], period: StatementPeriod): Promise<Answered<PlannedWait[]>>;
  regenerate(kind: StatementKind, period: StatementPeriod): Promise<Answered<PlannedWait>>;
  forget(kind: StatementKind, period: StatementPeriod): Promise<Answered<null>>;
  choose(kinds: StatementKind[]): Promise<void>;
  /** Whether days are compared by themselves once their statements are in. */
  comparesItself(): Promise<boolean>;
  compareItself(on: boolean): Promise<void>;
  checkOpened(): Promise<Answered<{ opened: boolean | null }>>;
  /** Brings in files by their paths, which a person chose in a dialog. */
  importPaths(paths: string[]): Promise<ImportResult[]>;
  importChunk(piece: {
    transferId: string;
    name: string;
    size: number;
    offset: number;
    bytes: Uint8Array;
  }): Promise<Answered<{ done: false } | { done: true; result: ImportResult }>>;
  diff(older: string, newer: string): Promise<Answered<StatementDiff>>;
  lines(id: string, place: { entry: string | null; from: number; count: number }): Promise<Answered<StatementLines>>;
  verify(id: string): Promise<Answered<{ check: VaultCheck }>>;
  assign(id: string, kind: StatementKind | null, period: StatementPeriod): Promise<Answered<null>>;
  /** `null` stops watching. */
  watchFolder(folder: string | null): Promise<WatchedFolder>;

  /**
   * For a comparison: the files of the newest version of every kind of a period, and all of wallets and banks, each read back
   * and found sound. Fails with `statementDamaged` or `statementMissing` rather than leaving one out.
   */
  filesOf(period: StatementPeriod): Promise<Answered<StatementFile[]>>;
  mappings(): Promise<HeaderMapping[]>;
  saveMapping(mapping: HeaderMapping): Promise<void>;

  /** Takes up what an earlier run left, and begins to fetch and to watch by itself. */
  resume(): Promise<void>;
  /** Asks for whatever is due now; resolves when that is through. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}
