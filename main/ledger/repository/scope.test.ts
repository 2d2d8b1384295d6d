import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PaymentCursor, PaymentFilter } from '../../../shared/contract/payments.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { paymentStates } from '../../../shared/domain/paymentState.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import {
  mustOpen,
  NOON,
  sampleClose,
  sampleEvent,
  samplePayment,
  sampleProfile,
  sampleRefund,
  sampleRefundEvent,
  tempDir,
} from '../testing/samples.ts';
import type { Ledger, PaymentScope } from '../types.ts';

// One cashier's payments, refunds and closes against a plain model: three kinds, each found by another index, and each counted once.
const place = tempDir();
const scope: PaymentScope = { operatorId: 'me', till: '01', since: instant(NOON + 50) };
const rows: Payment[] = [];
const refunds: Refund[] = [];
const handed = new Set<string>();
let ledger: Ledger;

function isMine(payment: Payment): boolean {
  if (payment.operatorId === 'me' || handed.has(payment.id)) return true;
  return payment.operatorId === null && payment.till === '01' && payment.createdAt >= NOON + 50;
}

const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).toSorted();

/** What they refunded, whosever payment it was, and every refund of a payment of theirs. */
function isMyRefund(refund: Refund): boolean {
  return refund.operatorId === 'me' || isMine(rows.find(({ id }) => id === refund.paymentId)!);
}

beforeAll(async () => {
  ledger = await mustOpen(place.dir);
  await ledger.saveProfile(sampleProfile('shop'));
  await ledger.openShift('shop', {
    id: 'S1',
    till: '01',
    openedBy: { id: null, name: '' },
    openedAt: NOON,
    float: null,
  });
  for (let i = 0; i < 240; i += 1) {
    const payment = samplePayment('shop', {
      createdAt: instant(NOON + Math.floor(i / 3)),
      operatorId: ['me', 'other', null][i % 3]!,
      till: i % 5 === 0 ? '02' : '01',
      state: paymentStates[i % 7]!,
      amount: fen(1 + (i % 4)),
      walletNumber: `4200${String(i).padStart(6, '0')}`,
    });
    await ledger.insertPayment(payment, sampleEvent());
    rows.push(payment);
    await ledger.insertClose(sampleClose(payment.id));
    if (payment.state === 'paid') {
      const refund = sampleRefund(payment.id, {
        createdAt: payment.createdAt,
        operatorId: ['other', 'me', 'other', 'me'][refunds.length % 4]!,
        state: refunds.length % 2 === 0 ? 'refunded' : 'refunding',
        amount: fen(1),
      });
      await ledger.insertRefund(refund, sampleRefundEvent());
      refunds.push(refund);
    }
    if (i % 11 !== 0) continue;
    await ledger.handOver('S1', { id: null, name: '' }, NOON, [
      { kind: 'payment', subject: payment.id, to: { id: 'me', name: '我' } },
    ]);
    handed.add(payment.id);
  }
});
afterAll(async () => {
  await ledger.close();
  place.remove();
});

it('pages, totals, open payments and searches show exactly what is mine', async () => {
  const filters: fc.Arbitrary<PaymentFilter> = fc.record(
    {
      states: fc.uniqueArray(fc.constantFrom(...paymentStates), { minLength: 1, maxLength: 4 }),
      minAmount: fc.integer({ min: 1, max: 3 }).map(fen),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, size) => {
      const wanted = rows
        .filter(isMine)
        .filter((p) => (filter.states?.includes(p.state) ?? true) && p.amount >= (filter.minAmount ?? 0))
        .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
      const found: string[] = [];
      let after: PaymentCursor | null = null;
      do {
        const page: Awaited<ReturnType<Ledger['listPayments']>> = await ledger.listPayments(
          'shop',
          filter,
          after,
          size,
          scope,
        );
        found.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(found).toEqual(wanted.map(({ id }) => id));
      const totals = await ledger.paymentTotals('shop', filter, scope);
      const paid = wanted.filter(({ state }) => state === 'paid');
      expect([totals.count, totals.paidCount, totals.paidAmount]).toEqual([
        wanted.length,
        paid.length,
        paid.reduce((sum, { amount }) => sum + amount, 0),
      ]);
    }),
    { numRuns: 40 },
  );
  const open = (await ledger.openPayments('shop', scope)).map(({ id }) => id);
  const openStates = new Set(['created', 'unknown', 'waiting', 'processing']);
  expect(open.toSorted()).toEqual(
    rows
      .filter((p) => isMine(p) && openStates.has(p.state))
      .map(({ id }) => id)
      .toSorted(),
  );
  const hits = (await ledger.searchNumbers('shop', '4200', 500, scope)).map(({ payment }) => payment.id);
  expect(hits.toSorted()).toEqual(
    rows
      .filter(isMine)
      .map(({ id }) => id)
      .toSorted(),
  );
});

