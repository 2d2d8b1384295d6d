import { z } from 'zod';
import type { Fen } from '../domain/money.ts';
import type { Payment, PaymentMethod } from '../domain/payment.ts';
import type { Refund, RefundBalance, RefundEvent, RefundTrouble } from '../domain/refund.ts';
import type { LadderReason, RefundLevel } from '../domain/refundLadder.ts';
import type { BusinessDate, Instant } from '../domain/time.ts';
import type { AdviceKey } from '../i18n/advice.ts';
import type { ErrorCode } from './errors.ts';
import { fenSchema, paymentIdSchema } from './payments.ts';

export const refundIdSchema = z.string().min(1).max(64);
/** Longest reason; it goes to the gateway as `remark` (huifu-api.md §3.8.1: 84). */
export const MAX_REASON_LENGTH = 40;
const reasonSchema = z.string().trim().min(1).max(MAX_REASON_LENGTH);

/** Which refunds the list shows. `trouble` is the worklist of abnormal ones. */
export const refundShows = ['all', 'open', 'trouble', 'refunded', 'failed'] as const;
export type RefundShow = (typeof refundShows)[number];

export const refundFilterSchema = z.strictObject({
  show: z.enum(refundShows),
  /** Part of the refund's number, of its global number, or of a number of its order. */
  text: z
    .string()
    .trim()
    .max(64)
    .regex(/^[0-9A-Za-z]*$/)
    .optional(),
});
export type RefundFilter = z.infer<typeof refundFilterSchema>;

export const refundCursorSchema = z.strictObject({
  createdAt: z
    .number()
    .int()
    .transform((n) => n as Instant),
  id: refundIdSchema,
});
export type RefundCursor = z.infer<typeof refundCursorSchema>;

/** A refund in the list, with what it needs of its order. */
export interface RefundRow extends Refund {
  orderAmount: Fen;
  orderNumber: string;
  method: PaymentMethod;
  /** When it will be asked for next; `null` when it will not, or when the poller does not know it. */
  nextQueryAt: Instant | null;
  trouble: RefundTrouble | null;
}

export interface RefundTotals {
  count: number;
  refundedCount: number;
  refundedAmount: Fen;
  openCount: number;
  openAmount: Fen;
  troubleCount: number;
}

/** A refund with its timeline. */
export interface RefundDetail {
  refund: Refund;
  events: RefundEvent[];
  nextQueryAt: Instant | null;
  trouble: RefundTrouble | null;
  /** What staff should do about `refund.failureCode`; `null` when nothing failed. */
  advice: AdviceKey | null;
  /** From when on the same number may be sent again; `null` when it may not. */
  resendAt: Instant | null;
}

/** Everything about the refunds of one payment. */
export interface PaymentRefunds {
  refunds: Refund[];
  balance: RefundBalance;
}

/** A whole number of an order, typed or scanned. */
export const findOrdersSchema = z.strictObject({ text: z.string().trim().min(4).max(128) });

/** What the refund dialog says of the order it refunds. */
export type RefundedOrder = Pick<Payment, 'id' | 'requestNumber' | 'amount' | 'createdAt' | 'endedAt'>;

/** An order that was found by its number: as much as whoever refunds it may know, also of a colleague's. */
export interface FoundOrder extends RefundedOrder, Pick<Payment, 'state' | 'alert'> {
  refundable: Fen;
  /** What an earlier refund without a result takes of it. */
  underWay: Fen;
  /** It is among the orders that this person sees. */
  theirs: boolean;
}

/** Things worth knowing before a refund is confirmed; each has its sentence. */
const refundNotices = ['couponFullOnly', 'notBooked', 'feeUnknown', 'windowSoon'] as const;
export type RefundNotice = (typeof refundNotices)[number];

/** The dry run: what would happen, worked out without asking anybody (no network call). */
export interface RefundPreview {
  paymentId: string;
  /** The refund's number, already chosen: an approval is given for exactly this one. */
  number: string;
  amount: Fen;
  reason: string;
  /** Exactly what would be sent, as the gateway names it. */
  path: string;
  fields: [name: string, value: string][];
  balance: RefundBalance;
  /** What could still be refunded afterwards. */
  after: Fen;
  /** By the rule; `null` while the order's fee is not known. */
  returnedFee: Fen | null;
  /** What it takes from the merchant's Huifu balance; `null` while the fee is not known. */
  cost: Fen | null;
  /** Whether the order's money is still to be settled (`no`: it was paid today), or has been by the usual cycle. */
  settled: 'no' | 'probably';
  /** The Beijing day whose settlement it lessens. */
  settlementDate: BusinessDate;
  level: RefundLevel;
  reasons: LadderReason[];
  /** Whether a second person must agree; `false` in a shop where nobody else could. */
  secondPerson: boolean;
  notices: RefundNotice[];
}

/** What the dialog sends when it opens and whenever something in it changes. */
export const prepareSchema = z.strictObject({
  paymentId: paymentIdSchema,
  /** The balance where it is left out. */
  amount: fenSchema.optional(),
  reason: z.string().trim().max(MAX_REASON_LENGTH).optional(),
});

export const refundRequestSchema = z.strictObject({
  paymentId: paymentIdSchema,
  /** Of the dry run that the person has seen: a repeated Enter is the same refund. */
  number: refundIdSchema,
  amount: fenSchema,
  reason: reasonSchema,
  /** Last characters of one of the order's numbers, or a whole one from a scanner. */
  tail: z.string().trim().max(128),
  approvalId: z.string().max(64).nullable(),
});

/** What the owner decides about refunds. */
export const refundSettingsSchema = z.strictObject({
  reasons: z.array(reasonSchema).min(1).max(30),
  /** Orders older than this many days need a second person. */
  oldAfterDays: z.number().int().min(1).max(360),
});
export type RefundSettings = z.infer<typeof refundSettingsSchema>;

/** Why a line of a batch cannot be done; each has its sentence. */
export const batchProblems = [
  'noOrder',
  'numberCell',
  'unknownOrder',
  'severalOrders',
  'badAmount',
  'zero',
  'decimals',
  'aboveBalance',
  'notPaid',
  'openRefund',
  'tooOld',
  'twice',
  'reasonTooLong',
] as const;
export type BatchProblem = (typeof batchProblems)[number];

/** What stands in a line of a batch, and what came of it. */
export interface BatchLineView {
  line: number;
  order: string;
  amountText: string;
  amount: Fen | null;
  reason: string;
  paymentId: string | null;
  /** What is left of the order before this batch. */
  balance: Fen | null;
  number: string;
  problem: BatchProblem | null;
  /** `null` while it has not been tried. */
  refund: Pick<Refund, 'id' | 'state' | 'failureText'> | null;
  /** Why it came to nothing before it became a refund. */
  failed: ErrorCode | null;
}

export interface BatchView {
  id: string;
  fileName: string;
  createdAt: Instant;
  /** `stopped`: it was begun, and nobody is at it: lines without a result were not done. */
  state: 'checked' | 'running' | 'stopped' | 'ended';
  lines: BatchLineView[];
  /** Lines that can be done, and what they sum to. */
  ready: number;
  total: Fen;
  /** Of those, how many have a result. */
  done: number;
  secondPerson: boolean;
}

export type BatchSummary = Pick<BatchView, 'id' | 'fileName' | 'createdAt' | 'state'>;

export const startBatchSchema = z.strictObject({
  id: z.string().min(1).max(64),
  /** Typed by the person; must be exactly the sum of what will be refunded. */
  total: fenSchema,
  approvalId: z.string().max(64).nullable(),
});
