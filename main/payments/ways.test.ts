import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../shared/contract/errors.ts';
import { defaultWaySettings } from '../../shared/contract/ways.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { failure } from '../log/failure.ts';
import { LedgerFault } from '../ledger/types.ts';
import { Shop } from './testing/shop.ts';

/** QR codes and payment codes over time, on a real ledger and a scripted gateway. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const SECOND = 1_000;
const MINUTE = 60_000;
const CODE = '134567890123456789';
const OTHER_CODE = '280000000000000001';

async function answered<T>(call: Promise<Answered<T>>): Promise<Answered<T>> {
  await shop.settle();
  return call;
}

async function charge(code = CODE, amount = 1250): Promise<Answered<Payment>> {
  return answered(shop.payments.chargeCode(randomUUID(), fen(amount), '', code));
}

async function mustCharge(code = CODE): Promise<Payment> {
  const answer = await charge(code);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

async function qr(choice: 'qrAlipay' | 'qrUnionpay' = 'qrAlipay'): Promise<Payment> {
  const answer = await answered(shop.payments.collect(randomUUID(), fen(1250), '', { choice }));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

const code = (answer: Answered<unknown>) => (answer.ok ? 'ok' : answer.error.code);
const charges = () => shop.gateway.calls.filter(({ operation }) => operation === 'charge').length;

describe('a QR code of one wallet', () => {
  it('waits with its code and its wallet, and is seen to be paid', async () => {
    const payment = await qr();
    expect(payment).toMatchObject({
      way: 'qr',
      method: 'alipay',
      state: 'waiting',
      link: `https://qr.example/${payment.id}`,
      huifuNumber: `HF${payment.id}`,
    });
    await shop.pass(10 * SECOND);
    expect((await shop.reread(payment)).state).toBe('waiting');
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(5 * SECOND);
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('whose answer was lost is unknown, and the same number brings it', async () => {
    shop.gateway.fault('create', { kind: 'lost', when: 'before' });
    const payment = await qr();
    expect(payment).toMatchObject({ state: 'unknown', link: null });
    const again = await answered(shop.payments.resend(payment.id));
    expect(again).toMatchObject({ ok: true, data: { id: payment.id, state: 'waiting' } });
    expect(shop.gateway.orders.size).toBe(1);
  });

  it('of Alipay is closed, and the end is asked for', async () => {
    const payment = await qr();
    await shop.pass(2 * SECOND);
    await shop.payments.cancel(payment.id);
    await shop.pass(75 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'closed', endReason: 'cancelled', alert: null });
    expect(await shop.wishes()).toEqual([]);
  });

  it('of UnionPay cannot be closed: said at once, and nothing is sent', async () => {
    const payment = await qr('qrUnionpay');
    expect(code(await answered(shop.payments.cancel(payment.id)))).toBe('notClosable');
    await shop.pass(70 * SECOND);
    expect(shop.gateway.calls.filter(({ operation }) => operation === 'close')).toEqual([]);
  });

  it('has as long as it was given', async () => {
    const answer = await answered(shop.payments.collect(randomUUID(), fen(1), '', { choice: 'qrAlipay', minutes: 30 }));
    expect(answer.ok && answer.data.expiresAt - answer.data.createdAt).toBe(30 * MINUTE);
  });
});

const collect = (choice: 'qrWechat' | 'qrEcny' | 'hostedAlipay') =>
  answered(shop.payments.collect(randomUUID(), fen(1), '', { choice }));

describe('ways that are not ready', () => {
  it('are named, and leave no payment behind', async () => {
    expect(code(await collect('qrWechat'))).toBe('wayOff');
    await shop.payments.ways.save({ ...defaultWaySettings, on: ['qrWechat', 'qrEcny', 'hostedAlipay'] });
    // The profile speaks v2, which has no WeChat QR code.
    expect(code(await collect('qrWechat'))).toBe('wayNotInGeneration');
    expect(code(await collect('qrEcny'))).toBe('ecnyBankMissing');
    expect(code(await collect('hostedAlipay'))).toBe('returnSchemeMissing');
    await shop.payments.ways.save({ ...defaultWaySettings, paymentCodes: false });
    expect(code(await charge())).toBe('wayOff');
    expect(await shop.all()).toEqual([]);
  });

  it('the choice of a till point is its own, and only among what is on', async () => {
    const { ways } = shop.payments;
    expect(await ways.choice('01')).toBe('hosted');
    await ways.choose('01', 'qrUnionpay');
    expect([await ways.choice('01'), await ways.choice('02')]).toEqual(['qrUnionpay', 'hosted']);
    await ways.save({ ...defaultWaySettings, on: ['qrAlipay'] });
    expect(await ways.choice('01')).toBe('qrAlipay');
    expect((await shop.collect()).method).toBe('alipay');
  });
});

describe('a payment code', () => {
  it('is paid at once', async () => {
    expect(await mustCharge()).toMatchObject({ way: 'code', method: 'wechat', state: 'paid', alert: null });
    expect(shop.gateway.codes).toEqual([CODE]);
  });

  it('is nowhere in the ledger', async () => {
    const payment = await mustCharge();
    const events = await shop.ledger.paymentEvents(payment.id);
    expect(JSON.stringify([await shop.reread(payment), events])).not.toContain(CODE.slice(3, 15));
    expect(shop.warnings).toEqual([]);
  });

  it('with a password waits, and is seen to be paid', async () => {
    shop.gateway.codeNeeds = 'password';
    const payment = await mustCharge();
    expect(payment.state).toBe('processing');
    await shop.pass(20 * SECOND);
    expect((await shop.reread(payment)).state).toBe('processing');
    shop.gateway.act(payment.id, 'paid');
    await shop.pass(5 * SECOND);
    expect((await shop.reread(payment)).state).toBe('paid');
  });

  it('with a password is closed when the customer walks away', async () => {
    shop.gateway.codeNeeds = 'password';
    const payment = await mustCharge();
    await shop.pass(SECOND);
    await shop.payments.cancel(payment.id);
    await shop.pass(75 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'closed', endReason: 'cancelled' });
    shop.gateway.codeNeeds = 'nothing';
    expect((await mustCharge(OTHER_CODE)).state).toBe('paid');
  });

  it.each([
    ['while the customer types a password', async () => void (shop.gateway.codeNeeds = 'password')],
    ['while nobody knows', async () => shop.gateway.fault('charge', { kind: 'lost', when: 'after' })],
  ])('is never charged a second time %s', async (_, prepare) => {
    await prepare();
    const first = await mustCharge();
    for (const again of [OTHER_CODE, CODE]) {
      const refused = await charge(again);
      expect(refused).toMatchObject({ ok: false, error: { code: 'codeBusy', params: { paymentId: first.id } } });
    }
    await shop.crash();
    expect(code(await charge(OTHER_CODE))).toBe('codeBusy');
    expect([charges(), (await shop.all()).length]).toEqual([1, 1]);
    // Other customers can pay in other ways meanwhile.
    expect((await qr()).state).toBe('waiting');
  });

  it('scanned twice in one moment makes one payment', async () => {
    shop.gateway.fault('charge', { kind: 'late', ms: 3_000 });
    const first = shop.payments.chargeCode(randomUUID(), fen(1250), '', CODE);
    await shop.settle();
    expect(code(await charge(OTHER_CODE))).toBe('codeBusy');
    await shop.pass(4 * SECOND);
    expect((await first).ok).toBe(true);
    expect(charges()).toBe(1);
  });

  it('asked for twice under one attempt is one payment', async () => {
    const attempt = randomUUID();
    const [one, two] = [1, 2].map(() => shop.payments.chargeCode(attempt, fen(1250), '', CODE));
    await shop.settle();
    expect(await one).toEqual(await two);
    expect(charges()).toBe(1);
  });

  it('is never sent again, whoever asks', async () => {
    shop.gateway.fault('charge', { kind: 'lost', when: 'before' });
    const payment = await mustCharge();
    expect(payment.state).toBe('unknown');
    expect(code(await answered(shop.payments.resend(payment.id)))).toBe('codeOnce');
    await shop.pass(MINUTE);
    expect(charges()).toBe(1);
  });

  it('that did not arrive ends after two minutes of "no such order", and the next is taken', async () => {
    shop.gateway.fault('charge', { kind: 'lost', when: 'before' });
    const payment = await mustCharge();
    // A clock that jumps must not end it sooner: the order may only just be arriving.
    shop.clockAhead = 20 * MINUTE;
    await shop.pass(110 * SECOND);
    expect((await shop.reread(payment)).state).toBe('unknown');
    shop.clockAhead = 0;
    await shop.pass(20 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'closed', endReason: 'expired' });
    expect((await mustCharge(OTHER_CODE)).state).toBe('paid');
  });

  it('that did not arrive ends at the next day’s start too', async () => {
    shop.gateway.fault('charge', { kind: 'lost', when: 'before' });
    const payment = await mustCharge();
    await shop.crash();
    await shop.pass(10 * MINUTE);
    expect((await shop.reread(payment)).state).toBe('closed');
  });

  it('that hangs for ever at last stands in nobody’s way', async () => {
    shop.gateway.codeNeeds = 'password';
    const payment = await mustCharge();
    shop.clockAhead = 60 * MINUTE;
    await shop.pass(5 * MINUTE);
    expect(code(await charge(OTHER_CODE))).toBe('codeBusy');
    await shop.pass(3 * MINUTE);
    expect((await charge(OTHER_CODE)).ok).toBe(true);
    expect((await shop.reread(payment)).state).toBe('processing');
  });

  it('whose answer was lost is found to be paid', async () => {
    shop.gateway.fault('charge', { kind: 'lost', when: 'after' });
    const payment = await mustCharge();
    expect(payment.state).toBe('unknown');
    await shop.pass(5 * SECOND);
    expect(await shop.reread(payment)).toMatchObject({ state: 'paid', alert: null });
  });

  it('that was used before is refused, after one query has confirmed it', async () => {
    await mustCharge();
    await shop.pass(SECOND);
    const refused = await charge();
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'gatewayRejected', gateway: { respCode: '90000000', advice: 'codeUsed' } },
    });
    const [payment] = await shop.all();
    expect(payment).toMatchObject({ state: 'failed', endReason: 'gateway', failureCode: '90000000' });
    expect(shop.gateway.calls.slice(-2).map(({ operation }) => operation)).toEqual(['charge', 'query']);
  });

  it('that a 90… without a state speaks of as refused, but was charged, is paid', async () => {
    const answer = shop.gateway.answer('90000000', '交易存在风险');
    const serve = shop.gateway.chargePaymentCode.bind(shop.gateway);
    shop.gateway.chargePaymentCode = async (request) => {
      await serve(request);
      return { kind: 'rejected', advice: 'riskBlocked', unconfirmed: true, answer };
    };
    expect((await mustCharge()).state).toBe('paid');
  });

  it('whose refusal cannot be confirmed stays unknown', async () => {
    shop.gateway.refuseQueries = { kind: 'unknown', reason: 'timeout', advice: 'confirming', detail: '', answer: null };
    await shop.gateway.chargePaymentCode({ requestNumber: 'X', amount: fen(1), code: CODE } as never);
    const payment = await mustCharge();
    expect(payment.state).toBe('unknown');
    shop.gateway.refuseQueries = null;
    await shop.pass(150 * SECOND);
    expect((await shop.reread(payment)).state).toBe('closed');
  });

  it('that is none is named and makes nothing', async () => {
    expect(await charge('6901234567892')).toMatchObject({
      ok: false,
      error: { code: 'codeWrong', params: { problem: 'goods', shown: '69…92' } },
    });
    expect([charges(), await shop.all()]).toEqual([0, []]);
  });

  it('is not charged when the intent cannot be written, nor when the keychain is closed', async () => {
    shop.failLedger('insertPayment', new LedgerFault('full', 'disk full'));
    await expect(charge()).rejects.toThrow('disk full');
    shop.keychain = failure('keychainLocked');
    expect(code(await charge())).toBe('keychainLocked');
    expect([charges(), await shop.all()]).toEqual([0, []]);
    shop.keychain = null;
    expect((await mustCharge()).state).toBe('paid');
  });
});
