import type { WaySettings } from '../../../shared/contract/ways.ts';
import type { CollectWay, PaymentMethod } from '../../../shared/domain/payment.ts';
import type { PaymentNews } from '../../../shared/domain/paymentState.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time.ts';
import type { CallOutcome, PaymentGateway } from '../../gateway/types.ts';
import type { PaymentPatch } from '../../ledger/types.ts';

/** What every way tells the gateway about an order. */
export interface Order {
  requestDate: BusinessDate;
  requestNumber: string;
  amount: Fen;
  goods: string;
  expiresAt: Instant;
  notifyUrl: string | null;
}

/** What an accepted order has brought. */
export interface Placed {
  news: Extract<PaymentNews, 'accepted' | 'processing' | 'paid'>;
  facts: PaymentPatch;
}

/** One way of asking for money. Each has a small file of its own; `collect.ts` does for all of them what is the same. */
export interface Way {
  way: CollectWay;
  /** The wallet, where the way decides it. */
  method: PaymentMethod;
  /** How long the customer has from now, ms, where the way decides it. */
  lifeMs?: number;
  /** The payer's own phone asks, nobody at a till point does. */
  byPayer?: true;
  /** Sends the order once. Called only after the intent is on the disk. */
  place(gateway: PaymentGateway, order: Order): Promise<CallOutcome<Placed>>;
}

/** What the ways are made from. */
export interface WayGround {
  profile: Profile;
  settings: WaySettings;
}

/** An outcome with its value made into something else. */
export function mapOutcome<A, B>(outcome: CallOutcome<A>, change: (value: A) => B): CallOutcome<B> {
  return outcome.kind === 'accepted' ? { ...outcome, value: change(outcome.value) } : outcome;
}
