import type { Answered } from '../../../shared/contract/errors.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import type { HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time.ts';
import type { Audit } from '../../audit/types.ts';
import type { Jobs } from '../../jobs/types.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { Actor, Approvals } from '../../operators/types.ts';
import type { PaymentsRoom } from '../../payments/room.ts';
import type { RefundsRoom } from '../../refunds/room.ts';
import type { Run } from '../types.ts';

/** A statement of the vault that belongs to a day; `path` holds its original bytes. */
export interface ShelfFile {
  id: string;
  sha256: string;
  name: string;
  leg: string | null;
  path: string;
}

/** Where statements come from. */
export interface StatementShelf {
  /** Those of a day, each found to be what was stored. Fails rather than leaving one out. */
  filesOf(day: string): Promise<Answered<ShelfFile[]>>;
  /** The place of a stored statement's bytes. */
  pathOf(sha256: string): string;
  mappings(): Promise<HeaderMapping[]>;
  saveMapping(mapping: HeaderMapping): Promise<void>;
  /** Whether days are compared by themselves. */
  comparesItself(): Promise<boolean>;
}

/** What the room is given: its neighbours behind small interfaces, and a clock. */
export interface DeskNeeds {
  profile(): Profile;
  ledger: Ledger;
  payments: Pick<PaymentsRoom, 'adoptFromStatement' | 'learnFromStatement'>;
  refunds: Pick<RefundsRoom, 'takeOver'>;
  shelf: StatementShelf;
  jobs: Jobs;
  audit: Audit;
  /** Compares in a thread of its own. */
  run: Run;
  /** Folder of this environment, where results lie beside the ledger. */
  dir: string;
  version: string;
  now(): Instant;
  actor(): Actor | null;
  approvals: Approvals;
  /** False in a shop without operators: then nobody could be asked. */
  secondPersonPossible(): boolean;
  changed(day: BusinessDate | null): void;
  warn(message: string, fields: Record<string, unknown>): void;
}
