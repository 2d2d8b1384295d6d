import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '../../shared/domain/payment.ts';
import { addDays, businessDateOf, instant } from '../../shared/domain/time.ts';
import { NOON } from '../ledger/testing/samples.ts';
import type { StatementWord } from './fromStatement.ts';
import { Shop } from './testing/shop.ts';

let shop: Shop;
beforeEach(async () => void (shop = await Shop.open()));
afterEach(() => shop.close());

function word(over: Partial<StatementWord> = {}): StatementWord {
  return {
    requestDate: businessDateOf(NOON),
    requestNumber: 'POTHERTILL0001',
    huifuNumber: 'H1',
    partyOrderNumber: '03',
    walletNumber: '4200001',
    amount: 1250,
    customerPaid: 1250,
    fee: 5,
    news: 'paid',
    at: instant(NOON - 60_000),
    place: 'trade.csv:7',
    ...over,
  };
}
const learn = (payment: Payment, trust: boolean) =>
  shop.during(shop.payments.learnFromStatement(payment.id, word({ requestNumber: payment.id }), trust));
const stateOf = async (id: string) => (await shop.ledger.payment(id))?.state;
const lines = async (id: string) =>
  (await shop.ledger.paymentEvents(id))
    .filter(({ kind }) => kind === 'statement')
    .map(({ to, detail }) => [to, detail]);

describe('a statement that is further than the ledger', () => {
  it('makes the gateway be asked, and what that says is what counts', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.requestNumber, 'paid');
    expect(await learn(payment, false)).toMatchObject({ ok: true, data: { state: 'paid' } });
    expect(await lines(payment.id)).toEqual([]);
  });

  it('is not believed where the gateway is silent, until a person says so', async () => {
    const payment = await shop.collect();
    shop.gateway.fault('query', { kind: 'lost', when: 'before' });
    expect(await learn(payment, false)).toMatchObject({ ok: false, error: { code: 'resultUnknown' } });
    expect(await stateOf(payment.id)).toBe('waiting');
    shop.gateway.fault('query', { kind: 'lost', when: 'before' });
    expect(await learn(payment, true)).toMatchObject({ ok: true, data: { state: 'paid', walletNumber: '4200001' } });
    expect(await lines(payment.id)).toEqual([['paid', 'trade.csv:7']]);
  });
});

describe('a payment that only the statement has', () => {
  it('is taken in, asked for, and paid by the statement’s word where the gateway does not know it', async () => {
    const adopted = await shop.during(shop.payments.adoptFromStatement(word()));
    expect(adopted).toMatchObject({ ok: true, data: { way: 'adopted', state: 'paid', amount: 1250, fee: 5 } });
    expect(shop.gateway.calls.some(({ order }) => order === 'POTHERTILL0001')).toBe(true);
    expect(await lines('POTHERTILL0001')).toEqual([
      ['processing', 'trade.csv:7'],
      ['paid', 'trade.csv:7'],
    ]);
  });

  it('is taken in once', async () => {
    await shop.during(shop.payments.adoptFromStatement(word()));
    const again = await shop.during(shop.payments.adoptFromStatement(word()));
    expect(again).toMatchObject({ ok: false, error: { code: 'stateChanged' } });
  });

  it('never counts as one that was not sent, also when the console ends right after the first write', async () => {
    shop.keychain = { ok: false, error: { code: 'keychainLocked', supportId: '' } };
    shop.failLedger('movePayment', new Error('the console ends'));
    await shop
      .during(shop.payments.adoptFromStatement(word({ requestDate: addDays(businessDateOf(NOON), -1) })))
      .catch(() => {});
    await shop.crash();
    expect(await stateOf('POTHERTILL0001')).toBe('processing');
  });
});
