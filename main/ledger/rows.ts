import { z } from 'zod';
import { MAX_FEN, type Fen } from '../../shared/domain/money.ts';
import {
  bookingStates,
  collectWays,
  endReasons,
  paymentEventKinds,
  paymentMethods,
  type Payment,
  type PaymentEvent,
} from '../../shared/domain/payment.ts';
import { paymentStates } from '../../shared/domain/paymentState.ts';
import { apiGenerations, type Profile } from '../../shared/domain/profile.ts';
import type { BusinessDate, Instant } from '../../shared/domain/time.ts';
import type { Row } from './database.ts';
import { LedgerFault, type CloseIntent } from './types.ts';

/** Columns by field. A file can be edited by hand, so rows are read through the schemas below. */
export const paymentColumns = {
  id: 'id',
  huifuId: 'huifu_id',
  requestDate: 'request_date',
  requestNumber: 'request_number',
  way: 'way',
  method: 'method',
  state: 'state',
  amount: 'amount',
  customerPaid: 'customer_paid',
  settlement: 'settlement',
  fee: 'fee',
  note: 'note',
  operatorId: 'operator_id',
  till: 'till',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  endedAt: 'ended_at',
  endReason: 'end_reason',
  booking: 'booking',
  huifuNumber: 'huifu_number',
  partyOrderNumber: 'party_order_number',
  walletNumber: 'wallet_number',
  link: 'link',
  payer: 'payer',
  failureCode: 'failure_code',
  failureText: 'failure_text',
  alert: 'alert',
} as const satisfies Record<Exclude<keyof Payment, 'profileId' | 'refunded'>, string>;

/** What the events of payments and of refunds have alike. */
export const sharedEventColumns = {
  at: 'at',
  kind: 'kind',
  from: 'from_state',
  to: 'to_state',
  respCode: 'resp_code',
  respDesc: 'resp_desc',
  detail: 'detail',
} as const;

export const eventColumns = {
  ...sharedEventColumns,
  requestNumber: 'request_number',
} as const satisfies Record<Exclude<keyof PaymentEvent, 'id' | 'paymentId'>, string>;

export const closeColumns = {
  requestNumber: 'request_number',
  requestDate: 'request_date',
  state: 'state',
  dueAt: 'due_at',
  respCode: 'resp_code',
  respDesc: 'resp_desc',
} as const satisfies Record<Exclude<keyof CloseIntent, 'paymentId'>, string>;

export const profileColumns = {
  id: 'id',
  name: 'name',
  environment: 'environment',
  sysId: 'sys_id',
  productId: 'product_id',
  huifuId: 'huifu_id',
  baseUrl: 'base_url',
  generation: 'generation',
  projectId: 'project_id',
  projectTitle: 'project_title',
  skillSource: 'skill_source',
  linkMinutes: 'link_minutes',
  huifuPublicKey: 'huifu_public_key',
  keyId: 'key_id',
  keyFingerprint: 'key_fingerprint',
  keyBits: 'key_bits',
  hasWebhookKey: 'has_webhook_key',
  createdAt: 'created_at',
} as const satisfies Record<keyof Profile, string>;

/** `payment.request_date AS requestDate, …`: rows come back under the fields' names. */
export function selected(table: string, columns: Record<string, string>): string {
  return Object.entries(columns)
    .map(([field, column]) => `${table}.${column} AS "${field}"`)
    .join(', ');
}

/** Reads whole payments; a condition follows. */
export const SELECT_PAYMENT = `SELECT ${selected('payment', paymentColumns)}, profile.id AS "profileId",
    nullif(payment.refunded, 0) AS "refunded"
  FROM payment JOIN profile ON profile.key = payment.profile`;

/** What columns hold, as every table's rows are read. */
export const text = z.string();
export const textOrNull = z.string().nullable();
export const moment = z
  .number()
  .int()
  .transform((n) => n as Instant);
export const day = z
  .string()
  .regex(/^\d{8}$/)
  .transform((s) => s as BusinessDate);
export const amount = z
  .number()
  .int()
  .min(0)
  .max(MAX_FEN)
  .transform((n) => n as Fen);

const paymentSchema = z.object({
  id: text.min(1),
  profileId: text,
  huifuId: text,
  requestDate: day,
  requestNumber: text,
  way: z.enum(collectWays),
  method: z.enum(paymentMethods),
  state: z.enum(paymentStates),
  amount,
  customerPaid: amount.nullable(),
  settlement: amount.nullable(),
  fee: amount.nullable(),
  note: text,
  operatorId: textOrNull,
  till: textOrNull,
  createdAt: moment,
  expiresAt: moment,
  endedAt: moment.nullable(),
  endReason: z.enum(endReasons).nullable(),
  booking: z.enum(bookingStates),
  huifuNumber: textOrNull,
  partyOrderNumber: textOrNull,
  walletNumber: textOrNull,
  link: textOrNull,
  payer: textOrNull,
  failureCode: textOrNull,
  failureText: textOrNull,
  alert: z.enum(['paidAfterEnd', 'contradicted']).nullable(),
  refunded: amount.nullable(),
});

const eventSchema = z.object({
  id: z.number().int(),
  paymentId: text,
  at: moment,
  kind: z.enum(paymentEventKinds),
  from: z.enum(paymentStates),
  to: z.enum(paymentStates),
  respCode: textOrNull,
  respDesc: textOrNull,
  requestNumber: textOrNull,
  detail: textOrNull,
});

const closeSchema = z.object({
  requestNumber: text,
  requestDate: day,
  paymentId: text,
  state: z.enum(['scheduled', 'unknown', 'processing', 'closed', 'refused']),
  dueAt: moment,
  respCode: textOrNull,
  respDesc: textOrNull,
});

const profileSchema = z.object({
  id: text,
  name: text,
  environment: z.enum(['live', 'practice']),
  sysId: text,
  productId: text,
  huifuId: text,
  baseUrl: text,
  generation: z.enum(apiGenerations),
  projectId: text,
  projectTitle: text,
  skillSource: text,
  linkMinutes: z.number().int(),
  huifuPublicKey: text,
  keyId: text,
  keyFingerprint: text,
  keyBits: z.number().int(),
  hasWebhookKey: z.number().transform((n) => n === 1),
  createdAt: moment,
});

export function readPayment(row: Row): Payment {
  const { refunded, ...payment } = readRow('payment', paymentSchema, row);
  return refunded === null ? payment : { ...payment, refunded };
}
export const readEvent = (row: Row): PaymentEvent => readRow('payment_event', eventSchema, row);
export const readClose = (row: Row): CloseIntent => readRow('close_intent', closeSchema, row);
export const readProfile = (row: Row): Profile => readRow('profile', profileSchema, row);

/** A row that cannot be what it claims to be was not written by this console: the ledger is not sound. */
export function readRow<T>(table: string, schema: z.ZodType<T>, row: Row): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new LedgerFault('corrupt', `a row of ${table} cannot be read: ${fields}`);
}