it('one payment is there for whoever may see it, and for nobody else', async () => {
  for (const payment of rows) {
    expect((await ledger.payment(payment.id, scope)) !== null).toBe(isMine(payment));
  }
  const nobody: PaymentScope = { operatorId: '', till: '', since: instant(Number.MAX_SAFE_INTEGER) };
  expect((await ledger.listPayments('shop', {}, null, 10, nobody)).rows).toEqual([]);
  expect((await ledger.paymentTotals('shop', {}, nobody)).count).toBe(0);
  expect(await ledger.searchNumbers('shop', '4200', 10, nobody)).toEqual([]);
  expect((await ledger.listRefunds('shop', { show: 'all' }, null, 10, NOON, nobody)).rows).toEqual([]);
  expect((await ledger.refundTotals('shop', NOON, nobody)).count).toBe(0);
  expect(await ledger.closes('shop', null, 10, nobody)).toEqual([]);
});

it('refunds: those that I made and those of my payments, in the list, the totals, and one by one', async () => {
  const wanted = refunds.filter(isMyRefund);
  // The sample has refunds of mine of others' payments, and the other way round.
  expect(wanted.length).toBeGreaterThan(refunds.filter(({ operatorId }) => operatorId === 'me').length);
  expect(wanted.some(({ paymentId }) => !isMine(rows.find(({ id }) => id === paymentId)!))).toBe(true);
  const listed: Refund[] = [];
  for (let after: Awaited<ReturnType<Ledger['listRefunds']>>['next'] | undefined; after !== null;) {
    const page = await ledger.listRefunds('shop', { show: 'all' }, after ?? null, 5, NOON, scope);
    listed.push(...page.rows);
    after = page.next;
  }
  expect(listed.map(({ id }) => id).toSorted()).toEqual(ids(wanted));
  const open = await ledger.listRefunds('shop', { show: 'open', text: '4200' }, null, 100, NOON, scope);
  expect(ids(open.rows)).toEqual(ids(wanted.filter(({ state }) => state === 'refunding')));
  const totals = await ledger.refundTotals('shop', NOON, scope);
  const refunded = wanted.filter(({ state }) => state === 'refunded').length;
  expect([totals.count, totals.refundedCount, totals.openAmount]).toEqual([
    wanted.length,
    refunded,
    wanted.length - refunded,
  ]);
  for (const refund of refunds) {
    expect((await ledger.refund(refund.id, scope)) !== null).toBe(isMyRefund(refund));
    expect(await ledger.refundsOf(refund.paymentId, scope)).toHaveLength(isMyRefund(refund) ? 1 : 0);
  }
});

it('closes: those of my payments, page by page', async () => {
  const found: string[] = [];
  for (let before: number | null = null; ;) {
    const page: Awaited<ReturnType<Ledger['closes']>> = await ledger.closes('shop', before, 40, scope);
    found.push(...page.map(({ payment }) => payment.id));
    if (page.length < 40) break;
    before = page.at(-1)!.place;
  }
  const mine = rows.filter(isMine).map(({ id }) => id);
  expect(found).toEqual(mine.toReversed());
});

it('batches: those that I brought', async () => {
  for (const operatorId of ['me', 'other', null]) {
    const head = { id: `B-${operatorId}`, profileId: 'shop', fileName: '退款.csv', createdAt: NOON, approverId: null };
    await ledger.insertRefundBatch({ ...head, state: 'checked', operatorId }, []);
    expect((await ledger.refundBatch(head.id, scope)) !== null).toBe(operatorId === 'me');
  }
  expect((await ledger.refundBatches('shop', scope)).map(({ id }) => id)).toEqual(['B-me']);
  expect(await ledger.refundBatches('shop')).toHaveLength(3);
});
