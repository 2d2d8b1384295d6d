import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentCursor, PaymentFilter, PaymentTotals, SearchHit } from '../../../shared/contract/payments.ts';
import { fen } from '../../../shared/domain/money.ts';
import { paymentMethods, type Payment } from '../../../shared/domain/payment.ts';
import { isEnded, paymentStates } from '../../../shared/domain/paymentState.ts';
import { addDays, businessDateOf, instant, type BusinessDate } from '../../../shared/domain/time.ts';
import { inconsistencies } from '../testing/consistency.ts';
import {
  mustOpen,
  NOON,
  sampleEvent,
  samplePayment,
  sampleProfile,
  sampleRefund,
  sampleRefundEvent,
  tempDir,
} from '../testing/samples.ts';
import type { Ledger } from '../types.ts';

// The ledger against a plain model: arrays, filter and sort.
const place = tempDir();
let ledger: Ledger;
let profiles = 0;

beforeAll(async () => {
  ledger = await mustOpen(place.dir);
});
afterAll(async () => {
  await ledger.close();
  place.remove();
});

// Few different values, so that filters and ties bite.
const maybeNumber = fc.option(fc.stringMatching(/^[0-9AB]{4,9}$/), { nil: null });
const paymentParts = fc.record({
  createdAt: fc.integer({ min: 0, max: 60 }).map((hours) => instant(NOON - hours * 3_600_000)),
  // A business date need not be the day of creation; the ledger must not rely on it.
  dayShift: fc.constantFrom(0, 0, 0, -40, 7),
  state: fc.constantFrom(...paymentStates),
  method: fc.constantFrom(...paymentMethods.slice(0, 3)),
  amount: fc.integer({ min: 1, max: 9 }).map(fen),
  fee: fc.option(fc.integer({ min: 0, max: 3 }).map(fen), { nil: null }),
  huifuNumber: maybeNumber,
  partyOrderNumber: maybeNumber,
  walletNumber: maybeNumber,
});
const newState = fc.constantFrom(...paymentStates);
const move = fc.record({
  which: fc.nat(),
  to: newState,
  method: fc.constantFrom(...paymentMethods.slice(0, 3)),
  fee: fc.option(fc.integer({ min: 0, max: 3 }).map(fen), { nil: null }),
  walletNumber: maybeNumber,
});
const day = fc.integer({ min: -45, max: 10 }).map((days) => addDays(businessDateOf(NOON), days));
const filterOf: fc.Arbitrary<PaymentFilter> = fc.record(
  {
    from: day,
    to: day,
    states: fc.uniqueArray(newState, { minLength: 1, maxLength: 4 }),
    methods: fc.uniqueArray(fc.constantFrom(...paymentMethods), { minLength: 1, maxLength: 3 }),
    minAmount: fc.integer({ min: 0, max: 9 }).map(fen),
    maxAmount: fc.integer({ min: 0, max: 9 }).map(fen),
  },
  { requiredKeys: [] },
);

