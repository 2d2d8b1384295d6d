import { z } from 'zod';
import { MAX_FEN, type Fen } from '../domain/money.ts';
import { paymentMethods, type Payment, type PaymentEvent } from '../domain/payment.ts';
import { wayChoices } from '../domain/way.ts';
import { paymentStates } from '../domain/paymentState.ts';
import type { AdviceKey } from '../i18n/advice.ts';
import { parseBusinessDate, type BusinessDate, type Instant } from '../domain/time.ts';

/** Amount in fen as the renderer may send it. */
export const fenSchema = z
  .number()
  .int()
  .min(0)
  .max(MAX_FEN)
  .transform((n) => n as Fen);

export const businessDateSchema = z
  .string()
  .refine((s) => parseBusinessDate(s) !== null)
  .transform((s) => s as BusinessDate);

export const paymentIdSchema = z.string().min(1).max(64);

/** What the transactions list shows. An absent key does not filter; an empty list matches nothing is never sent. */
export const paymentFilterSchema = z.strictObject({
  /** First and last Beijing day of `requestDate`, both included. */
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  states: z.array(z.enum(paymentStates)).min(1).optional(),
  methods: z.array(z.enum(paymentMethods)).min(1).optional(),
  minAmount: fenSchema.optional(),
  maxAmount: fenSchema.optional(),
});
export type PaymentFilter = z.infer<typeof paymentFilterSchema>;

/** Where a page ends: the key of its last row. The next page begins after it. */
export const paymentCursorSchema = z.strictObject({
  createdAt: z
    .number()
    .int()
    .transform((n) => n as Instant),
  id: paymentIdSchema,
});
export type PaymentCursor = z.infer<typeof paymentCursorSchema>;

/** Sums over the whole filter, in fen; the totals bar says what it covers. */
export interface PaymentTotals {
  count: number;
  paidCount: number;
  /** Sum of `amount` over paid payments. */
  paidAmount: Fen;
  /** Sum of known fees over paid payments, and how many of those have no fee known yet. */
  fee: Fen;
  feeUnknownCount: number;
  /** Payments whose result nobody knows yet (`created`, `unknown`, `waiting`, `processing`). */
  openCount: number;
}

/** The numbers of a payment that may be searched for. */
export const numberKinds = ['requestNumber', 'huifuNumber', 'partyOrderNumber', 'walletNumber'] as const;
export type NumberKind = (typeof numberKinds)[number];
/** A payment with the first of its numbers that matched a search; the number of a refund leads to what was refunded. */
export interface SearchHit {
  payment: Payment;
  number: NumberKind | 'refundNumber';
  text: string;
}

/** Columns of the transactions table, in the order of the default view. */
export const paymentColumns = [
  'createdAt',
  'state',
  'amount',
  'refundable',
  'method',
  'requestNumber',
  'walletNumber',
  'huifuNumber',
  'partyOrderNumber',
  'customerPaid',
  'settlement',
  'fee',
  'note',
  'endedAt',
] as const;
export type PaymentColumn = (typeof paymentColumns)[number];

/** Days that are counted from today, so that a saved view of "today" means the day on which it is opened. */
export const relativeRanges = ['today', 'yesterday', 'last7', 'month'] as const;
export type RelativeRange = (typeof relativeRanges)[number];

/** A filter and a choice of columns under a name. With `range`, the filter holds no days of its own. */
export const savedViewSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(30),
  filter: paymentFilterSchema,
  range: z.enum(relativeRanges).optional(),
  columns: z.array(z.enum(paymentColumns)).min(1),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** A payment with its timeline. */
export interface PaymentDetail {
  payment: Payment;
  events: PaymentEvent[];
  /** When the poller will ask the gateway next; `null` when it will not. */
  nextQueryAt: Instant | null;
  /** What staff should do about `payment.failureCode`; `null` when nothing failed. */
  advice: AdviceKey | null;
  /** A close that waits for the one-minute rule or for its answer. */
  closing: { state: 'scheduled' | 'unknown' | 'processing'; dueAt: Instant } | null;
}

/** Minutes that a link or a QR code may be good for; the gateway wants more than one. */
export const minutesSchema = z.number().int().min(2).max(1_440);

/** What the counter sends. `attemptId` makes a repeated Enter the same payment. */
export const collectSchema = z.strictObject({
  attemptId: z.uuid(),
  /** The merchant that the window shows: an Enter that meets a switch of merchants must not charge for the other one. */
  profileId: z.string().min(1).max(64),
  amount: fenSchema.refine((n) => n > 0),
  note: z.string().max(200),
  /** How it shall be paid; what the till point has chosen when absent. */
  choice: z.enum(wayChoices).optional(),
  /** Minutes that the customer has; the profile's own time when absent. */
  minutes: minutesSchema.optional(),
});

/** What a scanned payment code sends. The code is used once and kept nowhere. */
export const chargeCodeSchema = collectSchema
  .omit({ choice: true, minutes: true })
  .extend({ code: z.string().min(1).max(128) });
