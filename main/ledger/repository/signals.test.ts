import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { instant } from '../../../shared/domain/time.ts';
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

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number) => instant(NOON + ms);

let ledger: Ledger;
let place: ReturnType<typeof tempDir>;

beforeEach(async () => {
  place = tempDir();
  ledger = await mustOpen(place.dir);
  await ledger.saveProfile(sampleProfile('shop'));
  await ledger.saveProfile(sampleProfile('other'));
});
afterEach(async () => {
  await ledger.close();
  place.remove();
});

async function paid(over: Partial<Payment> = {}, shop = 'shop'): Promise<Payment> {
  const payment = samplePayment(shop, over);
  await ledger.insertPayment(payment, sampleEvent());
  const patch = payment.endedAt === null ? {} : { endedAt: payment.endedAt };
  await ledger.movePayment(payment.id, 'created', 'paid', patch, sampleEvent({ to: 'paid' }));
  return payment;
}

async function refund(over: Partial<Refund> = {}, of: Partial<Payment> = {}, shop = 'shop'): Promise<Refund> {
  const made = sampleRefund((await paid(of, shop)).id, over);
  expect(await ledger.insertRefund(made, sampleRefundEvent())).toBe('written');
  return made;
}

const when = async (ms: number, till: string | null) => (await refund({ createdAt: at(ms), till })).id;
const hire = (id: string, role: 'owner' | 'cashier') =>
  ledger.insertOperator({ id, name: `${id}的名字`, role, pin: 'x', createdAt: NOON });

describe('refunds', () => {
  it('come newest first with payer and person; failed, adopted, old and other shops’ ones are left out', async () => {
    await hire('wang', 'owner');
    await hire('li', 'cashier');
    const first = await refund({ createdAt: at(0), operatorId: 'li', amount: fen(300) }, { payer: 'oX****1' });
    const second = await refund({ createdAt: at(1) });
    const failed = await refund({ createdAt: at(2) });
    await ledger.moveRefund(failed.id, 'requested', 'failed', {}, null);
    await refund({ createdAt: at(3), origin: 'adopted' });
    await refund({ createdAt: at(-1) });
    await refund({ createdAt: at(4) }, {}, 'other');
    await ledger.removeOperator('li', at(5));
    expect(await ledger.signalRefunds('shop', NOON)).toEqual([
      {
        id: second.id,
        paymentId: second.paymentId,
        amount: 250,
        at: at(1),
        operatorId: null,
        operator: '',
        role: null,
        payer: null,
        outsideShift: false,
      },
      {
        id: first.id,
        paymentId: first.paymentId,
        amount: 300,
        at: at(0),
        operatorId: 'li',
        operator: 'li的名字',
        role: 'cashier',
        payer: 'oX****1',
        outsideShift: false,
      },
    ]);
  });

  it('are outside a shift only at a till that kept shifts by then and had none open', async () => {
    const person = { id: null, name: '' };
    const shift = async (id: string, till: string, from: number, to: number | null, shop = 'shop') => {
      await ledger.openShift(shop, { id, till, openedBy: person, openedAt: at(from), float: null });
      const slip = { shop: '', huifuId: '', refunds: null, auditClosingHash: null, openRefunds: [] };
      if (to !== null) await ledger.closeShift(id, person, at(to), slip);
    };
    await shift('s1', '01', HOUR, 2 * HOUR);
    await shift('s2', '01', 3 * HOUR, null);
    await shift('s3', '02', 0, HOUR, 'other');
    const inside = [await when(HOUR, '01'), await when(2 * HOUR, '01'), await when(4 * HOUR, '01')];
    const before = await when(HOUR / 2, '01');
    const elsewhere = [await when(2.5 * HOUR, '02'), await when(2.5 * HOUR, null)];
    const outside = await when(2.5 * HOUR, '01');
    const found = await ledger.signalRefunds('shop', NOON);
    expect(found).toHaveLength([...inside, before, ...elsewhere, outside].length);
    expect(found.filter((row) => row.outsideShift).map(({ id }) => id)).toEqual([outside]);
  });
});

it('people: what each has collected and refunded since then, nobody included', async () => {
  await hire('wang', 'owner');
  await hire('li', 'cashier');
  for (const operatorId of ['li', 'li', 'wang', null]) await paid({ operatorId, createdAt: at(1) });
  await paid({ operatorId: 'li', createdAt: at(-1) });
  await ledger.insertPayment(samplePayment('shop', { operatorId: 'li', createdAt: at(1) }), sampleEvent());
  await refund({ operatorId: 'li', createdAt: at(2) }, { operatorId: 'wang', createdAt: at(1) });
  const people = await ledger.signalPeople('shop', NOON);
  expect(people.map((one) => [one.operatorId, one.operator, one.paidCount, one.refundCount])).toEqual([
    ['wang', 'wang的名字', 2, 0],
    ['li', 'li的名字', 2, 1],
    [null, '', 1, 0],
  ]);
});

it('the last moment of payment is the one that arrived last, not the one that was asked for last', async () => {
  expect(await ledger.lastPaidAt('shop', NOON)).toBeNull();
  await paid({ createdAt: at(-1), endedAt: at(DAY) });
  await paid({ createdAt: at(HOUR) }, 'other');
  await ledger.insertPayment(samplePayment('shop', { createdAt: at(HOUR) }), sampleEvent());
  expect(await ledger.lastPaidAt('shop', NOON)).toBeNull();
  await paid({ createdAt: at(MINUTE), endedAt: at(9 * MINUTE) });
  await paid({ createdAt: at(2 * MINUTE), endedAt: at(3 * MINUTE) });
  expect(await ledger.lastPaidAt('shop', NOON)).toBe(at(9 * MINUTE));
});

describe('the usual pace', () => {
  const hour = at(0);
  const onDay = async (days: number, ...minutes: number[]) => {
    for (const minute of minutes) await paid({ createdAt: at(minute * MINUTE - days * DAY) });
  };

  it('is the median gap within that hour over 28 days', async () => {
    expect(await ledger.usualPace('shop', hour)).toBeNull();
    await onDay(1, 0, 4, 8, 12);
    await onDay(28, 0, 6, 59);
    // No part in it: the hour before and after, older days, today, what was not paid, another shop.
    await onDay(1, -1, 60);
    await onDay(29, 0, 1, 2, 3);
    await onDay(0, 1, 2, 3);
    await paid({ createdAt: at(5 * MINUTE - DAY) }, 'other');
    await ledger.insertPayment(samplePayment('shop', { createdAt: at(5 * MINUTE - DAY) }), sampleEvent());
    // Gaps: 4, 4, 4, 6, 53.
    expect(await ledger.usualPace('shop', hour)).toEqual({ payments: 7, gapMs: 4 * MINUTE });
    await onDay(2, 0, 30);
    expect(await ledger.usualPace('shop', hour)).toEqual({ payments: 9, gapMs: 5 * MINUTE });
  });

  it('is not known where no day had two payments', async () => {
    await onDay(1, 3);
    await onDay(2, 3);
    expect(await ledger.usualPace('shop', hour)).toBeNull();
  });
});
