import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../shared/contract/errors.ts';
import { fen } from '../../shared/domain/money.ts';
import { ok } from '../../shared/domain/result.ts';
import { NOON } from '../ledger/testing/samples.ts';
import { failure } from '../log/failure.ts';
import { outgoing } from './send.ts';
import { owner, RefundShop } from './testing/refundShop.ts';

const SECOND = 1_000;
const DAY = 86_400_000;

let shop: RefundShop;
beforeEach(async () => {
  shop = await RefundShop.open();
});
afterEach(() => shop.close());

const codeOf = (answer: Answered<unknown>) => (answer.ok ? 'ok' : answer.error.code);
const sent = () => shop.gateway.calls.filter(({ operation }) => operation === 'refund').length;
const cashier = { operatorId: 'li', name: '小李', role: 'cashier' } as const;

describe('repeated', () => {
  it('by a double click or an Enter held down is one refund', async () => {
    const order = await shop.paid();
    const shown = await shop.refunds.prepare({ paymentId: order.id, amount: fen(300) });
    const number = shown.ok ? shown.data.number : '';
    const answers = await Promise.all(Array.from({ length: 6 }, () => shop.confirm(order, number, 300)));
    expect(new Set(answers.map((answer) => answer.ok && answer.data.id))).toEqual(new Set([number]));
    expect(codeOf(await shop.confirm(order, number, 300))).toBe('ok');
    expect(sent()).toBe(1);
  });

  it('after a reload of the window keeps number, amount and reason', async () => {
    const order = await shop.paid();
    const first = await shop.refunds.prepare({ paymentId: order.id, amount: fen(300), reason: '价格有误' });
    const again = await shop.refunds.prepare({ paymentId: order.id });
    expect(again).toEqual(first);
  });

  it('by two operators at once is one refund; the second is told', async () => {
    const order = await shop.paid();
    const one = await shop.refunds.prepare({ paymentId: order.id });
    shop.actor = { operatorId: 'wang', name: '', role: 'manager' };
    const other = await shop.refunds.prepare({ paymentId: order.id });
    const [a, b] = [one.ok ? one.data.number : '', other.ok ? other.data.number : ''];
    expect(a).not.toBe(b);
    const second = shop.confirm(order, b, 500);
    shop.actor = owner;
    const both = Promise.all([second, shop.confirm(order, a, 500)]);
    await shop.pass(3 * SECOND);
    const answers = await both;
    expect(answers.map(codeOf).toSorted()).toEqual(['ok', 'refundOpen']);
    expect(sent()).toBe(1);
  });

  it('on another day gets another number; the old one is out of date', async () => {
    const order = await shop.paid();
    const first = await shop.refunds.prepare({ paymentId: order.id });
    shop.clockAhead = DAY;
    const next = await shop.refunds.prepare({ paymentId: order.id });
    if (!first.ok || !next.ok) throw new Error('no dry run');
    expect(next.data.number).not.toBe(first.data.number);
    expect(codeOf(await shop.confirm(order, first.data.number, 100))).toBe('stateChanged');
  });
});

