import { z } from 'zod';
import type { Refund } from '../../domain/refund.ts';
import { channel, nothing } from '../channel.ts';
import { paymentIdSchema } from '../payments.ts';
import {
  findOrdersSchema,
  prepareSchema,
  refundCursorSchema,
  refundFilterSchema,
  refundIdSchema,
  refundRequestSchema,
  refundSettingsSchema,
  startBatchSchema,
  type BatchSummary,
  type BatchView,
  type FoundOrder,
  type PaymentRefunds,
  type RefundCursor,
  type RefundDetail,
  type RefundPreview,
  type RefundRow,
  type RefundSettings,
  type RefundTotals,
} from '../refunds.ts';

const byRefund = z.strictObject({ id: refundIdSchema });
const ofPayment = z.strictObject({ paymentId: paymentIdSchema });
const byBatch = z.strictObject({ id: z.string().min(1).max(64) });

/** Refunds, from the dry run to the end, and batches of them. */
export const refundsChannels = {
  /** The dry run, without a network call; the number in it is the one to confirm with. */
  'refunds.prepare': channel<RefundPreview>()(prepareSchema),
  /** Orders by one of their whole numbers, a colleague's too where a second person could agree to its refund. */
  'refunds.findOrders': channel<FoundOrder[]>()(findOrdersSchema),
  'refunds.request': channel<Refund>()(refundRequestSchema),
  'refunds.ofPayment': channel<PaymentRefunds>()(ofPayment),
  'refunds.detail': channel<RefundDetail>()(byRefund),
  'refunds.list': channel<{ rows: RefundRow[]; next: RefundCursor | null }>()(
    z.strictObject({
      filter: refundFilterSchema,
      after: refundCursorSchema.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
  ),
  'refunds.totals': channel<RefundTotals>()(nothing),
  'refunds.queryNow': channel<RefundDetail>()(byRefund),
  /** Sends the same refund again, with the same number, after its answer was lost. */
  'refunds.resend': channel<RefundDetail>()(byRefund),
  /** Takes an abnormal refund off the worklist. */
  'refunds.handled': channel<RefundDetail>()(byRefund),
  /** Takes into the ledger what went back elsewhere, by the gateway's balance. */
  'refunds.adopt': channel<PaymentRefunds>()(ofPayment),
  'refunds.settings': channel<RefundSettings>()(nothing),
  'refunds.saveSettings': channel<null>()(refundSettingsSchema),
  /** A spreadsheet chosen in a dialog, read and checked; nothing is refunded. */
  'refunds.pickBatch': channel<BatchView>()(nothing),
  'refunds.batch': channel<BatchView>()(byBatch),
  'refunds.batches': channel<BatchSummary[]>()(nothing),
  'refunds.startBatch': channel<BatchView>()(startBatchSchema),
} as const;