describe('lists, totals and searches equal a plain model', () => {
  it('for any payments, moves, filters and page sizes, while rows are added', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paymentParts, { maxLength: 25 }),
        fc.array(move, { maxLength: 10 }),
        fc.array(fc.tuple(filterOf, fc.integer({ min: 1, max: 9 })), { minLength: 3, maxLength: 6 }),
        fc.array(fc.stringMatching(/^[0-9AB]{1,6}$/), { minLength: 2, maxLength: 6 }),
        async (parts, moves, filters, texts) => {
          const profile = `p${(profiles += 1)}`;
          await ledger.saveProfile(sampleProfile(profile));
          const model: Payment[] = [];
          for (const { dayShift, ...rest } of parts) {
            model.push(await add(profile, rest, addDays(businessDateOf(rest.createdAt), dayShift)));
          }
          for (const { which, to, ...patch } of moves) {
            const payment = model[which % (model.length || 1)];
            if (!payment) continue;
            expect(await ledger.movePayment(payment.id, payment.state, to, patch, null)).toBe(true);
            Object.assign(payment, patch, { state: to });
          }
          for (const text of [...texts, ...model.map((p) => p.huifuNumber?.slice(-5) ?? p.id)]) {
            expect(await ledger.searchNumbers(profile, text, 7)).toEqual(searchModel(model, text).slice(0, 7));
          }
          for (const [filter, size] of filters) {
            expect(await ledger.paymentTotals(profile, filter)).toEqual(totalsModel(model, filter));
            await pageThrough(profile, model, filter, size);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('cuts pages at 500 rows and gives an empty, a one-row and an exactly full page', async () => {
    await ledger.saveProfile(sampleProfile('long'));
    expect(await ledger.listPayments('long', {}, null, 100)).toEqual({ rows: [], next: null });
    expect(await ledger.listPayments('no such profile', {}, null, 100)).toEqual({ rows: [], next: null });
    const first = await add('long', {}, businessDateOf(NOON));
    expect(await ledger.listPayments('long', {}, null, 1)).toEqual({ rows: [first], next: null });
    for (let i = 1; i < 502; i++) await add('long', {}, businessDateOf(NOON));
    const page = await ledger.listPayments('long', {}, null, 10_000);
    expect(page.rows).toHaveLength(500);
    expect((await ledger.listPayments('long', {}, page.next, 10_000)).rows).toHaveLength(2);
    expect(await ledger.paymentTotals('no such profile', {})).toMatchObject({ count: 0, paidAmount: 0 });
  });
});

describe('searchNumbers', () => {
  it('ignores case, blanks, dashes and full-width forms, typed or stored', async () => {
    await ledger.saveProfile(sampleProfile('typed'));
    const payment = await add('typed', { walletNumber: '4200-0012 34ab', huifuNumber: '4200-0012 34ab' }, null);
    for (const text of ['420000 1234AB', ' 4200-00', '４２００', '34ab', '-12–34-AB']) {
      expect(await ledger.searchNumbers('typed', text, 10)).toEqual([
        { payment, number: 'huifuNumber', text: '4200-0012 34ab' },
      ]);
    }
    for (const text of ['', ' - ', '420', '4ab', '0012', '%200', '4200001234abc', "' OR 1=1 --"]) {
      expect(await ledger.searchNumbers('typed', text, 10)).toEqual([]);
    }
    expect(await ledger.searchNumbers('long', '4200001234ab', 10)).toEqual([]);
    // One of two equal numbers changes: the other still finds it.
    await ledger.movePayment(payment.id, 'created', 'created', { huifuNumber: 'H7' }, null);
    const found = await ledger.searchNumbers('typed', '4200001234ab', 10);
    expect(found.map((hit) => hit.number)).toEqual(['walletNumber']);
    expect((await ledger.searchNumbers('typed', 'h7', 10)).map((hit) => hit.number)).toEqual(['huifuNumber']);
    // Written back as it was, so that the consistency check at the end compares plain numbers.
    await ledger.movePayment(payment.id, 'created', 'created', { walletNumber: 'W7' }, null);
  });

  it('finds a payment by the number of its refund, whole, or by its beginning or ending', async () => {
    await ledger.saveProfile(sampleProfile('back'));
    const orders: Payment[] = [];
    for (let i = 0; i < 3; i++) {
      const order = await add('back', { state: 'paid', amount: fen(1000), createdAt: instant(NOON + i) }, null);
      orders.push(order);
      for (const [ending, state] of [
        ['AA', 'failed'],
        ['BB', 'refunded'],
      ] as const) {
        const requestNumber = `RBACK000${i}${ending}`;
        const refund = sampleRefund(order.id, { requestNumber, state, amount: fen(100) });
        expect(await ledger.insertRefund(refund, sampleRefundEvent())).toBe('written');
      }
    }
    const adopted = sampleRefund(orders[0]!.id, { requestNumber: 'RELSEWHERE', origin: 'adopted', state: 'refunded' });
    await ledger.insertRefund(adopted, sampleRefundEvent());
    const hit = (i: number, ending: string) => ({
      payment: orders[i]!.id,
      number: 'refundNumber',
      text: `RBACK000${i}${ending}`,
    });
    const found = async (text: string, limit = 10) =>
      (await ledger.searchNumbers('back', text, limit)).map((one) => ({ ...one, payment: one.payment.id }));
    expect(await found('rback-0001-bb')).toEqual([hit(1, 'BB')]);
    expect(await found('0001AA')).toEqual([hit(1, 'AA')]);
    expect((await found('RBACK')).map(({ payment }) => payment)).toEqual(orders.toReversed().map(({ id }) => id));
    expect(await found('RBACK', 1)).toMatchObject([{ payment: orders[2]!.id }]);
    expect(await found('RELSEWHERE')).toEqual([]);
    // In a file of refunds, or on a bill, it is no number of an order.
    expect(await ledger.paymentsByNumber('back', 'RBACK0001BB')).toEqual([]);
  });
});

it('leaves everything that is kept twice in agreement', () => {
  expect(inconsistencies(join(place.dir, 'practice.db'))).toEqual([]);
});

async function add(profile: string, parts: Partial<Payment>, requestDate: BusinessDate | null): Promise<Payment> {
  const payment = samplePayment(profile, { ...parts, ...(requestDate && { requestDate }) });
  await ledger.insertPayment(payment, sampleEvent());
  return payment;
}

/** Pages to the end; between pages, rows are added at the top and (in the model's eyes) anywhere below. */
async function pageThrough(profile: string, model: Payment[], filter: PaymentFilter, size: number): Promise<void> {
  const seen: Payment[] = [];
  const expected = filtered(model, filter);
  let after: PaymentCursor | null = null;
  for (let page = 0; ; page++) {
    const { rows, next } = await ledger.listPayments(profile, filter, after, size);
    seen.push(...rows);
    if (!next) break;
    expect(rows).toHaveLength(size);
    expect(next).toEqual({ createdAt: rows.at(-1)!.createdAt, id: rows.at(-1)!.id });
    after = next;
    if (page === 0) {
      const atTop = { createdAt: instant(NOON + 1), state: 'paid', amount: fen(5) } as const;
      model.push(await add(profile, atTop, businessDateOf(NOON)));
      const below = { createdAt: instant(NOON - 61 * 3_600_000), state: 'paid', amount: fen(5) } as const;
      const payment = await add(profile, below, businessDateOf(NOON));
      model.push(payment);
      // The newest of its moment, so it is met only while that moment has not been reached.
      if (payment.createdAt < next.createdAt) expected.push(...filtered([payment], filter));
      expected.sort(newestFirst);
    }
  }
  expect(seen).toEqual(expected);
}

function filtered(model: Payment[], filter: PaymentFilter): Payment[] {
  return model
    .filter(
      (p) =>
        (filter.from === undefined || p.requestDate >= filter.from) &&
        (filter.to === undefined || p.requestDate <= filter.to) &&
        (filter.states?.includes(p.state) ?? true) &&
        (filter.methods?.includes(p.method) ?? true) &&
        (filter.minAmount === undefined || p.amount >= filter.minAmount) &&
        (filter.maxAmount === undefined || p.amount <= filter.maxAmount),
    )
    .sort(newestFirst);
}

function newestFirst(a: Payment, b: Payment): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

function totalsModel(model: Payment[], filter: PaymentFilter): PaymentTotals {
  const all = filtered(model, filter);
  const paid = all.filter((p) => p.state === 'paid');
  return {
    count: all.length,
    paidCount: paid.length,
    paidAmount: fen(paid.reduce((sum, p) => sum + p.amount, 0)),
    fee: fen(paid.reduce((sum, p) => sum + (p.fee ?? 0), 0)),
    feeUnknownCount: paid.filter((p) => p.fee === null).length,
    openCount: all.filter((p) => !isEnded(p.state)).length,
  };
}

function searchModel(model: Payment[], text: string): SearchHit[] {
  const matches = (number: string | null): boolean =>
    number !== null && (number === text || (text.length >= 4 && (number.startsWith(text) || number.endsWith(text))));
  const kinds = ['requestNumber', 'huifuNumber', 'partyOrderNumber', 'walletNumber'] as const;
  return model
    .map((payment, index) => ({ payment, index, number: kinds.find((kind) => matches(payment[kind])) }))
    .sort((a, b) => b.payment.createdAt - a.payment.createdAt || b.index - a.index)
    .flatMap(({ payment, number: kind }) => (kind ? [{ payment, number: kind, text: payment[kind]! }] : []));
}
