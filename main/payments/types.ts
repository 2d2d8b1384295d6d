import type { ConsoleEvents } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { CallOutcome, PaymentGateway } from '../gateway/types.ts';
import type { Ledger } from '../ledger/types.ts';
import type { GatewayHealthTracker } from './health.ts';
import type { QueryPace } from './pace.ts';
import type { WayStore } from './ways/settings.ts';

/** What the payments room is given: its neighbours behind small interfaces, and a clock. */
export interface PaymentsNeeds {
  /** Read anew at every use, since settings of the profile may change. */
  profile(): Profile;
  ledger: Ledger;
  /** Signs and sends; fails when the private key cannot be had from the keychain. */
  gateway(): Promise<Answered<PaymentGateway>>;
  health: GatewayHealthTracker;
  /** The PC's clock; it may jump. */
  now(): Instant;
  /** Two characters that name this till point. */
  till(): string;
  /** Who is signed in; `null` where nobody has to. */
  operatorId(): string | null;
  /** Where the gateway can tell this console that something happened (huifu-api.md §5.1); `null` where it cannot reach it. */
  notifyUrl(): string | null;
  emit(event: ConsoleEvents['payment.changed']): void;
  warn(message: string, fields: Record<string, string | number | null>): void;
}

/** What the parts of the room share. */
export interface PaymentsContext extends PaymentsNeeds {
  ways: WayStore;
  /**
   * Since when an order of a payment code may be on its way, on the clock of `performance.now()`: when it was sent
   * (`here`), or when a later run of the console first did not find it.
   */
  codeSent: Map<string, { at: number; here: boolean }>;
  pace: QueryPace;
  /** To be told of every call's outcome: how the gateway is doing, and whether it wants quiet. */
  saw(outcome: CallOutcome<unknown>): void;
}
