import type { Payment, PaymentEvent } from '../../shared/domain/payment.ts';
import type { PaymentState } from '../../shared/domain/paymentState.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { BusinessDate, Instant } from '../../shared/domain/time.ts';
import type {
  PaymentCursor,
  PaymentFilter,
  PaymentTotals,
  SavedView,
  SearchHit,
} from '../../shared/contract/payments.ts';
import type { ReconciliationLedger } from './interfaces/reconciliation.ts';
import type { StatementLedger } from './interfaces/statements.ts';
import type { AuditLedger } from './interfaces/audit.ts';
import type { RefundLedger } from './interfaces/refunds.ts';

import type { OperatorLedger, PaymentScope } from './interfaces/operators.ts';
import type { ShiftLedger } from './interfaces/shifts.ts';
import type { SignalLedger } from './interfaces/signals.ts';

export type { PaymentScope };
import type { CounterLedger } from './interfaces/counter.ts';
import type { ClosingLedger } from './interfaces/closing.ts';

/** An event to append; the ledger gives the id. */
export type NewPaymentEvent = Omit<PaymentEvent, 'id' | 'paymentId'>;

/** What a transition may fill in besides the state. Absent keys are left as they are. */
export type PaymentPatch = Partial<
  Pick<
    Payment,
    | 'method'
    | 'customerPaid'
    | 'settlement'
    | 'fee'
    | 'endedAt'
    | 'endReason'
    | 'booking'
    | 'huifuNumber'
    | 'partyOrderNumber'
    | 'walletNumber'
    | 'link'
    | 'payer'
    | 'failureCode'
    | 'failureText'
    | 'alert'
    | 'expiresAt'
  >
>;

/** A wish to close an order, on disk before the call goes out; `scheduled` ones wait for the one-minute rule. */
export interface CloseIntent {
  /** The close's own request number; also its id. */
  requestNumber: string;
  requestDate: BusinessDate;
  paymentId: string;
  state: 'scheduled' | 'unknown' | 'processing' | 'closed' | 'refused';
  /** Not before this moment: the order must be a minute old (huifu-api.md §3.7). */
  dueAt: Instant;
  respCode: string | null;
  respDesc: string | null;
}

/**
 * The merchant's own record, in SQLite behind one worker thread. Every method is one transaction, durable when its
 * promise resolves (synchronous = FULL). Rejects only for faults of the machine (disk full, database gone) with a
 * {@link LedgerFault}.
 */
export interface Ledger
  extends
    AuditLedger,
    RefundLedger,
    OperatorLedger,
    ShiftLedger,
    CounterLedger,
    ClosingLedger,
    StatementLedger,
    ReconciliationLedger,
    SignalLedger {
  // Payments
  // Payments. Where a read takes a scope, rows outside it are as if they were not there.
  /** Writes the intent: a payment in state `created` and its first event. Fails on a number already used. */
  insertPayment(payment: Payment, event: NewPaymentEvent): Promise<void>;
  /**
   * Compare-and-set: moves the payment from `expected` to `to`, applies the patch and appends the event, or does
   * nothing and returns `false` when the payment no longer stands at `expected`. `to` may equal `expected`. Money that is
   * booked stays booked, whatever the patch says.
   */
  movePayment(
    id: string,
    expected: PaymentState,
    to: PaymentState,
    patch: PaymentPatch,
    event: NewPaymentEvent | null,
  ): Promise<boolean>;
  payment(id: string, scope?: PaymentScope): Promise<Payment | null>;
  paymentEvents(id: string): Promise<PaymentEvent[]>;
  /** Payments not yet ended, oldest first: what the poller resumes with. */
  openPayments(profileId: string, scope?: PaymentScope): Promise<Payment[]>;
  /** One page by key, newest first. At most `limit` (≤ 500) rows. */
  listPayments(
    profileId: string,
    filter: PaymentFilter,
    after: PaymentCursor | null,
    limit: number,
    scope?: PaymentScope,
  ): Promise<{ rows: Payment[]; next: PaymentCursor | null }>;
  /** Counts and sums over the whole filter, not over a page. */
  paymentTotals(profileId: string, filter: PaymentFilter, scope?: PaymentScope): Promise<PaymentTotals>;
  /** Finds payments by any of their numbers: whole, beginning, or ending (from 4 characters on). At most `limit` hits. */
  searchNumbers(profileId: string, text: string, limit: number, scope?: PaymentScope): Promise<SearchHit[]>;

  // Closing
  insertClose(intent: CloseIntent): Promise<void>;
  moveClose(
    requestNumber: string,
    expected: CloseIntent['state'],
    to: CloseIntent['state'],
    answer: { respCode: string; respDesc: string } | null,
  ): Promise<boolean>;
  /** Closes not yet final (`scheduled`, `unknown`, `processing`), oldest first. */
  openCloses(profileId: string): Promise<CloseIntent[]>;

  // Profiles, views, settings
  profiles(): Promise<Profile[]>;
  saveProfile(profile: Profile): Promise<void>;
  /** Removes the profile's row; refuses (returns `false`) while it has payments or statements, which stay readable for ever. */
  removeProfile(id: string): Promise<boolean>;
  savedViews(): Promise<SavedView[]>;
  saveView(view: SavedView): Promise<void>;
  removeView(id: string): Promise<void>;
  /** Small values of the console itself (language, theme, active profile), JSON text by key. */
  setting(key: string): Promise<string | null>;
  saveSetting(key: string, value: string): Promise<void>;

  // Care
  /** Online backup into the backup folder; returns the file's path. `daily`: the day's first call makes it. */
  backup(reason: 'daily' | 'migration' | 'manual'): Promise<string>;
  close(): Promise<void>;
}

/** What the machine did to the ledger. `full`: no space; the write did not happen. */
export type LedgerFaultKind = 'full' | 'busy' | 'readOnly' | 'corrupt' | 'gone' | 'duplicate' | 'failed';

/** Thrown (as a rejection) by ledger calls for faults of the machine, never for expected outcomes. */
export class LedgerFault extends Error {
  readonly kind: LedgerFaultKind;
  constructor(kind: LedgerFaultKind, message: string) {
    super(message);
    this.name = 'LedgerFault';
    this.kind = kind;
  }
}

/** Why a ledger could not be opened, for the start-up page. Nothing was changed or deleted. */
export type LedgerOpenProblem =
  | { kind: 'future'; path: string; found: number; supported: number }
  | { kind: 'corrupt'; path: string; detail: string }
  | { kind: 'migration'; path: string; from: number; detail: string; backup: string | null }
  | { kind: 'full'; path: string; detail: string }
  | { kind: 'unreadable'; path: string; detail: string };

/** A backup that could take the ledger's place. */
export interface LedgerBackup {
  /** File name inside the backup folder. */
  name: string;
  at: Instant;
  bytes: number;
  schema: number;
  /** Passed `PRAGMA quick_check` just now. */
  sound: boolean;
  payments: number;
}
