import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '../../shared/domain/payment.ts';
import { fen } from '../../shared/domain/money.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import type { MerchantConsole } from './console.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';

/** The whole console without its window: real ledger, real sockets, a practice gateway in a process of its own. */
let dir = '';
let gateway: PracticeProcess;
let vault: Vault;
let shop: MerchantConsole;
/** How far this console's clock has been turned forward, ms. */
let ahead = 0;

const reopen = () => openConsole({ dir, vault, now: () => Date.now() + ahead });
const desk = () => deskOf(shop);

async function collect(amount = 1250): Promise<Payment> {
  const answer = await desk().payments.collect(randomUUID(), fen(amount), '拿铁');
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

async function reread(payment: Payment): Promise<Payment> {
  return (await desk().ledger.payment(payment.id))!;
}

async function until(payment: Payment, done: (now: Payment) => boolean): Promise<Payment> {
  for (let i = 0; i < 300; i += 1) {
    const now = await reread(payment);
    if (done(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the payment stands at ${(await reread(payment)).state}`);
}

/** Time passes, on both clocks and for every order. */
async function wait(seconds: number): Promise<void> {
  ahead += seconds * 1000;
  await gateway.advance(seconds);
  await gateway.clearFaults();
  await gateway.fault('dateShift', { on: '*', times: null, seconds: ahead / 1000 });
}

beforeEach(async () => {
  ahead = 0;
  dir = await mkdtemp(join(tmpdir(), 'console-'));
  gateway = await startPracticeProcess();
  vault = createMemoryVault();
  shop = await reopen();
  await addProfile(shop, gateway);
});
afterEach(async () => {
  await shop.close();
  await gateway.kill();
  await rm(dir, { recursive: true, force: true });
});

describe('taking a payment', () => {
  it('writes the intent, makes the link, and follows it to paid with every number and amount', async () => {
    const payment = await collect();
    expect(payment).toMatchObject({ state: 'waiting', amount: 1250, note: '拿铁' });
    expect(payment.link).toMatch(/^http:\/\/127\.0\.0\.1/);
    await gateway.act(payment.requestNumber, 'pay', { wallet: 'T', coupon: true });
    const paid = await until(payment, (now) => now.state === 'paid');
    expect(paid).toMatchObject({ method: 'wechat', amount: 1250, alert: null });
    expect(paid.customerPaid).toBeLessThan(1250);
    expect(paid.fee).toBeGreaterThan(0);
    expect([paid.huifuNumber, paid.partyOrderNumber, paid.walletNumber].every((n) => n !== null && n.length > 8)).toBe(
      true,
    );
    const kinds = (await desk().ledger.paymentEvents(payment.id)).map((event) => event.kind);
    expect(kinds.slice(0, 3)).toEqual(['intent', 'sent', 'answer']);
    expect(kinds.at(-1)).toBe('query');
  });

  it('makes one payment of one attempt, however often it is asked for', async () => {
    const attempt = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk().payments.collect(attempt, fen(100), '')));
    expect(new Set(answers.map((answer) => answer.ok && answer.data.id)).size).toBe(1);
    expect((await gateway.orders()).length).toBe(1);
  });

  it('keeps a refusal as failed, with code and advice', async () => {
    const [profile] = (await shop.state()).profiles;
    await shop.profiles.update(profile!.id, { ...profile!, projectId: 'PROJECTUNKNOWN' });
    await shop.profilesChanged();
    const answer = await desk().payments.collect(randomUUID(), fen(100), '');
    expect(answer).toMatchObject({ ok: false, error: { code: 'gatewayRejected' } });
    const { rows } = await desk().ledger.listPayments(profile!.id, {}, null, 10);
    expect(rows).toMatchObject([{ state: 'failed', endReason: 'gateway' }]);
    expect(await desk().payments.detail(rows[0]!.id)).toMatchObject({ ok: true, data: { advice: expect.any(String) } });
  });

  it('says that nothing left the machine when the gateway cannot be reached', async () => {
    await gateway.kill();
    const answer = await desk().payments.collect(randomUUID(), fen(100), '');
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
    const { rows } = await desk().ledger.listPayments(desk().profile.id, {}, null, 10);
    expect(rows).toMatchObject([{ state: 'failed', endReason: 'notSent' }]);
  });

  it('refuses without a trace in the ledger while the keychain is closed', async () => {
    await shop.close();
    const opened = vault;
    vault = { ...opened, signer: async () => ({ ok: true, data: null }), keyState: async () => 'unavailable' };
    shop = await reopen();
    expect(await desk().payments.collect(randomUUID(), fen(100), '')).toMatchObject({
      ok: false,
      error: { code: 'keychainLocked' },
    });
    expect((await desk().ledger.listPayments(desk().profile.id, {}, null, 10)).rows).toEqual([]);
    expect((await shop.state()).profile?.keyState).toBe('unavailable');
  });
});

describe('an answer that is lost', () => {
  it.each(['before', 'after'])(
    'is unknown, and one order at the most stands at the gateway (%s its effect)',
    async (when) => {
      await gateway.fault('cut', { on: 'preorder', when });
      const payment = await collect();
      expect(payment).toMatchObject({ state: 'unknown', link: null });
      const again = await desk().payments.resend(payment.id);
      expect(again).toMatchObject({ ok: true, data: { state: when === 'before' ? 'waiting' : 'unknown' } });
      expect((await gateway.orders()).length).toBe(1);
    },
  );

  it('ends as expired, not as failed, when nobody ever opened it', async () => {
    await gateway.fault('cut', { on: 'preorder', when: 'after' });
    const payment = await collect();
    await wait(13 * 60);
    await desk().payments.queryNow(payment.id);
    expect(await reread(payment)).toMatchObject({ state: 'closed', endReason: 'expired' });
  });
});

describe('a restart', () => {
  it('follows what was pending to its end', async () => {
    const payment = await collect();
    await shop.close();
    await gateway.act(payment.requestNumber, 'pay');
    shop = await reopen();
    expect((await until(payment, (now) => now.state === 'paid')).amount).toBe(1250);
  });

  it('does not wait, when it is closed, for a keychain that waits for a person', async () => {
    const payment = await collect();
    await shop.close();
    const opened = vault;
    vault = { ...opened, signer: () => new Promise(() => {}), keyState: async () => 'unavailable' };
    shop = await reopen();
    const charging = desk().payments.collect(randomUUID(), fen(100), '');
    const asking = desk().payments.queryNow(payment.id);
    await shop.close();
    for (const answer of [await charging, await asking]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'keychainLocked' } });
    }
    vault = opened;
    shop = await reopen();
    expect(await desk().ledger.openPayments(desk().profile.id)).toMatchObject([{ id: payment.id, state: 'waiting' }]);
    expect((await gateway.orders()).length).toBe(1);
  });

  it('knows that an intent that was never sent is no payment', async () => {
    const { profile, ledger } = desk();
    const sample = await collect();
    const id = 'P2026010509300001NEVERSNT';
    const intent: Payment = { ...sample, id, requestNumber: id, state: 'created', link: null, huifuNumber: null };
    await ledger.insertPayment(intent, {
      kind: 'intent',
      at: intent.createdAt,
      from: 'created',
      to: 'created',
      respCode: null,
      respDesc: null,
      requestNumber: id,
      detail: null,
    });
    await shop.close();
    shop = await reopen();
    expect(await reread(intent)).toMatchObject({ state: 'failed', endReason: 'notSent', profileId: profile.id });
    expect((await gateway.orders()).some((order) => order.req_seq_id === id)).toBe(false);
  });

  it('carries out a close that was wished for before', async () => {
    const payment = await collect();
    await gateway.act(payment.requestNumber, 'open');
    await desk().payments.cancel(payment.id);
    expect((await reread(payment)).state).not.toBe('closed');
    await shop.close();
    await wait(70);
    shop = await reopen();
    expect(await until(payment, (now) => now.state === 'closed')).toMatchObject({ endReason: 'cancelled' });
  });
});

describe('cancelling', () => {
  it('waits for the one-minute rule, then closes', async () => {
    const payment = await collect();
    await gateway.act(payment.requestNumber, 'open');
    const asked = await desk().payments.cancel(payment.id);
    expect(asked).toMatchObject({ ok: true, data: { closing: { state: 'scheduled' } } });
    expect(asked.ok && asked.data.closing!.dueAt - payment.createdAt).toBeGreaterThanOrEqual(60_000);
    expect((await gateway.calls()).some((call) => call.path.endsWith('/close'))).toBe(false);
  });

  it('closes at once what is old enough', async () => {
    const payment = await collect();
    await gateway.act(payment.requestNumber, 'open');
    await wait(90);
    await desk().payments.cancel(payment.id);
    expect(await until(payment, (now) => now.state === 'closed')).toMatchObject({
      endReason: 'cancelled',
      alert: null,
    });
    expect((await gateway.orders())[0]).toMatchObject({ stage: 'closed' });
  });

  it('says loudly when the payer was faster', async () => {
    const payment = await collect();
    await desk().payments.cancel(payment.id);
    await gateway.act(payment.requestNumber, 'pay');
    expect(await until(payment, (now) => now.alert !== null)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
  });

  it('believes neither side when the answer to the close is lost, but asks', async () => {
    const payment = await collect();
    await gateway.act(payment.requestNumber, 'open');
    await wait(90);
    await gateway.fault('cut', { on: 'hostingClose', when: 'after' });
    await desk().payments.cancel(payment.id);
    expect(await until(payment, (now) => now.state === 'closed')).toMatchObject({ state: 'closed' });
  });
});

describe('practice mode', () => {
  it('has its own ledger, keys and gateway, and takes payments as the real one does', async () => {
    const live = desk().profile.id;
    const entered = await shop.enterPractice();
    expect(entered).toMatchObject({ ok: true, data: { environment: 'practice', keyState: 'present' } });
    const payment = await collect(500);
    expect(payment.state).toBe('waiting');
    await shop.leavePractice();
    expect(desk().profile.id).toBe(live);
    expect((await desk().ledger.listPayments(live, {}, null, 10)).rows).toEqual([]);
    expect(await desk().ledger.payment(payment.id)).toBeNull();
  });

  it('is there again after a restart, with its payments', async () => {
    await shop.enterPractice();
    const payment = await collect(500);
    await shop.close();
    shop = await reopen();
    expect((await shop.state()).environment).toBe('practice');
    expect(await reread(payment)).toMatchObject({ state: 'waiting', amount: 500 });
  });
});

describe('a ledger that cannot be opened', () => {
  it('is a state with backups to choose from, and a restore brings the payments back', async () => {
    const payment = await collect();
    const backup = await desk().ledger.backup('manual');
    await shop.close();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(dir, 'ledger', 'live.db'), Buffer.alloc(40_000, 7));
    shop = await reopen();
    const { startupProblem } = await shop.state();
    expect(startupProblem).toMatchObject({ kind: 'corrupt', backups: [{ sound: true, payments: 1 }] });
    expect(shop.desk()).toMatchObject({ ok: false });
    expect(await shop.restoreBackup(startupProblem!.backups[0]!.name)).toMatchObject({ ok: true });
    expect(backup).toContain(startupProblem!.backups[0]!.name);
    expect(await reread(payment)).toMatchObject({ amount: 1250 });
  });
});
