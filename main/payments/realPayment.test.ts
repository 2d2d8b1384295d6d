import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleEvent, samplePayment, sampleProfile } from '../ledger/testing/samples.ts';
import { failure } from '../log/failure.ts';
import { Shop } from './testing/shop.ts';

/** “Is this payment real?” in all its answers. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const SECOND = 1_000;
const real = (text: string) => shop.during(shop.payments.checkReal(text));

describe('is this payment real?', () => {
  it('paid: which, how much, and noted as shown; a second look says when and by whom', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(5 * SECOND);
    const { partyOrderNumber } = await shop.reread(payment);
    expect(await real(partyOrderNumber!)).toMatchObject({
      ok: true,
      data: { kind: 'paid', payment: { id: payment.id }, order: { amount: 1250, state: 'paid' }, shown: null },
    });
    // The scanner sends it twice.
    expect(await real(partyOrderNumber!)).toMatchObject({ ok: true, data: { kind: 'paid' } });
    await shop.pass(60 * SECOND);
    expect(await real(payment.requestNumber.slice(-6))).toMatchObject({
      ok: true,
      data: { kind: 'shownBefore', shown: { by: '王芳 · 01' } },
    });
    expect(shop.audited.filter(({ act }) => act === 'payment.shown').length).toBe(1);
  });

  it('a colleague’s payment: a cashier learns that it is real, when, how much and who was told, and no number', async () => {
    const payment = await shop.place('alipay', { operatorId: 'wang' });
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(10 * SECOND);
    const { requestNumber, endedAt } = await shop.reread(payment);
    shop.scope = { operatorId: 'li', till: '09', since: payment.createdAt };
    const order = { requestNumber: null, amount: payment.amount, method: 'unknown', state: 'paid', endedAt };
    const first = await real(requestNumber.slice(-6));
    expect(first).toMatchObject({ ok: true, data: { kind: 'paid', payment: null, order } });
    expect(JSON.stringify(first)).not.toContain(requestNumber);
    await shop.pass(60 * SECOND);
    expect(await real(requestNumber.slice(-6))).toMatchObject({
      data: { kind: 'shownBefore', payment: null, order, shown: { by: '王芳 · 01' } },
    });
    shop.scope = { ...shop.scope, operatorId: 'wang' };
    expect(await real(requestNumber.slice(-6))).toMatchObject({ data: { payment: { id: payment.id } } });
  });

  it('two tills at once: one of them hears that it was shown before, or both look at one event', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(5 * SECOND);
    await shop.during(Promise.all([real(payment.id), real(payment.id)]));
    const events = await shop.ledger.paymentEvents(payment.id);
    expect(events.filter(({ kind }) => kind === 'shown').length).toBe(1);
  });

  it('paid a moment ago: asked for, and learnt on the spot', async () => {
    const payment = await shop.collect();
    await shop.pass(200 * SECOND);
    shop.gateway.act(payment.id, 'paid');
    expect(await real(payment.requestNumber)).toMatchObject({ ok: true, data: { kind: 'paid', asked: true } });
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('not paid: the order, where it stands, and that the gateway was asked', async () => {
    const payment = await shop.collect();
    shop.gateway.act(payment.id, 'open');
    expect(await real(payment.requestNumber)).toMatchObject({
      ok: true,
      data: { kind: 'notPaid', order: { state: 'waiting' }, asked: true, problem: null },
    });
  });

  it('not paid, and the keychain is locked: says that nobody could be asked', async () => {
    const payment = await shop.collect();
    shop.keychain = failure('keychainLocked');
    expect(await real(payment.requestNumber)).toMatchObject({
      ok: true,
      data: { kind: 'notPaid', asked: false, problem: { code: 'keychainLocked' } },
    });
  });

  it('another shop’s: named', async () => {
    await shop.ledger.saveProfile(sampleProfile('second', { name: '二店' }));
    const there = samplePayment('second', { state: 'paid', walletNumber: '4200001234567890123456789012' });
    await shop.ledger.insertPayment(there, sampleEvent({ to: 'paid' }));
    expect(await real('4200001234567890123456789012')).toMatchObject({
      ok: true,
      data: { kind: 'otherStore', store: '二店', order: { state: 'paid' } },
    });
  });

  it('digits that fit several payments do not tell', async () => {
    await shop.collect();
    await shop.collect();
    expect(await real('P2026')).toMatchObject({ ok: true, data: { kind: 'several', fits: 2 } });
  });

  it('not found yet, and the gateway was asked; part of a number is not asked for', async () => {
    expect(await real('4200009999999999999999999999')).toMatchObject({
      ok: true,
      data: { kind: 'notFoundYet', asked: true },
    });
    expect(await real('999999')).toMatchObject({ ok: true, data: { kind: 'notFoundYet', asked: false } });
  });

  it('made by another till: found at the gateway, taken in, and shown once', async () => {
    const requestNumber = 'P20261123115900A2ABCDEFGH';
    const { requestDate, amount, expiresAt } = await shop.collect();
    shop.gateway.place({ product: 'hosting', requestDate, requestNumber, amount, method: 'wechat', expiresAt });
    expect(await real(`PARTY${requestNumber}`)).toMatchObject({ ok: true, data: { kind: 'notFoundYet' } });
    shop.gateway.act(requestNumber, 'paid');
    expect(await real(`PARTY${requestNumber}`)).toMatchObject({
      ok: true,
      data: { kind: 'paid', asked: true, payment: { way: 'adopted', state: 'paid', amount: 1250 } },
    });
    await shop.pass(20 * SECOND);
    expect(await real(`PARTY${requestNumber}`)).toMatchObject({ ok: true, data: { kind: 'shownBefore' } });
    expect(shop.audited.map(({ act }) => act)).toEqual(['payment.collected', 'payment.adopted', 'payment.shown']);
  });

  it('the bill’s number of an own order that the console knows by its own number only', async () => {
    const payment = await shop.collect();
    shop.gateway.refuseQueries = { kind: 'notFound', advice: 'notOpenedYet', answer: shop.gateway.answer('99010003') };
    shop.gateway.act(payment.id, 'paid');
    expect(await real(`PARTY${payment.requestNumber}`)).toMatchObject({
      ok: true,
      data: { kind: 'paid', payment: { id: payment.id, way: 'hosted' } },
    });
    expect((await shop.all()).length).toBe(1);
  });
});