describe('the ladder', () => {
  beforeEach(() => {
    shop.actor = cashier;
    shop.rules = {
      refundLimits: () => ({ each: fen(200), perDay: fen(500) }),
      secondPersonPossible: () => true,
    };
  });

  it('lets small refunds pass alone, and asks for a second person above the limit', async () => {
    const order = await shop.paid(1000, { operatorId: 'li' });
    expect(await shop.refund(order, 200)).toMatchObject({ data: { level: 2, approverId: null } });
    expect(codeOf(await shop.refund(await shop.paid(1000, { operatorId: 'li' }), 201))).toBe('approvalNeeded');
    expect(sent()).toBe(1);
  });

  it('takes an approval for exactly this amount, order and number, and notes who gave it', async () => {
    const order = await shop.paid(1000, { operatorId: 'li' });
    const taken: unknown[] = [];
    const manager = { operatorId: 'wang', name: '', role: 'manager' } as const;
    shop.approvals = {
      take: async (id, requester, binding) => {
        taken.push([id, requester.operatorId, binding]);
        return id === 'good' ? ok({ approver: manager }) : failure('approvalVoid');
      },
    };
    expect(codeOf(await shop.refund(order, 900, 'bad'))).toBe('approvalVoid');
    const shown = await shop.refunds.prepare({ paymentId: order.id });
    const number = shown.ok ? shown.data.number : '';
    await shop.pass(3 * SECOND);
    expect(await shop.confirm(order, number, 900, 'good')).toMatchObject({ data: { level: 3, approverId: 'wang' } });
    expect(taken.at(-1)).toEqual(['good', 'li', { act: 'refund', subject: number, paymentId: order.id, amount: 900 }]);
    expect(sent()).toBe(1);
  });

  it.each([
    ['otherOperator', { operatorId: 'wang' }],
    ['otherTill', { till: '02' }],
    ['oldOrder', { requestDate: '20261115' }],
  ] as const)('%s', async (reason, over) => {
    const order = await shop.paid(100, { operatorId: 'li', ...(over as object) });
    expect(await shop.refunds.prepare({ paymentId: order.id })).toMatchObject({
      data: { level: 3, reasons: [reason], secondPerson: true },
    });
  });

  it('sees a second refund of the order, the same payer again, and what the day has brought', async () => {
    const first = await shop.paid(300, { operatorId: 'li', payer: 'o***9' });
    const other = await shop.paid(300, { operatorId: 'li', payer: 'o***9' });
    await shop.refund(first, 200);
    shop.gateway.finish((await shop.all())[0]!.id, 'S');
    await shop.pass(4 * SECOND);
    const reasons = async (paymentId: string, amount: number) => {
      const shown = await shop.refunds.prepare({ paymentId, amount: fen(amount) });
      return shown.ok ? shown.data.reasons : [];
    };
    expect(await reasons(first.id, 50)).toEqual(['secondRefund']);
    expect(await reasons(other.id, 50)).toEqual(['samePayerToday']);
    expect(await reasons(other.id, 301)).toEqual(['overLimit', 'overDayLimit', 'samePayerToday']);
  });

  it('asks nobody in a shop of one', async () => {
    shop.rules = { ...shop.rules, secondPersonPossible: () => false };
    const order = await shop.paid(1000, { operatorId: 'li' });
    expect(await shop.refund(order, 900)).toMatchObject({ data: { level: 3, approverId: null } });
  });
});

describe('a cashier, who sees their own payments', () => {
  beforeEach(() => {
    shop.actor = cashier;
    shop.scope = { operatorId: 'li', till: '01', since: NOON };
    shop.rules = { refundLimits: () => ({ each: null, perDay: null }), secondPersonPossible: () => true };
    shop.approvals = {
      take: async (id) =>
        id === 'good'
          ? ok({ approver: { operatorId: 'wang', name: '', role: 'manager' } as const })
          : failure('approvalVoid'),
    };
  });
  const unsigned = { operatorId: null, till: null } as const;

  it('finds refunds of them and refunds of their own making, and no others', async () => {
    const [mine, others, another] = [
      await shop.paid(500, { operatorId: 'li' }),
      await shop.paid(500, { operatorId: 'wang' }),
      await shop.paid(500, unsigned),
    ];
    shop.actor = owner;
    shop.scope = null;
    for (const order of [mine, others, another]) {
      await shop.refund(order, 100, 'good');
      await shop.pass(3 * SECOND);
    }
    const theirs = (await shop.all()).find(({ paymentId }) => paymentId === others.id)!;
    shop.actor = cashier;
    shop.scope = { operatorId: 'li', till: '01', since: NOON };
    const list = async () => (await shop.refunds.list({ show: 'all' }, null, 10)).rows.map((row) => row.paymentId);
    expect(await list()).toEqual([mine.id]);
    expect(await shop.refunds.totals()).toMatchObject({ count: 1, openAmount: 100 });
    expect(codeOf(await shop.refunds.ofPayment(mine.id))).toBe('ok');
    const refused = [
      shop.refunds.ofPayment(others.id),
      shop.refunds.detail(theirs.id),
      shop.refunds.queryNow(theirs.id),
      shop.refunds.resend(theirs.id),
      shop.refunds.handled(theirs.id),
      shop.refunds.adopt(others.id),
    ];
    expect((await Promise.all(refused)).map(codeOf)).toEqual(refused.map(() => 'notFound'));
  });

  it.each([
    ['a colleague’s payment', { operatorId: 'wang' }],
    ['a payment of nobody', unsigned],
  ])('refunds %s by its number only with a second person, and then sees that refund', async (_, over) => {
    const order = await shop.paid(500, over);
    expect(await shop.refunds.prepare({ paymentId: order.id })).toMatchObject({
      data: { level: 3, reasons: ['otherOperator'], secondPerson: true },
    });
    expect(codeOf(await shop.refund(order, 100))).toBe('approvalNeeded');
    expect(codeOf(await shop.refund(order, 100, 'bad'))).toBe('approvalVoid');
    expect(sent()).toBe(0);
    await shop.pass(3 * SECOND);
    const done = await shop.refund(order, 100, 'good');
    expect(done).toMatchObject({ data: { level: 3, operatorId: 'li', approverId: 'wang' } });
    expect(codeOf(await shop.refunds.detail(done.ok ? done.data.id : ''))).toBe('ok');
    expect(await shop.refunds.ofPayment(order.id)).toMatchObject({
      data: { refunds: [{ amount: 100 }], balance: { refundable: 400 } },
    });
  });

  it('finds a colleague’s order by any whole number, and learns of it what the refund needs', async () => {
    const numbers = { huifuNumber: '002900TOP1A2', partyOrderNumber: '0323110005', walletNumber: '4200001234567890' };
    const order = await shop.paid(500, { operatorId: 'wang', note: '三号桌', ...numbers });
    const refund = await shop.refund(order, 100, 'good');
    await shop.pass(3 * SECOND);
    expect(refund.ok).toBe(true);
    for (const number of [order.requestNumber, ...Object.values(numbers), '4200-0012 3456 7890']) {
      expect(await shop.refunds.findOrders(number)).toEqual([
        {
          id: order.id,
          requestNumber: order.requestNumber,
          amount: 500,
          state: 'paid',
          alert: null,
          createdAt: order.createdAt,
          endedAt: order.endedAt,
          refundable: 400,
          underWay: 100,
          theirs: false,
        },
      ]);
    }
    // Parts of a number find nothing.
    for (const part of ['420000123456789', '7890', order.requestNumber.slice(1), 'X'.repeat(20)]) {
      expect(await shop.refunds.findOrders(part)).toEqual([]);
    }
  });

  it('cannot where nobody could agree', async () => {
    shop.rules = { ...shop.rules, secondPersonPossible: () => false };
    const order = await shop.paid(500, { operatorId: 'wang' });
    expect(await shop.refunds.findOrders(order.requestNumber)).toEqual([]);
    const own = await shop.paid(500, { operatorId: 'li' });
    expect(await shop.refunds.findOrders(own.requestNumber)).toMatchObject([{ id: own.id, theirs: true }]);
    expect(codeOf(await shop.refunds.prepare({ paymentId: order.id }))).toBe('notFound');
  });
});

