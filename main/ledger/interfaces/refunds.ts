import type { RefundCursor, RefundFilter, RefundRow, RefundTotals } from '../../../shared/contract/refunds.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Refund, RefundEvent } from '../../../shared/domain/refund.ts';
import type { RefundState } from '../../../shared/domain/refundState.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { PaymentScope } from './operators.ts';

/** An event to append; the ledger gives the id. */
export type NewRefundEvent = Omit<RefundEvent, 'id' | 'refundId'>;

/** What a transition may fill in besides the state. Absent keys are left as they are. */
export type RefundPatch = Partial<
  Pick<
    Refund,
    | 'actual'
    | 'fee'
    | 'sentAt'
    | 'askedAt'
    | 'endedAt'
    | 'endReason'
    | 'huifuNumber'
    | 'failureCode'
    | 'failureText'
    | 'alert'
    | 'handledAt'
  >
>;

/** What the ledger itself can say of a listed refund; the room adds when it is asked for next. */
export type ListedRefund = Omit<RefundRow, 'nextQueryAt' | 'trouble'>;

/** What came of writing a refund. All but `written` changed nothing. */
export type RefundWritten = 'written' | 'open' | 'tooMuch' | 'notPaid';

/** A batch as it stands on disk. `started`: some lines may not have been done, unless a job is at it now. */
export interface RefundBatchHead {
  id: string;
  profileId: string;
  fileName: string;
  state: 'checked' | 'started' | 'ended';
  createdAt: Instant;
  operatorId: string | null;
  approverId: string | null;
}

export interface RefundBatchLine {
  /** Line of the file, from 1. */
  line: number;
  orderText: string;
  amountText: string;
  reason: string;
  paymentId: string | null;
  amount: Fen | null;
  /** The request number of its refund, chosen before anything is sent. */
  number: string;
  /** Why the line will not be done (`batchProblems`); `null` when it can be. */
  problem: string | null;
  /** Why it came to nothing though it was tried: an error code; `null` when it was not tried, or became a refund. */
  outcome: string | null;
}

/**
 * Refunds, as far as the ledger keeps them. Every method is one transaction. Where a read takes a scope, what is outside it
 * is as if it were not there: in it is what its operator refunded, and every refund of a payment in scope.
 */
export interface RefundLedger {
  /** Writes the intent, unless the order has an open refund, has not that much left, or is not paid. */
  insertRefund(refund: Refund, event: NewRefundEvent): Promise<RefundWritten>;
  /** Compare-and-set, as `movePayment`. */
  moveRefund(
    id: string,
    expected: RefundState,
    to: RefundState,
    patch: RefundPatch,
    event: NewRefundEvent | null,
  ): Promise<boolean>;
  refund(id: string, scope?: PaymentScope): Promise<Refund | null>;
  refundEvents(id: string): Promise<RefundEvent[]>;
  /** Every refund of one payment, oldest first. */
  refundsOf(paymentId: string, scope?: PaymentScope): Promise<Refund[]>;
  /** Refunds not yet ended, oldest first. */
  openRefunds(profileId: string): Promise<Refund[]>;
  /** One page by key, newest first. `now` decides what counts as stuck. At most `limit` (≤ 500) rows. */
  listRefunds(
    profileId: string,
    filter: RefundFilter,
    after: RefundCursor | null,
    limit: number,
    now: Instant,
    scope?: PaymentScope,
  ): Promise<{ rows: ListedRefund[]; next: RefundCursor | null }>;
  refundTotals(profileId: string, now: Instant, scope?: PaymentScope): Promise<RefundTotals>;
  /** What one person has refunded since a moment, and how many refunds of other orders went to a payer. */
  refundHistory(
    profileId: string,
    of: { operatorId: string | null; payer: string | null; paymentId: string; since: Instant },
  ): Promise<{ byOperator: Fen; toPayer: number }>;
  /** Count and sum of a till's refunds requested in `[from, to)`, those that failed left out. */
  refundSums(profileId: string, till: string, from: Instant, to: Instant): Promise<{ count: number; amount: Fen }>;
  /** Payments of which one number is exactly this text. */
  paymentsByNumber(profileId: string, text: string): Promise<Payment[]>;

  insertRefundBatch(batch: RefundBatchHead, lines: RefundBatchLine[]): Promise<void>;
  /** Moves a batch from `expected` on; `false` when it stands elsewhere. */
  moveRefundBatch(
    id: string,
    expected: RefundBatchHead['state'],
    to: RefundBatchHead['state'],
    approverId: string | null,
  ): Promise<boolean>;
  noteBatchOutcome(id: string, line: number, outcome: string | null): Promise<void>;
  /** In scope are the batches that its operator brought. */
  refundBatch(id: string, scope?: PaymentScope): Promise<{ batch: RefundBatchHead; lines: RefundBatchLine[] } | null>;
  /** Newest first. */
  refundBatches(profileId: string, scope?: PaymentScope): Promise<RefundBatchHead[]>;
}
