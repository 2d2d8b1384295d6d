import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { balanceOf } from '../../shared/domain/refund.ts';
import { addDays, businessDateOf, instant } from '../../shared/domain/time.ts';
import type { RefundWord } from './fromStatement.ts';
import { RefundShop } from './testing/refundShop.ts';

let shop: RefundShop;
let order: Payment;
beforeEach(async () => {
  shop = await RefundShop.open();
  order = await shop.paid(1_000);
});
afterEach(() => shop.close());

const HOUR = 3_600_000;

/** What the statement says of the refund that somebody has just made in Huifu's portal. */
function line(amount: number, over: Partial<RefundWord> = {}): RefundWord {
  const at = instant(Date.now());
  const number = `ELSEWHERE${shop.gateway.refunds.size - 1}`;
  return {
    paymentId: order.id,
    requestDate: businessDateOf(at),
    requestNumber: number,
    huifuNumber: `HF${number}`,
    amount,
    fee: 2,
    news: 'refunded',
    at,
    place: 'trade.csv:7',
    ...over,
  };
}
const elsewhere = (amount: number) => shop.gateway.refundElsewhere(order.requestNumber, amount);
async function during<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  await shop.pass(10_000);
  return work;
}
const takeOver = (word: RefundWord) => during(shop.refunds.takeOver(word));
const adoptByBalance = () => during(shop.refunds.adopt(order.id));
const codeOf = (answer: Answered<unknown>) => (answer.ok ? 'ok' : answer.error.code);
const balance = async () => balanceOf(order, await shop.ledger.refundsOf(order.id));
/** Huifu answers nothing about orders and refunds. */
function silence() {
  shop.keychain = { ok: false, error: { code: 'keychainLocked', supportId: '' } };
}

describe('a refund that only the statement has', () => {
  it('is in the journal with its numbers, its fee and the line as evidence, through the one transition', async () => {
    elsewhere(300);
    const taken = await takeOver(line(300));
    expect(taken).toMatchObject({
      ok: true,
      data: { id: 'ELSEWHERE0', origin: 'elsewhere', state: 'refunded', amount: 300, huifuNumber: 'HFELSEWHERE0' },
    });
    const events = await shop.ledger.refundEvents('ELSEWHERE0');
    expect(events.map(({ kind, from, to, detail }) => [kind, from, to, detail])).toEqual([
      ['statement', 'refunding', 'refunding', 'trade.csv:7'],
      ['query', 'refunding', 'refunded', 'accepted'],
    ]);
    expect(await balance()).toMatchObject({ refunded: 300, refundable: 700, returnedFee: 2 });
    expect(shop.audited).toMatchObject([{ act: 'refund.ended', subject: 'ELSEWHERE0' }]);
    expect(shop.events.map(({ state }) => state)).toEqual(['refunding', 'refunded']);
    // It is nobody's: no shift and no limit counts it.
    expect(await shop.reread('ELSEWHERE0')).toMatchObject({ operatorId: null, till: null });
  });

  it('ends by the statement’s word where Huifu says nothing, and says so in its timeline', async () => {
    elsewhere(300);
    silence();
    const taken = await takeOver(line(300));
    expect(taken).toMatchObject({ ok: true, data: { state: 'refunded' } });
    const events = await shop.ledger.refundEvents('ELSEWHERE0');
    expect(events.map(({ kind, to, detail }) => [kind, to, detail])).toEqual([
      ['statement', 'refunding', 'trade.csv:7'],
      ['statement', 'refunded', 'trade.csv:7'],
    ]);
  });

  it('that is still on its way is followed to its end', async () => {
    elsewhere(300);
    shop.gateway.refunds.get('ELSEWHERE0')!.state = 'P';
    expect(await takeOver(line(300, { news: 'refunding' }))).toMatchObject({ ok: true, data: { state: 'refunding' } });
    expect(await balance()).toMatchObject({ underWay: 300, refundable: 700 });
    shop.gateway.finish('ELSEWHERE0', 'S');
    await shop.pass(2 * 60_000, 5_000);
    expect(await shop.reread('ELSEWHERE0')).toMatchObject({ state: 'refunded' });
  });

  it('is taken over once, however often and at the same time', async () => {
    elsewhere(300);
    const word = line(300);
    const both = await during(Promise.all([shop.refunds.takeOver(word), shop.refunds.takeOver(word)]));
    expect(both.map(codeOf)).toEqual(['ok', 'stateChanged']);
    expect(codeOf(await takeOver({ ...word, requestNumber: 'OTHERNAME' }))).toBe('stateChanged');
    expect(await balance()).toMatchObject({ refunded: 300, count: 1 });
  });

  it('can be found by its number', async () => {
    elsewhere(300);
    await takeOver(line(300));
    expect((await shop.ledger.paymentsByNumber('shop', order.requestNumber)).map(({ id }) => id)).toEqual([order.id]);
    const hits = await shop.ledger.searchNumbers('shop', 'ELSEWHERE0', 5);
    expect(hits.map(({ payment }) => payment.id)).toEqual([order.id]);
  });

  it('survives the end of the console right after it was written: it is asked for and not lost', async () => {
    elsewhere(300);
    shop.failLedger('moveRefund', new Error('the console ends'));
    shop.refunds.takeOver(line(300)).catch(() => {});
    await shop.settle();
    expect(await shop.reread('ELSEWHERE0')).toMatchObject({ state: 'refunding' });
    await shop.crash();
    await shop.pass(2 * 60_000, 5_000);
    expect(await shop.reread('ELSEWHERE0')).toMatchObject({ state: 'refunded' });
  });
});

