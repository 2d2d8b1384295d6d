import type { Fen } from './money.ts';
import type { PaymentMethod } from './payment.ts';
import type { PaymentState } from './paymentState.ts';
import type { Instant } from './time.ts';

/** What a shift can leave unfinished. */
export const unfinishedKinds = ['payment', 'refund'] as const;
export type UnfinishedKind = (typeof unfinishedKinds)[number];

/** Somebody by name. `id` is `null` for the owner of a shop without operators, whose `name` is empty. */
export interface PersonName {
  id: string | null;
  name: string;
}

/** An order without a result that a shift must not swallow. */
export interface UnfinishedOrder {
  kind: UnfinishedKind;
  /** The payment's id, or the refund's request number. */
  subject: string;
  amount: Fen;
  state: PaymentState;
  createdAt: Instant;
  /** Who follows it up, by the newest handover in this shift; `null` while nobody was named. */
  followUp: PersonName | null;
}

/** Money that arrived between the opening and the close of a shift, at its till. */
export interface ShiftTotals {
  count: number;
  amount: Fen;
  methods: { method: PaymentMethod; count: number; amount: Fen }[];
}

/** What the paper says that a shift ends with. Kept as it was printed; later news does not change it. */
export interface ShiftSlip {
  /** The merchant's name and ID. */
  shop: string;
  huifuId: string;
  totals: ShiftTotals;
  /** Refunds requested in this shift; `null` where the console keeps none. */
  refunds: { count: number; amount: Fen } | null;
  unfinished: UnfinishedOrder[];
  /** The audit log's last hash of the day, which ties the paper to the log; `null` where there is none. */
  auditClosingHash: string | null;
}

/** One person's time at one till, for one merchant. */
export interface Shift {
  id: string;
  till: string;
  openedBy: PersonName;
  openedAt: Instant;
  /** Cash in the drawer at the opening (备用金); `null` when nobody counted it. */
  float: Fen | null;
  closedBy: PersonName | null;
  closedAt: Instant | null;
  /** Set once it is closed. */
  slip: ShiftSlip | null;
}
