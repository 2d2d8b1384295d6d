import type { ConsoleEvents } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Audit } from '../audit/types.ts';
import type { CallOutcome, PaymentGateway } from '../gateway/types.ts';
import type { Ledger, PaymentScope } from '../ledger/types.ts';
import type { Jobs } from '../jobs/types.ts';
import type { Actor } from '../operators/types.ts';
import type { ClockGuard } from './clock.ts';
import type { GatewayHealthTracker } from './health.ts';
import type { KeyPause } from './keyPause.ts';
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
  /** Whose payments whoever is at the console may see; what the room does by itself sees all. */
  scope(): PaymentScope;
  /** Where the gateway can tell this console that something happened (huifu-api.md §5.1); `null` where it cannot reach it. */
  notifyUrl(): string | null;
  /** Who is at the console; `null` while it is locked. */
  who(): Actor | null;
  /** Long work of this merchant. */
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
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
  /** While it holds, only a person's wish reads the keychain. */
  keys: KeyPause;
  clock: ClockGuard;
  /** To be told of every call's outcome: how the gateway is doing, and whether it wants quiet. */
  saw(outcome: CallOutcome<unknown>): void;
}