describe('never more than was paid', () => {
  it('is taken over, whatever the statement says', async () => {
    elsewhere(1_000);
    expect(codeOf(await takeOver(line(1_001)))).toBe('refundBeyondPaid');
    expect(await balance()).toMatchObject({ refunded: 0 });
    await takeOver(line(1_000));
    expect(codeOf(await takeOver(line(1, { requestNumber: 'ANOTHER', huifuNumber: '' })))).toBe('refundBeyondPaid');
    expect(await balance()).toMatchObject({ refunded: 1_000, count: 1 });
  });

  it('nor of a payment that was not paid, nor beside a refund without an end', async () => {
    await shop.refund(order, 200);
    elsewhere(300);
    expect(codeOf(await takeOver(line(300)))).toBe('refundOpen');
    expect(codeOf(await takeOver(line(300, { paymentId: 'PNOBODY' })))).toBe('notFound');
    expect((await shop.all()).map(({ origin }) => origin)).toEqual(['console']);
  });
});

describe('a refund that the balance and the statement both tell of', () => {
  it('taken over by the balance first, is refused from the statement', async () => {
    elsewhere(300);
    const word = line(300);
    await shop.pass(HOUR, HOUR);
    expect(codeOf(await adoptByBalance())).toBe('ok');
    expect(await takeOver(word)).toMatchObject({
      ok: false,
      error: { code: 'refundCounted', params: { amount: '3.00', counted: '3.00' } },
    });
    expect(await balance()).toMatchObject({ refunded: 300, count: 1 });
  });

  it('taken over from the statement first, is nothing more to the balance', async () => {
    elsewhere(300);
    await takeOver(line(300));
    expect(codeOf(await adoptByBalance())).toBe('stateChanged');
    expect(await balance()).toMatchObject({ refunded: 300, count: 1 });
  });

  it('is counted once when both are asked for at the same moment, whichever is first', async () => {
    elsewhere(300);
    const word = line(300);
    const first = [shop.refunds.adopt(order.id), shop.refunds.takeOver(word)] as const;
    expect((await during(Promise.all(first))).map(codeOf)).toEqual(['ok', 'refundCounted']);
    order = await shop.paid(1_000);
    elsewhere(300);
    const other = line(300);
    const second = [shop.refunds.takeOver(other), shop.refunds.adopt(order.id)] as const;
    expect((await during(Promise.all(second))).map(codeOf)).toEqual(['ok', 'stateChanged']);
    expect(await balance()).toMatchObject({ refunded: 300, count: 1 });
  });

  it('made of two refunds at once is refused line by line', async () => {
    elsewhere(300);
    const first = line(300);
    elsewhere(200);
    const second = line(200);
    await adoptByBalance();
    expect([await takeOver(first), await takeOver(second)].map(codeOf)).toEqual(['refundCounted', 'refundCounted']);
    expect(await balance()).toMatchObject({ refunded: 500, count: 1 });
  });

  it('and was made after the balance was taken over, is another one', async () => {
    elsewhere(300);
    await adoptByBalance();
    await shop.pass(HOUR, HOUR);
    elsewhere(200);
    expect(codeOf(await takeOver(line(200)))).toBe('ok');
    expect(await balance()).toMatchObject({ refunded: 500, count: 2 });
  });

  it('is refused where Huifu is silent and only the day speaks; another day’s is taken', async () => {
    elsewhere(300);
    await adoptByBalance();
    await shop.pass(HOUR, HOUR);
    silence();
    // The line’s moment is its end; it may have been in the balance before that.
    expect(codeOf(await takeOver(line(300)))).toBe('refundCounted');
    const next = addDays(businessDateOf(instant(Date.now())), 1);
    const later = line(200, { requestNumber: 'NEXTDAY', huifuNumber: '', requestDate: next });
    expect(codeOf(await takeOver(later))).toBe('ok');
    expect(await balance()).toMatchObject({ refunded: 500, count: 2 });
  });
});
