import { z } from 'zod';
import { fen } from '../../../shared/domain/money.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { Store } from './database.ts';
import { huifuNumber } from './orders.ts';

const moment = z.number().int().transform(instant);
const amount = z.number().int().transform(fen);

const refundSchema = z.object({
  id: z.number().int(),
  orderId: z.number().int(),
  requestDate: z.string(),
  requestNumber: z.string(),
  huifuNumber: z.string(),
  amount,
  /** Fee given back with it. */
  fee: amount,
  remark: z.string(),
  notifyUrl: z.string(),
  createdAt: moment,
  endedAt: moment.nullable(),
  state: z.enum(['P', 'S', 'F']),
});

/** One refund of one order; the ledger of refunds is the only place that knows how much of an order went back. */
export type Refund = z.output<typeof refundSchema>;
export type NewRefund = Omit<Refund, 'id' | 'huifuNumber' | 'endedAt' | 'state'>;

export interface RefundStore {
  insert(refund: NewRefund): Refund;
  save(refund: Refund): void;
  byNumber(requestDate: string, requestNumber: string): Refund | null;
  byHuifuNumber(number: string): Refund | null;
  latest(requestNumber: string): Refund | null;
  /** Refunds of an order in the order of their making, failed ones included. */
  ofOrder(orderId: number): Refund[];
  list(limit: number): Refund[];
  unsettled(): Refund[];
  age(ms: number): void;
}

export function createRefundStore({ db }: Store): RefundStore {
  const columns = Object.keys(refundSchema.shape).filter((name) => name !== 'id');
  const insert = db.prepare(
    `INSERT INTO refunds (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')}) RETURNING *`,
  );
  const update = db.prepare('UPDATE refunds SET state = ?, endedAt = ? WHERE id = ?');
  const age = db.prepare('UPDATE refunds SET createdAt = createdAt - :ms, endedAt = endedAt - :ms');
  const one = (where: string, ...values: string[]): Refund | null => {
    const row = db.prepare(`SELECT * FROM refunds WHERE ${where}`).get(...values);
    return row ? refundSchema.parse(row) : null;
  };
  const many = (rest: string, ...values: number[]) =>
    db
      .prepare(`SELECT * FROM refunds ${rest}`)
      .all(...values)
      .map((row) => refundSchema.parse(row));

  return {
    insert: (refund) =>
      refundSchema.parse(
        insert.get({ ...refund, huifuNumber: huifuNumber(refund.createdAt), endedAt: null, state: 'P' }),
      ),
    save: ({ state, endedAt, id }) => void update.run(state, endedAt, id),
    byNumber: (date, number) => one('requestDate = ? AND requestNumber = ?', date, number),
    byHuifuNumber: (number) => one('huifuNumber = ?', number),
    latest: (number) => one('requestNumber = ? ORDER BY id DESC LIMIT 1', number),
    ofOrder: (id) => many('WHERE orderId = ? ORDER BY id', id),
    list: (limit) => many('ORDER BY id DESC LIMIT ?', limit),
    unsettled: () => many("WHERE state = 'P'"),
    age: (ms) => void age.run({ ms }),
  };
}
