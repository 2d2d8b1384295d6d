import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentFilter } from '../../../shared/contract/payments.ts';
import { fen } from '../../../shared/domain/money.ts';
import { paymentMethods } from '../../../shared/domain/payment.ts';
import { paymentStates } from '../../../shared/domain/paymentState.ts';
import { instant } from '../../../shared/domain/time.ts';
import { wrap, type Database } from '../database.ts';
import { openLedgerFile } from '../open.ts';
import { inconsistencies } from '../testing/consistency.ts';
import {
  NOON,
  sampleEvent,
  samplePayment,
  sampleProfile,
  sampleRefund,
  sampleRefundEvent,
  tempDir,
} from '../testing/samples.ts';
import { writeProfile } from './console.ts';
import { listPayments } from './pages.ts';
import { writePayment } from './payments.ts';
import { createRefundsRepository } from './refunds.ts';
import { searchNumbers } from './search.ts';

const place = tempDir();
let db: Database;

beforeAll(async () => {
  const opened = await openLedgerFile({ dir: place.dir, name: 'practice' });
  if (!opened.ok) throw new Error(opened.error.kind);
  db = wrap(opened.data.db);
  const paid: string[] = [];
  db.transaction(() => {
    writeProfile(db, sampleProfile('many'));
    for (let i = 0; i < 3_000; i++) {
      const tail = String((i * 7919) % 3_000).padStart(4, '0');
      // Ten payments share a moment; old ones have another beginning.
      const payment = samplePayment('many', {
        createdAt: instant(NOON + Math.floor(i / 10)),
        walletNumber: `${i < 1_000 ? '2026' : '4200'}0099${tail}`,
        state: paymentStates[i % 7]!,
        method: paymentMethods[(i * 31) % 5]!,
        amount: fen(1 + ((i * 17) % 11)),
        huifuNumber: i % 3 === 0 ? `0021${tail}4200` : null,
      });
      writePayment(db, payment, sampleEvent());
      if (payment.state === 'paid') paid.push(payment.id);
    }
  });
  const { insertRefund } = createRefundsRepository(db);
  for (const id of paid) {
    for (const state of ['failed', 'refunded'] as const) {
      insertRefund(sampleRefund(id, { state, amount: fen(1) }), sampleRefundEvent());
    }
  }
});
afterAll(() => {
  db.close();
  place.remove();
});

describe('a common text', () => {
  it('gives the same hits whether the newest are walked or all are read', () => {
    const text = fc.oneof(
      fc.constantFrom('4200', '2026', '0021', 'P202', '4200009', '202600992', '9999', '00A1', '420', 'R202'),
      fc.integer({ min: 0, max: 2_999 }).map((n) => String(n).padStart(4, '0')),
    );
    const property = fc.property(text, fc.integer({ min: 1, max: 60 }), (typed, limit) => {
      const all = searchNumbers(db, 'many', typed, limit, { commonFrom: 1_000_000 });
      for (const newest of [500, 1_500, 10_000]) {
        expect(searchNumbers(db, 'many', typed, limit, { commonFrom: 0, newest })).toEqual(all);
      }
      return all.length <= limit;
    });
    fc.assert(property, { numRuns: 60 });
    expect(searchNumbers(db, 'many', '2026', 50, { commonFrom: 10, newest: 500 })).toHaveLength(50);
  });
});

describe('a page', () => {
  it('is the same whichever index it is read from', () => {
    const filters: fc.Arbitrary<PaymentFilter> = fc.record(
      {
        states: fc.uniqueArray(fc.constantFrom(...paymentStates), { minLength: 1, maxLength: 3 }),
        methods: fc.uniqueArray(fc.constantFrom(...paymentMethods), { minLength: 1, maxLength: 3 }),
        minAmount: fc.integer({ min: 1, max: 12 }).map(fen),
        maxAmount: fc.integer({ min: 1, max: 12 }).map(fen),
      },
      { requiredKeys: [] },
    );
    const property = fc.property(filters, fc.integer({ min: 1, max: 60 }), fc.nat(320), (filter, limit, moment) => {
      const after = moment > 300 ? null : { createdAt: instant(NOON + moment), id: 'P20261123120000A100001500' };
      const page = listPayments(db, 'many', filter, after, limit);
      for (const few of [0, 40, 400]) {
        expect(listPayments(db, 'many', filter, after, limit, { few })).toEqual(page);
      }
    });
    fc.assert(property, { numRuns: 100 });
  });
});

it('leaves everything that is kept twice in agreement', () => {
  expect(inconsistencies(join(place.dir, 'practice.db'))).toEqual([]);
});
