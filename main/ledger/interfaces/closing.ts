import type { Payment } from '../../../shared/domain/payment.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { CloseIntent } from '../types.ts';
import type { PaymentScope } from './operators.ts';

/** A close with the payment that it is about, as both stand now. */
export interface CloseEntry {
  /** Place in the history; later closes have higher ones. */
  place: number;
  intent: CloseIntent;
  payment: Payment;
}

/** What closing and following to the end need of the ledger. */
export interface ClosingLedger {
  /** The latest close of each payment, newest first, from below `before` on (`null`: from the newest). */
  closes(profileId: string, before: number | null, limit: number, scope?: PaymentScope): Promise<CloseEntry[]>;
  /** Paid since `since`, and nobody has said yet that the money is booked; oldest first. */
  unbookedPayments(profileId: string, since: Instant): Promise<Payment[]>;
}