describe('the dry run', () => {
  it('says what would be sent, what is left, what comes back and what it costs, and asks nobody', async () => {
    const order = await shop.paid(1000, { customerPaid: fen(900) });
    const shown = await shop.refunds.prepare({ paymentId: order.id, amount: fen(400), reason: '价格有误' });
    if (!shown.ok) throw new Error(shown.error.code);
    const { number, fields, ...rest } = shown.data;
    expect(rest).toMatchObject({
      path: '/v2/trade/hosting/payment/htRefund',
      balance: { refundable: 1000 },
      after: 600,
      returnedFee: 2,
      cost: 398,
      settled: 'no',
      settlementDate: '20261123',
      level: 2,
      secondPerson: false,
      notices: ['couponFullOnly'],
    });
    expect(Object.fromEntries(fields)).toMatchObject({
      req_seq_id: number,
      ord_amt: '4.00',
      org_req_date: order.requestDate,
      org_req_seq_id: order.requestNumber,
      remark: '价格有误',
    });
    expect(shop.gateway.calls).toEqual([]);
  });
});

describe('a built-in reason', () => {
  it('is kept as its id, and goes to the gateway and into the audit log in words', async () => {
    const order = await shop.paid();
    const shown = await shop.refunds.prepare({ paymentId: order.id, amount: fen(300), reason: 'paidTwice' });
    expect(shown).toMatchObject({ data: { reason: 'paidTwice' } });
    expect(Object.fromEntries(shown.ok ? shown.data.fields : [])).toMatchObject({ remark: '重复付款' });
    const done = await shop.refund(order, 300);
    if (!done.ok) throw new Error(done.error.code);
    expect(done.data.reason).toBe('goodsReturned');
    expect(outgoing(done.data, order, null).reason).toBe('商品退货');
    expect(shop.audited.find(({ act }) => act === 'refund.requested')?.after).toMatchObject({ reason: '商品退货' });
  });

  it('is known in the settings of an older ledger, which hold the Chinese words; what was typed stays as typed', async () => {
    await shop.ledger.saveSetting(
      'refunds',
      JSON.stringify({ reasons: ['商品退货', '杯子碎了', '其他'], oldAfterDays: 9 }),
    );
    expect(await shop.refunds.settings()).toEqual({ reasons: ['goodsReturned', '杯子碎了', 'other'], oldAfterDays: 9 });
    const order = await shop.paid();
    expect(await shop.refund(order, 300)).toMatchObject({ data: { reason: 'goodsReturned' } });
  });

  it('is saved as its id from either language, once', async () => {
    await shop.refunds.saveSettings({ reasons: ['Paid twice', '重复付款', 'Broken cup'], oldAfterDays: 7 });
    expect((await shop.refunds.settings()).reasons).toEqual(['paidTwice', 'Broken cup']);
  });
});
