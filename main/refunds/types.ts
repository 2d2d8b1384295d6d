import type { ConsoleEvents } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Audit } from '../audit/types.ts';
import type { CallOutcome, RefundCalls } from '../gateway/types.ts';
import type { Jobs } from '../jobs/types.ts';
import type { Ledger, PaymentScope } from '../ledger/types.ts';
import type { Approvals, OperatorRules, WhoIsHere } from '../operators/types.ts';
import type { GatewayHealthTracker } from '../payments/health.ts';
import type { QueryPace } from '../payments/pace.ts';
import type { Sendings } from './sendings.ts';

/** What the refunds room is given: its neighbours behind small interfaces, and a clock. */
export interface RefundsNeeds {
  /** Read anew at every use, since settings of the profile may change. */
  profile(): Profile;
  ledger: Ledger;
  /** Signs and sends; fails when the private key cannot be had from the keychain. */
  gateway(): Promise<Answered<RefundCalls>>;
  health: GatewayHealthTracker;
  /** The merchant's limits on queries, which payments and refunds share. */
  pace: QueryPace;
  audit: Pick<Audit, 'record'>;
  approvals: Approvals;
  rules: OperatorRules;
  who: WhoIsHere;
  /** Whose payments whoever is at the console may see; what the room does by itself sees all. */
  scope(): PaymentScope;
  jobs: Jobs;
  /** Fails with `clockWrong` where a request of today would get another day at the gateway. */
  checkClock(): Promise<Answered<null>>;
  /** The PC's clock; it may jump. */
  now(): Instant;
  /** Two characters that name this till point. */
  till(): string;
  /** Where the gateway can tell this console that a refund ended (huifu-api.md §5.1); `null` where it cannot reach it. */
  notifyUrl(): string | null;
  emit(event: ConsoleEvents['refund.changed']): void;
  warn(message: string, fields: Record<string, string | number | null>): void;
}

/** What the parts of the room share. */
export interface RefundsContext extends RefundsNeeds {
  /** When refunds were last sent, on a clock that nobody turns. */
  sendings: Sendings;
  /** To be told of every call's outcome: how the gateway is doing, and whether it wants quiet. */
  saw(outcome: CallOutcome<unknown>): void;
}
