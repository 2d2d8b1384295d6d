import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentFilter, PaymentTotals } from '../../../shared/contract/payments.ts';
import { fen, MAX_FEN, type Fen } from '../../../shared/domain/money.ts';
import { paymentMethods, type Payment } from '../../../shared/domain/payment.ts';
import { isEnded, paymentStates } from '../../../shared/domain/paymentState.ts';
import { addDays, businessDateOf, instant } from '../../../shared/domain/time.ts';
import { wrap, type Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import { openLedgerFile } from '../open.ts';
import { inconsistencies } from '../testing/consistency.ts';
import { NOON, sampleEvent, samplePayment, sampleProfile, tempDir } from '../testing/samples.ts';
import { bandOf, splitFilter } from './bands.ts';
import { writeProfile } from './console.ts';
import { writeMove, writePayment } from './payments.ts';
import { paymentTotals } from './totals.ts';

// Sums over half a year of payments of every size, against adding up an array.
const place = tempDir();
const DAY_MS = 86_400_000;
const payments: Payment[] = [];
let db: Database;

/** Around the edges of bands, at every magnitude up to the largest amount there is. */
const amountOf: fc.Arbitrary<Fen> = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 99 }), fc.constantFrom(-1, 0, 1, 5))
  .map(([zeros, digits, more]) => fen(Math.max(0, Math.min(MAX_FEN, digits * 10 ** zeros + more))));

beforeAll(async () => {
  const opened = await openLedgerFile({ dir: place.dir, name: 'practice' });
  if (!opened.ok) throw new Error(opened.error.kind);
  db = wrap(opened.data.db);
  const parts = fc.record({
    daysAgo: fc.integer({ min: 0, max: 180 }),
    // A business date need not be the day of creation.
    dayShift: fc.constantFrom(0, 0, 0, 1, -40),
    state: fc.constantFrom(...paymentStates),
    method: fc.constantFrom(...paymentMethods.slice(0, 3)),
    amount: amountOf,
    fee: fc.option(fc.integer({ min: 10, max: 900 }).map(fen), { nil: null }),
    operatorId: fc.constantFrom('me', 'other', null),
    till: fc.constantFrom('01', '02', null),
  });
  db.transaction(() => {
    writeProfile(db, sampleProfile('shop'));
    for (const { daysAgo, dayShift, ...rest } of fc.sample(parts, { seed: 20261128, numRuns: 1_500 })) {
      const createdAt = instant(NOON - daysAgo * DAY_MS);
      const requestDate = addDays(businessDateOf(createdAt), dayShift);
      const payment = samplePayment('shop', { createdAt, requestDate, ...rest });
      writePayment(db, payment, sampleEvent());
      payments.push(payment);
    }
    // What changed afterwards counts as it is now.
    for (const payment of payments.filter((_, i) => i % 5 === 0)) {
      const change = { state: 'paid', method: paymentMethods[1]!, fee: fen(7) } as const;
      const { state, ...patch } = change;
      writeMove(db, payment.id, payment.state, state, patch, null);
      Object.assign(payment, change);
    }
  });
});
afterAll(() => {
  db.close();
  place.remove();
});

const day = fc.integer({ min: -230, max: 5 }).map((days) => addDays(businessDateOf(NOON), days));
const filters: fc.Arbitrary<PaymentFilter> = fc.record(
  {
    from: day,
    to: day,
    states: fc.uniqueArray(fc.constantFrom(...paymentStates), { minLength: 1, maxLength: 4 }),
    methods: fc.uniqueArray(fc.constantFrom(...paymentMethods), { minLength: 1, maxLength: 3 }),
    minAmount: amountOf,
    maxAmount: amountOf,
  },
  { requiredKeys: [] },
);

function plainSum(filter: PaymentFilter, mine: (payment: Payment) => boolean = () => true): PaymentTotals {
  const all = payments.filter(
    (p) =>
      mine(p) &&
      p.requestDate >= (filter.from ?? '0') &&
      p.requestDate <= (filter.to ?? '9') &&
      (filter.states?.includes(p.state) ?? true) &&
      (filter.methods?.includes(p.method) ?? true) &&
      p.amount >= (filter.minAmount ?? 0) &&
      p.amount <= (filter.maxAmount ?? MAX_FEN),
  );
  const paid = all.filter(({ state }) => state === 'paid');
  return {
    count: all.length,
    paidCount: paid.length,
    paidAmount: fen(paid.reduce((sum, { amount }) => sum + amount, 0)),
    fee: fen(paid.reduce((sum, { fee }) => sum + (fee ?? 0), 0)),
    feeUnknownCount: paid.filter(({ fee }) => fee === null).length,
    openCount: all.filter(({ state }) => !isEnded(state)).length,
  };
}

describe('totals', () => {
  it('are the plain sum of what the filter matches, whatever they are added up from', () => {
    const ways = { band: 0, days: 0, amounts: 0 };
    const property = fc.property(filters, (filter) => {
      const sum = plainSum(filter);
      expect(paymentTotals(db, 'shop', filter)).toEqual(sum);
      expect(paymentTotals(db, 'shop', filter, { few: 0 })).toEqual(sum);
      if (filter.minAmount === undefined && filter.maxAmount === undefined) return;
      const { whole, days, amounts } = splitFilter(filter);
      if (whole) ways.band += 1;
      if (days.length > 0) ways.days += 1;
      if (amounts.length > 0) ways.amounts += 1;
    });
    fc.assert(property, { numRuns: 600 });
    // Each of the ways was gone many times.
    for (const count of Object.values(ways)) expect(count).toBeGreaterThan(50);
  });

  it("are the plain sum of one person's payments", () => {
    const scope: PaymentScope = { operatorId: 'me', till: '01', since: instant(NOON - 90 * DAY_MS) };
    const mine = ({ operatorId, till, createdAt }: Payment) =>
      operatorId === 'me' || (operatorId === null && till === '01' && createdAt >= scope.since);
    const property = fc.property(filters, (filter) => {
      expect(paymentTotals(db, 'shop', filter, { scope })).toEqual(plainSum(filter, mine));
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe('a band', () => {
  it('begins at its first two digits and ends where the next begins', () => {
    expect([0, 9, 10, 99, 100, 109, 110, 1_299, 9_999, 10_000, MAX_FEN].map(bandOf)).toEqual([
      0, 9, 10, 99, 100, 100, 110, 1_200, 9_900, 10_000, 9_900_000_000_000,
    ]);
  });

  it('is the same to the ledger, and its sums are those of its payments', () => {
    expect(inconsistencies(join(place.dir, 'practice.db'))).toEqual([]);
  });
});
