import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { instant } from '../../shared/domain/time.ts';
import {
  NOON,
  sampleEvent,
  samplePayment,
  sampleProfile,
  sampleRefund,
  sampleRefundEvent,
} from '../ledger/testing/samples.ts';
import { pinOf, Staff } from '../operators/testing/staff.ts';
import { createSignalsRoom, type SignalsRoom } from './room.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let staff: Staff;
let room: SignalsRoom;
let now = NOON;
let changes = 0;
const warnings: string[] = [];

beforeEach(async () => {
  staff = await Staff.open();
  now = NOON;
  changes = 0;
  warnings.length = 0;
  await staff.ledger.saveProfile(sampleProfile('shop'));
  room = createSignalsRoom({
    profileId: 'shop',
    ledger: staff.ledger,
    rules: staff.operators.rules,
    now: () => now,
    changed: () => void (changes += 1),
    warn: (message) => void warnings.push(message),
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await room.stop();
  await staff.close();
});

async function paid(over: Partial<Payment> = {}): Promise<Payment> {
  const payment = samplePayment('shop', { amount: fen(30_000), ...over });
  await staff.ledger.insertPayment(payment, sampleEvent());
  await staff.ledger.movePayment(payment.id, 'created', 'paid', {}, sampleEvent({ to: 'paid' }));
  return payment;
}

/** A payment every four minutes of this hour, on the day before and the one before that. */
async function usualDays(): Promise<void> {
  for (const day of [1, 2]) {
    for (let i = 0; i < 15; i += 1) await paid({ createdAt: instant(NOON - day * DAY + i * 4 * MINUTE) });
  }
}

describe('what it reads', () => {
  it('takes each person’s own limit, and names the refunds behind a signal', async () => {
    await staff.hireEverybody();
    const refunds: string[] = [];
    for (const name of ['cashier', 'cashier', 'cashier', 'owner', 'owner', 'owner']) {
      const refund = sampleRefund((await paid()).id, { operatorId: staff.idOf(name), amount: fen(19_900) });
      await staff.ledger.insertRefund(refund, sampleRefundEvent());
      refunds.push(refund.id);
    }
    const [found, ...rest] = await room.read();
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ kind: 'underLimit', params: { operator: 'cashier', limit: 20_000, count: 3 } });
    expect(found?.refunds.map(({ id }) => id).toSorted()).toEqual(refunds.slice(0, 3).toSorted());
    // Somebody who is to be trusted with more is not just under it any more.
    const limits = { ...staff.operators.limits(), cashier: { each: fen(30_000), perDay: null } };
    expect(await staff.operators.setLimits(limits, pinOf.owner)).toMatchObject({ ok: true });
    expect(await room.read()).toEqual([]);
  });

  it('forgets refunds after 30 days', async () => {
    for (let i = 0; i < 3; i += 1) {
      const payment = await paid({ payer: 'oX****1' });
      await staff.ledger.insertRefund(sampleRefund(payment.id), sampleRefundEvent());
    }
    expect((await room.read()).map(({ kind }) => kind)).toEqual(['samePayer']);
    now = instant(NOON + 31 * DAY);
    expect(await room.read()).toEqual([]);
  });
});

describe('silence', () => {
  it('is told when it begins and when it ends, once each', async () => {
    await usualDays();
    await paid({ createdAt: NOON });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    room.start();
    const minute = async () => {
      vi.advanceTimersByTime(MINUTE);
      await settled();
    };
    now = instant(NOON + 23 * MINUTE);
    await minute();
    expect([changes, await room.silence()]).toEqual([0, null]);
    now = instant(NOON + 35 * MINUTE);
    await minute();
    await minute();
    expect([changes, await room.silence()]).toEqual([1, { since: NOON, usual: 4 }]);
    expect((await room.read())[0]).toMatchObject({ kind: 'silence', params: { minutes: 35, usual: 4 }, refunds: [] });
    await paid({ createdAt: instant(NOON + 35 * MINUTE) });
    await minute();
    expect([changes, await room.silence()]).toEqual([2, null]);
    expect(warnings).toEqual([]);
  });

  it('is not told on a day without a payment, nor where nobody knows what is usual', async () => {
    await usualDays();
    now = instant(NOON + 50 * MINUTE);
    expect(await room.silence()).toBeNull();
    await paid({ createdAt: NOON });
    expect(await room.silence()).not.toBeNull();
    now = instant(NOON + 70 * MINUTE); // the next hour has no history
    expect(await room.silence()).toBeNull();
  });

  it('reads what is usual once an hour', async () => {
    await usualDays();
    await paid({ createdAt: NOON });
    const asked = vi.spyOn(staff.ledger, 'usualPace');
    for (const minutes of [10, 35, 59, 61, 90]) {
      now = instant(NOON + minutes * MINUTE);
      await room.silence();
    }
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('a ledger that is gone is a warning, not a crash; after the stop nothing is asked', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    room.start();
    const asked = vi.spyOn(staff.ledger, 'lastPaidAt').mockRejectedValue(new Error('gone'));
    vi.advanceTimersByTime(MINUTE);
    await room.stop();
    expect(warnings).toEqual(['silence was not looked for']);
    vi.advanceTimersByTime(10 * MINUTE);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

/** Everything that the room has asked the ledger for is answered: the ledger answers in order. */
async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await staff.ledger.setting('none');
}
