import { z } from 'zod';
import type { Payment } from '../../domain/payment.ts';
import { byPayment, channel, nothing } from '../channel.ts';
import {
  chargeCodeSchema,
  collectSchema,
  paymentCursorSchema,
  paymentFilterSchema,
  type PaymentCursor,
  type PaymentDetail,
  type PaymentTotals,
  type SearchHit,
} from '../payments.ts';

/** Payments, from the charge to the end. */
export const paymentsChannels = {
  'payments.collect': channel<Payment>()(collectSchema),
  /** Charges a scanned payment code, once. */
  'payments.chargeCode': channel<Payment>()(chargeCodeSchema),
  'payments.detail': channel<PaymentDetail>()(byPayment),
  'payments.list': channel<{ rows: Payment[]; next: PaymentCursor | null }>()(
    z.strictObject({
      filter: paymentFilterSchema,
      after: paymentCursorSchema.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
  ),
  'payments.totals': channel<PaymentTotals>()(z.strictObject({ filter: paymentFilterSchema })),
  'payments.search': channel<SearchHit[]>()(z.strictObject({ text: z.string().trim().min(1).max(128) })),
  'payments.open': channel<Payment[]>()(nothing),
  'payments.queryNow': channel<PaymentDetail>()(byPayment),
  /** Sends the same pre-order again, with the same number, after its answer was lost. */
  'payments.resend': channel<Payment>()(byPayment),
  /** Notes the wish to close on disk; the close goes out once the order is a minute old. */
  'payments.cancel': channel<PaymentDetail>()(byPayment),
  'payments.copyLink': channel<null>()(byPayment),
  /** Saves the QR card, drawn by the window, as a PNG at a place chosen in a dialog. */
  'payments.saveCard': channel<{ saved: boolean; path: string }>()(
    byPayment.extend({ png: z.base64().max(3_000_000) }),
  ),
} as const;
