import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fen } from '../../../shared/domain/money.ts';
import { instant, toBeijingStamp, type Instant } from '../../../shared/domain/time.ts';
import type { Store } from './database.ts';

const moment = z.number().int().transform(instant);
const amount = z.number().int().transform(fen);

const orderSchema = z.object({
  id: z.number().int(),
  /** Which product made it: a hosted cashier link, or an aggregated payment. */
  family: z.enum(['hosting', 'scan']),
  requestDate: z.string(),
  requestNumber: z.string(),
  preOrderId: z.string(),
  huifuNumber: z.string(),
  partyOrderId: z.string(),
  walletNumber: z.string(),
  /** The secret part of the payer's link. */
  token: z.string(),
  /** Trade type such as `T_JSAPI`; `null` until the payer's wallet is known. */
  method: z.string().nullable(),
  /** Comma-separated trade types to which the merchant limited the cashier; empty: any. */
  allowedMethods: z.string(),
  amount,
  /** What coupons took off the price, in fen. */
  coupon: amount,
  title: z.string(),
  goods: z.string(),
  remark: z.string(),
  notifyUrl: z.string(),
  callbackUrl: z.string(),
  createdAt: moment,
  expiresAt: moment,
  openedAt: moment.nullable(),
  endedAt: moment.nullable(),
  /** The gateway's own truth. `unopened` and `open` are waiting; the rest are ends. */
  stage: z.enum(['unopened', 'open', 'paid', 'declined', 'expired', 'closed']),
  /** 1 while the payer of a payment code has to type a password. */
  passwordAsked: z.number().int(),
  /** State of the close: none, processing, done, failed. */
  closeState: z.enum(['', 'P', 'S', 'F']),
  closeDueAt: moment.nullable(),
});

/** One payment order as the gateway knows it. Times in ms, amounts in fen. */
export type Order = z.output<typeof orderSchema>;
export type Stage = Order['stage'];

/** What an endpoint says about a new order; numbers, token and beginnings are given by the store. */
export type NewOrder = Pick<
  Order,
  | 'family'
  | 'requestDate'
  | 'requestNumber'
  | 'method'
  | 'allowedMethods'
  | 'amount'
  | 'title'
  | 'goods'
  | 'remark'
  | 'notifyUrl'
  | 'callbackUrl'
  | 'createdAt'
  | 'expiresAt'
  | 'stage'
>;

export interface OrderStore {
  insert(order: NewOrder): Order;
  save(order: Order): void;
  byNumber(requestDate: string, requestNumber: string): Order | null;
  byHuifuNumber(number: string): Order | null;
  byPartyOrderId(id: string): Order | null;
  /** By either number that stands on the payer's bill. */
  byBillNumber(number: string): Order | null;
  /** The orders of a day, oldest first, from `offset` on. */
  ofDay(requestDate: string, offset: number, limit: number): Order[];
  countOfDay(requestDate: string): number;
  byToken(token: string): Order | null;
  byId(id: number): Order | null;
  /** The newest order with this request number, of whatever day. */
  latest(requestNumber: string): Order | null;
  /** Newest first. */
  list(limit: number): Order[];
  /** Those that time alone may still change. */
  unsettled(): Order[];
  /** Makes existing orders (or one of them) older by `ms`: everything about them happened that much earlier. */
  age(ms: number, id: number | null): void;
}

export function createOrderStore({ db }: Store): OrderStore {
  const columns = Object.keys(orderSchema.shape).filter((name) => name !== 'id');
  const insert = db.prepare(
    `INSERT INTO orders (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')}) RETURNING *`,
  );
  const update = db.prepare(
    `UPDATE orders SET ${columns.map((name) => `${name} = :${name}`).join(', ')} WHERE id = :id`,
  );
  const age = db.prepare(`UPDATE orders SET createdAt = createdAt - :ms, expiresAt = expiresAt - :ms,
    openedAt = openedAt - :ms, endedAt = endedAt - :ms, closeDueAt = closeDueAt - :ms WHERE :id IS NULL OR id = :id`);
  const one = (where: string, ...values: (string | number)[]): Order | null => {
    const row = db.prepare(`SELECT * FROM orders WHERE ${where}`).get(...values);
    return row ? orderSchema.parse(row) : null;
  };
  const count = db.prepare('SELECT count(*) AS n FROM orders WHERE requestDate = ?');
  const many = (rest: string, ...values: (string | number)[]) =>
    db
      .prepare(`SELECT * FROM orders ${rest}`)
      .all(...values)
      .map((row) => orderSchema.parse(row));

  return {
    insert: (order) => orderSchema.parse(insert.get({ ...beginning(order), ...order })),
    save: (order) => void update.run(order),
    byNumber: (date, number) => one('requestDate = ? AND requestNumber = ?', date, number),
    byHuifuNumber: (number) => one('huifuNumber = ?', number),
    byPartyOrderId: (id) => one('partyOrderId = ?', id),
    byBillNumber: (number) => one('partyOrderId = ?1 OR walletNumber = ?1', number),
    ofDay: (date, offset, limit) => many('WHERE requestDate = ? ORDER BY id LIMIT ? OFFSET ?', date, limit, offset),
    countOfDay: (date) => Number(count.get(date)?.['n']),
    byToken: (token) => one('token = ?', token),
    byId: (id) => one('id = ?', id),
    latest: (number) => one('requestNumber = ? ORDER BY id DESC LIMIT 1', number),
    list: (limit) => many('ORDER BY id DESC LIMIT ?', limit),
    unsettled: () => many("WHERE stage IN ('unopened', 'open') OR closeState = 'P'"),
    age: (ms, id) => void age.run({ ms, id }),
  };
}

/** What every order begins with. Numbers look like the real ones, without being any. */
function beginning({ createdAt, stage }: NewOrder) {
  const stamp = toBeijingStamp(createdAt);
  return {
    preOrderId: `H${stamp}${randomDigits(10)}`,
    huifuNumber: huifuNumber(createdAt),
    partyOrderId: `03212${stamp.slice(2)}${randomDigits(8)}`,
    walletNumber: `4200${stamp}${randomDigits(10)}`,
    token: randomBytes(18).toString('base64url'),
    coupon: 0,
    openedAt: stage === 'open' ? createdAt : null,
    endedAt: null,
    passwordAsked: 0,
    closeState: '',
    closeDueAt: null,
  };
}

/** A global number in the gateway's shape (`hf_seq_id`). */
export function huifuNumber(at: Instant): string {
  return `002900TOP1A${toBeijingStamp(at).slice(2)}P${randomDigits(3)}${randomBytes(8).toString('hex')}`;
}

function randomDigits(count: number): string {
  return Array.from(randomBytes(count), (byte) => String(byte % 10)).join('');
}
