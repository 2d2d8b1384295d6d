import type { Answered } from '../../shared/contract/errors.ts';
import type { Fen } from '../../shared/domain/money.ts';
import type { Role } from '../../shared/domain/permission.ts';

/** Whoever acts. In a shop without operators it is the owner, without ceremony: `operatorId` is `null` then. */
export interface Actor {
  operatorId: string | null;
  name: string;
  role: Role;
}

/** What the rooms may know about who is at the console. */
export interface WhoIsHere {
  /** `null` while the console is locked. */
  current(): Actor | null;
}

/** Exactly what a second person agrees to: any other amount, order or number needs an approval of its own. */
export interface ApprovalBinding {
  act: 'refund' | 'refundBatch' | 'limits' | 'monthUnlock' | 'resolve';
  /** Request number of the refund, id of the batch, the month. */
  subject: string;
  /** The order it is about; `null` where it is not about one. */
  paymentId: string | null;
  amount: Fen;
}

/** Second-person approvals, given with the approver's own PIN at the same console. */
export interface Approvals {
  /**
   * Uses up approval `id`. Fails with `approvalVoid` unless it was given, not long ago and not used yet, for exactly this
   * binding, by somebody other than `requester` who may approve this amount.
   */
  take(id: string, requester: Actor, binding: ApprovalBinding): Promise<Answered<{ approver: Actor }>>;
}

/** What one person may refund without a second one, in fen; `null` is no limit. */
export interface RefundLimits {
  each: Fen | null;
  perDay: Fen | null;
}

/** The rules of the shop as far as other rooms need them. */
export interface OperatorRules {
  refundLimits(role: Role): RefundLimits;
  /** False in a shop without operators, or where nobody but whoever is here may approve: then they confirm alone. */
  secondPersonPossible(): boolean;
}
