import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { instant } from '../../shared/domain/time.ts';
import { ledgerPath } from './files.ts';
import { inconsistencies } from './testing/consistency.ts';
import {
  mustOpen,
  NOON,
  sampleEvent,
  samplePayment,
  sampleProfile,
  sampleRefund,
  sampleRefundEvent,
  tempDir,
} from './testing/samples.ts';
import type { Ledger } from './types.ts';

let ledger: Ledger;
let place: ReturnType<typeof tempDir>;
let order: Payment;

beforeEach(async () => {
  place = tempDir();
  ledger = await mustOpen(place.dir);
  await ledger.saveProfile(sampleProfile('shop'));
  order = await paid();
});
afterEach(async () => {
  await ledger.close();
  const found = inconsistencies(path());
  place.remove();
  if (found.length > 0) throw new Error(`the ledger contradicts itself: ${found.join(', ')}`);
});

const path = () => ledgerPath({ dir: place.dir, name: 'practice' });

async function paid(over: Partial<Payment> = {}): Promise<Payment> {
  const payment = samplePayment('shop', { amount: fen(1000), ...over });
  await ledger.insertPayment(payment, sampleEvent());
  await ledger.movePayment(payment.id, 'created', 'paid', { fee: fen(5) }, sampleEvent({ to: 'paid' }));
  return payment;
}

const insert = (over: Parameters<typeof sampleRefund>[1] = {}, of = order) => {
  const refund = sampleRefund(of.id, over);
  return ledger.insertRefund(refund, sampleRefundEvent()).then((written) => ({ written, refund }));
};

describe('what the ledger takes', () => {
  it('one open refund of an order, whoever asks', async () => {
    const results = await Promise.all([insert(), insert(), insert()]);
    expect(results.map(({ written }) => written).toSorted()).toEqual(['open', 'open', 'written']);
    expect(await ledger.openRefunds('shop')).toHaveLength(1);
  });

  it('never more than was paid, and again what had failed', async () => {
    const first = await insert({ amount: fen(600) });
    await ledger.moveRefund(first.refund.id, 'requested', 'refunded', {}, null);
    expect((await insert({ amount: fen(401) })).written).toBe('tooMuch');
    const second = await insert({ amount: fen(400) });
    expect(second.written).toBe('written');
    expect((await ledger.payment(order.id))!.refunded).toBe(1000);
    await ledger.moveRefund(second.refund.id, 'requested', 'failed', { endReason: 'notSent' }, null);
    expect((await ledger.payment(order.id))!.refunded).toBe(600);
    expect((await insert({ amount: fen(400) })).written).toBe('written');
  });

  it('nothing for an order that was not paid', async () => {
    const waiting = samplePayment('shop');
    await ledger.insertPayment(waiting, sampleEvent());
    expect((await insert({}, waiting)).written).toBe('notPaid');
  });

  it('no number that any operation of the day has used', async () => {
    await expect(insert({ requestNumber: order.requestNumber })).rejects.toMatchObject({ kind: 'duplicate' });
    expect(await ledger.refundsOf(order.id)).toEqual([]);
  });

  it('moves only from where the refund stands', async () => {
    const { refund } = await insert();
    expect(await ledger.moveRefund(refund.id, 'unknown', 'refunded', {}, null)).toBe(false);
    expect(await ledger.moveRefund(refund.id, 'requested', 'unknown', { sentAt: NOON }, null)).toBe(true);
    expect(await ledger.moveRefund(refund.id, 'unknown', 'unknown', {}, sampleRefundEvent({ kind: 'query' }))).toBe(
      true,
    );
    expect(await ledger.refund(refund.id)).toEqual({ ...refund, state: 'unknown', sentAt: NOON });
    expect((await ledger.refundEvents(refund.id)).map(({ kind }) => kind)).toEqual(['intent', 'query']);
  });
});

/** The rules hold for somebody who writes into the file directly, too. */
describe('what the file itself refuses', () => {
  let file: DatabaseSync;
  beforeEach(async () => {
    await insert();
    file = new DatabaseSync(path());
  });
  afterEach(() => file.close());

  const copy = (change: string) =>
    file.exec(`INSERT INTO refund (id, profile, payment, huifu_id, request_date, request_number, route, origin, state,
        amount, reason, level, created_at)
      SELECT 'other', profile, payment, huifu_id, request_date, 'other', route, origin, ${change}, '', 2, 0 FROM refund`);

  it('a second open refund', () => expect(() => copy("'unknown', 1")).toThrow('UNIQUE'));
  it('more than was paid', () => expect(() => copy("'refunded', 751")).toThrow('never more is refunded than was paid'));
  it('another amount', () =>
    expect(() => file.exec('UPDATE refund SET amount = 1')).toThrow('what a refund was asked for never changes'));
  it('that a refund disappears', () => expect(() => file.exec('DELETE FROM refund')).toThrow('refunds are kept'));
  it('that its events disappear', () => expect(() => file.exec('DELETE FROM refund_event')).toThrow('events are kept'));
  it('that what was refunded is not', () => {
    file.exec("UPDATE refund SET state = 'refunded'");
    expect(() => file.exec("UPDATE refund SET state = 'failed'")).toThrow('what was refunded stays refunded');
  });
});

