import type { Role } from '../../../shared/domain/permission.ts';
import type { PersonTotals, SignalRefund, UsualPace } from '../../../shared/domain/signals.ts';
import type { Instant } from '../../../shared/domain/time.ts';

/** A refund as the ledger knows it; the shop's rules add what its person could refund alone. */
export type SignalRefundRow = Omit<SignalRefund, 'limit'> & {
  /** The role of whoever asked for it, as it is now; `null` where nobody signed in. */
  role: Role | null;
};

/** What the signals look at. Reads only. */
export interface SignalLedger {
  /**
   * Refunds asked for here since a moment, newest first; failed ones and those found at the gateway are left out. Outside
   * a shift is a refund whose till kept shifts by then and had none open.
   */
  signalRefunds(profileId: string, since: Instant): Promise<SignalRefundRow[]>;
  /** Everybody's payments and refunds since a moment, those who left and nobody (`null`) included. */
  signalPeople(profileId: string, since: Instant): Promise<PersonTotals[]>;
  /** When the newest payment asked for since a moment was paid; `null` without one. */
  lastPaidAt(profileId: string, since: Instant): Promise<Instant | null>;
  /**
   * How payments came in the hour that begins at `hour`, over the 28 days before; gaps are looked at inside the hour only.
   * `null` where no day had two.
   */
  usualPace(profileId: string, hour: Instant): Promise<UsualPace | null>;
}
