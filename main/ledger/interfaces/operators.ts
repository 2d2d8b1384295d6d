import type { Fen } from '../../../shared/domain/money.ts';
import type { Role } from '../../../shared/domain/permission.ts';
import type { Instant } from '../../../shared/domain/time.ts';

/** Somebody who may sign in, or could: people who left are kept with `removedAt`. */
export interface OperatorRow {
  id: string;
  name: string;
  role: Role;
  /** The PIN's salted hash with its parameters, as `main/operators/pin.ts` writes it. */
  pin: string;
  /** Tries since the last right PIN, and when the last one was. */
  tries: number;
  triedAt: Instant | null;
  createdAt: Instant;
  removedAt: Instant | null;
}

/** An agreement of a second person. Used or void once, it stays so. */
export interface ApprovalRow {
  id: string;
  act: string;
  subject: string;
  paymentId: string | null;
  amount: Fen;
  requesterId: string;
  approverId: string;
  givenAt: Instant;
}

/**
 * Whose payments are read. `null` is everybody's; otherwise those that this operator asked for or was handed, and those
 * that nobody signed for at this till since `since` (the shop's own page).
 */
export type PaymentScope = { operatorId: string; till: string; since: Instant } | null;

/** People and approvals. What they may do is decided in `main/operators`. */
export interface OperatorLedger {
  /** Everybody, those who left included, in the order in which they were added. */
  operators(): Promise<OperatorRow[]>;
  /** Does nothing and returns `false` when the name is in use, or when the first operator is not an owner. */
  insertOperator(row: Pick<OperatorRow, 'id' | 'name' | 'role' | 'pin' | 'createdAt'>): Promise<boolean>;
  /**
   * Changes what is given. A new PIN forgets the tries. Does nothing and returns `false` when the name is in use, the
   * person has left, or no owner would remain.
   */
  changeOperator(id: string, change: Partial<Pick<OperatorRow, 'name' | 'role' | 'pin'>>): Promise<boolean>;
  /** Lets a person go and voids what they asked for or approved. `false` when they have left, or no owner would remain. */
  removeOperator(id: string, at: Instant): Promise<boolean>;
  /** Counts a try, before the PIN is looked at; a right one is then {@link forgetPinTries forgotten}. */
  countPinTry(id: string, at: Instant): Promise<void>;
  forgetPinTries(id: string): Promise<void>;

  insertApproval(row: ApprovalRow): Promise<void>;
  approval(id: string): Promise<ApprovalRow | null>;
  /** Uses an approval up, whatever for. `false` when it was used or voided before, or never given. */
  endApproval(id: string, at: Instant): Promise<boolean>;
}
