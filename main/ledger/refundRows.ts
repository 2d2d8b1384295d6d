import { z } from 'zod';
import { paymentMethods } from '../../shared/domain/payment.ts';
import {
  refundEnds,
  refundEventKinds,
  refundOrigins,
  refundRoutes,
  type Refund,
  type RefundEvent,
} from '../../shared/domain/refund.ts';
import { refundAlerts, refundStates } from '../../shared/domain/refundState.ts';
import type { Row } from './database.ts';
import type { ListedRefund, RefundBatchHead, RefundBatchLine } from './interfaces/refunds.ts';
import { amount, day, moment, readRow, selected, sharedEventColumns, text, textOrNull } from './rows.ts';

/** Columns by field; see `rows.ts`. */
export const refundColumns = {
  id: 'id',
  huifuId: 'huifu_id',
  requestDate: 'request_date',
  requestNumber: 'request_number',
  route: 'route',
  origin: 'origin',
  state: 'state',
  amount: 'amount',
  actual: 'actual',
  fee: 'fee',
  reason: 'reason',
  level: 'level',
  operatorId: 'operator_id',
  approverId: 'approver_id',
  till: 'till',
  batchId: 'batch_id',
  createdAt: 'created_at',
  sentAt: 'sent_at',
  askedAt: 'asked_at',
  endedAt: 'ended_at',
  endReason: 'end_reason',
  huifuNumber: 'huifu_number',
  failureCode: 'failure_code',
  failureText: 'failure_text',
  alert: 'alert',
  handledAt: 'handled_at',
} as const satisfies Record<Exclude<keyof Refund, 'paymentId'>, string>;

export const refundEventColumns = sharedEventColumns satisfies Record<
  Exclude<keyof RefundEvent, 'id' | 'refundId'>,
  string
>;

export const batchColumns = {
  id: 'id',
  fileName: 'file_name',
  state: 'state',
  createdAt: 'created_at',
  operatorId: 'operator_id',
  approverId: 'approver_id',
} as const satisfies Record<Exclude<keyof RefundBatchHead, 'profileId'>, string>;

export const lineColumns = {
  line: 'line',
  orderText: 'order_text',
  amountText: 'amount_text',
  reason: 'reason',
  amount: 'amount',
  number: 'number',
  problem: 'problem',
  outcome: 'outcome',
} as const satisfies Record<Exclude<keyof RefundBatchLine, 'paymentId'>, string>;

/** Reads whole refunds; a condition follows. */
export const SELECT_REFUND = `SELECT ${selected('refund', refundColumns)}, payment.id AS "paymentId",
    payment.amount AS "orderAmount", payment.request_number AS "orderNumber", payment.method AS "method"
  FROM refund JOIN payment ON payment.key = refund.payment`;

const refundSchema = z.object({
  id: text.min(1),
  paymentId: text,
  huifuId: text,
  requestDate: day,
  requestNumber: text,
  route: z.enum(refundRoutes),
  origin: z.enum(refundOrigins),
  state: z.enum(refundStates),
  amount,
  actual: amount.nullable(),
  fee: amount.nullable(),
  reason: text,
  level: z.number().int(),
  operatorId: textOrNull,
  approverId: textOrNull,
  till: textOrNull,
  batchId: textOrNull,
  createdAt: moment,
  sentAt: moment.nullable(),
  askedAt: moment.nullable(),
  endedAt: moment.nullable(),
  endReason: z.enum(refundEnds).nullable(),
  huifuNumber: textOrNull,
  failureCode: textOrNull,
  failureText: textOrNull,
  alert: z.enum(refundAlerts).nullable(),
  handledAt: moment.nullable(),
});

const listedSchema = refundSchema.extend({ orderAmount: amount, orderNumber: text, method: z.enum(paymentMethods) });

const eventSchema = z.object({
  id: z.number().int(),
  refundId: text,
  at: moment,
  kind: z.enum(refundEventKinds),
  from: z.enum(refundStates),
  to: z.enum(refundStates),
  respCode: textOrNull,
  respDesc: textOrNull,
  detail: textOrNull,
});

const batchSchema = z.object({
  id: text,
  profileId: text,
  fileName: text,
  state: z.enum(['checked', 'started', 'ended']),
  createdAt: moment,
  operatorId: textOrNull,
  approverId: textOrNull,
});

const lineSchema = z.object({
  line: z.number().int(),
  orderText: text,
  amountText: text,
  reason: text,
  paymentId: textOrNull,
  amount: amount.nullable(),
  number: text,
  problem: textOrNull,
  outcome: textOrNull,
});

export const readRefund = (row: Row): Refund => readRow('refund', refundSchema, row);
export const readListedRefund = (row: Row): ListedRefund => readRow('refund', listedSchema, row);
export const readRefundEvent = (row: Row): RefundEvent => readRow('refund_event', eventSchema, row);
export const readBatch = (row: Row): RefundBatchHead => readRow('refund_batch', batchSchema, row);
export const readBatchLine = (row: Row): RefundBatchLine => readRow('refund_batch_line', lineSchema, row);
