import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import { defaultWaySettings } from '../../shared/contract/ways.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { apiGenerations } from '../../shared/domain/profile.ts';
import type { WayChoice } from '../../shared/domain/way.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { MerchantConsole } from './console.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';

/** Every way in every API generation, from the console's ledger to a real gateway on a real socket and back. */
let gateway: PracticeProcess;
let dir = '';
let shop: MerchantConsole;
/** How far the console's clock has been turned forward, ms. */
let ahead = 0;

beforeAll(async () => {
  gateway = await startPracticeProcess();
});
afterAll(() => gateway.kill());
beforeEach(async () => {
  await gateway.reset();
  ahead = 0;
  dir = await mkdtemp(join(tmpdir(), 'hc-ways-'));
  shop = await openConsole({ dir, vault: createMemoryVault(), now: () => Date.now() + ahead });
});
afterEach(async () => {
  await shop.close();
  await rm(dir, { recursive: true, force: true });
});

const room = () => deskOf(shop).payments;

async function collect(choice: WayChoice): Promise<Payment> {
  const answer = await room().collect(randomUUID(), fen(1250), '拿铁', { choice });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

async function charge(code: string): Promise<Payment> {
  const answer = await room().chargeCode(randomUUID(), fen(1250), '拿铁', code);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

/** The payment as it stands after asking. */
async function asked({ id }: Payment): Promise<Payment> {
  const detail = await room().queryNow(id);
  if (!detail.ok) throw new Error(detail.error.code);
  return detail.data.payment;
}

const on = (...choices: WayChoice[]) => room().ways.save({ ...defaultWaySettings, on: choices });

describe.each(apiGenerations)('%s', (generation) => {
  beforeEach(() => addProfile(shop, gateway, { generation }));

  it('a QR code is made, paid, and known by its numbers', async () => {
    const payment = await collect('qrAlipay');
    expect(payment).toMatchObject({ state: 'waiting', way: 'qr', method: 'alipay' });
    expect(payment.link).toContain('/q/');
    expect((await asked(payment)).state).toBe('waiting');
    await gateway.act(payment.id, 'pay');
    expect(await asked(payment)).toMatchObject({
      state: 'paid',
      customerPaid: 1250,
      fee: 5,
      huifuNumber: payment.huifuNumber,
    });
  });

  it('a QR code is closed, and its end is found', async () => {
    const payment = await collect('qrAlipay');
    ahead = 90_000;
    await gateway.advance(90);
    await room().cancel(payment.id);
    const closed = async () =>
      expect(await deskOf(shop).ledger.payment(payment.id)).toMatchObject({ state: 'closed', endReason: 'cancelled' });
    await vi.waitFor(closed, { timeout: 20_000, interval: 250 });
    expect(await gateway.orders()).toMatchObject([{ stage: 'closed' }]);
  });

  it('a payment code is paid at once', async () => {
    expect(await charge('134567890123456789')).toMatchObject({
      state: 'paid',
      way: 'code',
      method: 'wechat',
      customerPaid: 1250,
    });
  });

  it('a payment code with a password is processing, then paid', async () => {
    const payment = await charge('154567890123456789');
    expect(payment.state).toBe('processing');
    expect((await asked(payment)).state).toBe('processing');
    await gateway.act(payment.id, 'pay');
    expect((await asked(payment)).state).toBe('paid');
  });

  it('a UnionPay code is processing at first, and found to be paid', async () => {
    const payment = await charge('6200000000000000001');
    expect(payment).toMatchObject({ state: 'processing', method: 'unionpay' });
    await vi.waitFor(async () => expect((await asked(payment)).state).toBe('paid'), { timeout: 15_000, interval: 500 });
  });

  it('an expired code is refused, once a query has confirmed it', async () => {
    const refused = await room().chargeCode(randomUUID(), fen(1250), '', '144567890123456789');
    expect(refused).toMatchObject({ ok: false, error: { code: 'gatewayRejected', gateway: { advice: 'codeUsed' } } });
    const [payment] = (await deskOf(shop).ledger.listPayments(deskOf(shop).profile.id, {}, null, 5)).rows;
    expect(payment).toMatchObject({
      state: 'failed',
      endReason: 'gateway',
      failureText: expect.stringContaining('过期'),
    });
    const calls = (await gateway.calls()).map(({ path }) => path);
    expect(calls.filter((path) => path.endsWith('/scanpay/query'))).toHaveLength(1);
  });
});

describe('hosted mini programs and single methods', () => {
  beforeEach(() => addProfile(shop, gateway));

  it('WeChat’s is opened by its scheme, and paid', async () => {
    await on('hostedWechat');
    const payment = await collect('hostedWechat');
    expect(payment).toMatchObject({ way: 'hostedWechat', method: 'wechat', state: 'waiting' });
    expect(payment.link).toMatch(/^weixin:/);
    await gateway.act(payment.id, 'pay');
    expect((await asked(payment)).state).toBe('paid');
  });

  it('Alipay’s needs a way back, and is paid', async () => {
    await room().ways.save({ ...defaultWaySettings, on: ['hostedAlipay'], returnScheme: 'shopapp://done?x=1' });
    const payment = await collect('hostedAlipay');
    expect(payment.link).toMatch(/^alipays:/);
    await gateway.act(payment.id, 'pay', { wallet: 'A' });
    expect(await asked(payment)).toMatchObject({ state: 'paid', method: 'alipay' });
  });

  it('the cashier page takes one method, or several', async () => {
    await room().ways.save({ ...defaultWaySettings, cashierMethods: ['alipay'] });
    expect((await collect('hosted')).state).toBe('waiting');
    await room().ways.save({
      ...defaultWaySettings,
      cashierMethods: ['wechat', 'alipay', 'unionpay'],
      cashierView: 'pc',
    });
    expect((await collect('hosted')).state).toBe('waiting');
  });

  it('e-CNY is made at the bank that was chosen', async () => {
    await room().ways.save({ ...defaultWaySettings, on: ['qrEcny'], ecnyBank: '01005' });
    expect(await collect('qrEcny')).toMatchObject({ method: 'ecny', state: 'waiting' });
  });
});

it('no file of the console ever holds a payment code', async () => {
  await addProfile(shop, gateway);
  const codes = ['134567890123456701', '154567890123456702', '144567890123456703'];
  await charge(codes[0]!);
  await charge(codes[1]!);
  await room().chargeCode(randomUUID(), fen(1), '', codes[2]!);
  await gateway.fault('cut', { on: 'micropay', when: 'after' });
  await room().chargeCode(randomUUID(), fen(1), '', '134567890123456704');
  await shop.close();
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const text = (await readFile(file)).toString('latin1');
    for (const code of [...codes, '134567890123456704']) expect(text.includes(code)).toBe(false);
  }
  shop = await openConsole({ dir, vault: createMemoryVault() });
});
