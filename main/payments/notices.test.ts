import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Payment } from '../../shared/domain/payment.ts';
import { fen } from '../../shared/domain/money.ts';
import { instant } from '../../shared/domain/time.ts';
import type { PaymentReport } from '../gateway/types.ts';
import { mustOpen, NOON, sampleEvent, samplePayment, sampleProfile, tempDir } from '../ledger/testing/samples.ts';
import type { Ledger } from '../ledger/types.ts';
import { recordNotice, type PaymentNotice } from './notices.ts';
import type { PaymentsContext } from './types.ts';

const place = tempDir();
let ledger: Ledger;
beforeAll(async () => {
  ledger = await mustOpen(place.dir);
  await ledger.saveProfile(sampleProfile('shop'));
});
afterAll(async () => {
  await ledger.close();
  place.remove();
});

const report: PaymentReport = {
  news: 'paid',
  method: 'wechat',
  amount: fen(1250),
  customerPaid: fen(1200),
  settlement: fen(1250),
  fee: fen(5),
  booking: 'pending',
  huifuNumber: 'H1',
  partyOrderNumber: '0321',
  walletNumber: '4200',
  endedAt: instant(NOON + 30_000),
};
const notices = {
  trade: { kind: 'payment', stage: 'trade', report, respCode: '00000000', respDesc: '' },
  booked: { kind: 'payment', stage: 'booking', report: { ...report, booking: 'booked' }, respCode: '', respDesc: '' },
  notBooked: {
    kind: 'payment',
    stage: 'booking',
    report: { ...report, booking: 'failed' },
    respCode: '',
    respDesc: '',
  },
} as const satisfies Record<string, PaymentNotice>;

/** The little that a transition needs besides a real ledger. */
function context(): PaymentsContext {
  return { ledger, now: () => instant(NOON + 60_000), emit: () => {} } as unknown as PaymentsContext;
}

async function after(order: readonly (keyof typeof notices)[]): Promise<Payment> {
  const payment = samplePayment('shop', { state: 'waiting' });
  await ledger.insertPayment(payment, sampleEvent());
  for (const name of order) {
    const now = (await ledger.payment(payment.id))!;
    expect(await recordNotice(context(), now, notices[name], false)).toBe(true);
  }
  return (await ledger.payment(payment.id))!;
}

it('two notices of one payment, in any order and any number of copies, leave the same record', async () => {
  const copies = fc.array(fc.constantFrom('trade' as const, 'booked' as const), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(copies, async (order) => {
      const { state, booking, fee, customerPaid, endedAt, alert } = await after(order);
      expect({ state, booking, fee, customerPaid, endedAt, alert }).toEqual({
        state: 'paid',
        booking: order.includes('booked') ? 'booked' : 'pending',
        fee: 5,
        customerPaid: 1200,
        endedAt: report.endedAt,
        alert: null,
      });
    }),
    { numRuns: 60 },
  );
});

it('a booking that failed is not pending again because the trade’s notice comes late; booked after all counts', async () => {
  expect(await after(['notBooked', 'trade'])).toMatchObject({ state: 'paid', booking: 'failed' });
  expect(await after(['notBooked', 'trade', 'booked'])).toMatchObject({ state: 'paid', booking: 'booked' });
});