describe('lists', () => {
  it('pages newest first, and keeps the worklist apart', async () => {
    const orders = [await paid(), await paid(), await paid(), await paid()];
    const states = [
      { state: 'failed', patch: { endReason: 'channel' } },
      { state: 'failed', patch: { endReason: 'refused' } },
      { state: 'refunding', patch: { sentAt: NOON } },
      { state: 'refunded', patch: {} },
    ] as const;
    const ids: string[] = [];
    for (const [i, one] of orders.entries()) {
      const { refund } = await insert({ amount: fen(100 + i), createdAt: instant(NOON + i) }, one);
      await ledger.moveRefund(refund.id, 'requested', states[i]!.state, states[i]!.patch, null);
      ids.push(refund.id);
    }
    const list = async (show: 'all' | 'open' | 'trouble' | 'failed', now: number, text?: string) =>
      (
        await ledger.listRefunds('shop', { show, ...(text === undefined ? {} : { text }) }, null, 10, instant(now))
      ).rows.map(({ id }) => id);
    expect(await list('all', NOON)).toEqual(ids.toReversed());
    expect(await list('open', NOON)).toEqual([ids[2]]);
    expect(await list('failed', NOON)).toEqual([ids[1], ids[0]]);
    expect(await list('trouble', NOON)).toEqual([ids[0]]);
    expect(await list('trouble', NOON + 4 * 86_400_000)).toEqual([ids[2], ids[0]]);
    expect(await list('all', NOON, orders[3]!.requestNumber.slice(-8).toLowerCase())).toEqual([ids[3]]);
    await ledger.moveRefund(ids[0]!, 'failed', 'failed', { handledAt: NOON }, null);
    expect(await list('trouble', NOON)).toEqual([]);
    expect(await ledger.refundTotals('shop', NOON)).toEqual({
      count: 4,
      refundedCount: 1,
      refundedAmount: 103,
      openCount: 1,
      openAmount: 102,
      troubleCount: 0,
    });
    const first = await ledger.listRefunds('shop', { show: 'all' }, null, 3, NOON);
    const rest = await ledger.listRefunds('shop', { show: 'all' }, first.next, 3, NOON);
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(rest.next).toBe(null);
  });

  it("knows what one person has refunded today, and what went to the same payer's other orders", async () => {
    const other = await paid({ payer: 'o***1' });
    const third = await paid({ payer: 'o***1' });
    await insert({ operatorId: 'li', amount: fen(300), createdAt: NOON }, other);
    await insert({ operatorId: null, amount: fen(70), createdAt: NOON });
    const of = (operatorId: string | null, since: number) =>
      ledger.refundHistory('shop', { operatorId, payer: 'o***1', paymentId: third.id, since: instant(since) });
    expect(await of('li', NOON)).toEqual({ byOperator: 300, toPayer: 1 });
    expect(await of(null, NOON)).toEqual({ byOperator: 70, toPayer: 1 });
    expect(await of('li', NOON + 1)).toEqual({ byOperator: 0, toPayer: 0 });
  });

  it('finds a payment by a whole number only', async () => {
    const found = await paid({ walletNumber: '4200001234567890' });
    expect((await ledger.paymentsByNumber('shop', ' 4200-0012 34567890')).map(({ id }) => id)).toEqual([found.id]);
    expect(await ledger.paymentsByNumber('shop', '420000123456789')).toEqual([]);
  });
});

it('lets a merchant go that has only batches of nothing', async () => {
  await ledger.saveProfile(sampleProfile('empty'));
  const batch = { id: 'b', profileId: 'empty', fileName: 'x.csv', state: 'checked', createdAt: NOON } as const;
  const line = { line: 2, orderText: 'X', amountText: '1', reason: '', paymentId: null, amount: fen(100) } as const;
  await ledger.insertRefundBatch({ ...batch, operatorId: null, approverId: null }, [
    { ...line, number: 'R1', problem: 'unknownOrder', outcome: null },
  ]);
  expect(await ledger.removeProfile('empty')).toBe(true);
  expect(await ledger.refundBatch('b')).toBe(null);
});
