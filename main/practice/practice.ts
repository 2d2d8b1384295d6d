import type { KeyObject } from 'node:crypto';
import type { Instant } from '../../shared/domain/time.ts';
import type { FaultSwitches } from './control/faults.ts';
import type { Notifier } from './notices/notifier.ts';
import type { Store } from './store/database.ts';
import type { NumberStore } from './store/numbers.ts';
import type { OrderStore } from './store/orders.ts';
import type { RefundStore } from './store/refunds.ts';
import type { FileServer } from './statements/serve.ts';

/** The one merchant of the practice gateway. The numbers are in the real ones' shape and belong to nobody. */
export const shop = {
  sysId: '6666000000009000',
  productId: 'PRACTICE',
  huifuId: '6666000000009001',
  projectId: 'PROJECTID2026000001',
  name: '练习商户',
} as const;

/** How long things take, in ms. The real gateway's times, shortened where nobody wants to wait in practice. */
export const practiceTiming = {
  /** A payer who has the cashier open may still pay this long after expiry (huifu-api.md §3.10.1 `time_expire`). */
  graceMs: 60_000,
  /** From payment to booking (`acct_stat` S, second notice). */
  bookingMs: 1_000,
  /** From an accepted close to its end, for aggregated orders; a hosted one closes at once. */
  closeMs: 1_500,
  refundMs: 2_000,
  /** A UnionPay payment code is always processing at first (§3.4). */
  unionPayCodeMs: 2_000,
  /** When the payer of a payment code has typed the password; never by itself unless asked for: see the control address. */
  passwordMs: Infinity,
  /** How often time-driven changes are looked for. */
  sweepMs: 500,
  noticeTimeoutMs: 5_000,
  /** Waiting before the second, third and fourth delivery of a notice (§5.1: three more times). */
  noticeRetryMs: [1_000, 2_000, 4_000] as readonly number[],
};
export type Timing = typeof practiceTiming;

export interface Fates {
  /** Orders that are booked later, ms after the payment. */
  bookings: Map<number, number>;
  /** Refunds that will fail at the channel, or stay on their way until they are finished by hand. */
  refunds: Map<number, 'fails' | 'stuck'>;
}

/** What every part of the practice gateway works on. */
export interface Practice {
  now(): Instant;
  timing: Timing;
  store: Store;
  orders: OrderStore;
  refunds: RefundStore;
  numbers: NumberStore;
  faults: FaultSwitches;
  notifier: Notifier;
  /** What faults have in store for single orders and refunds; like faults, never kept. */
  fates: Fates;
  huifuKey: KeyObject;
  /** How statements are ready unless the control address said otherwise, and where their files are fetched. */
  statements: { mode: 'onTime' | 'atOnce'; server: FileServer };
  /** Where the gateway and its cashier are served, without a slash at the end. */
  gatewayUrl(): string;
}
