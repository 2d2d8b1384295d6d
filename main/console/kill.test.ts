import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import type { MerchantConsole } from './console.ts';
import type { HeldOptions, HoldPoint } from './testing/heldConsole.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';

/**
 * A console that is killed (SIGKILL) at every step of a charge, and of a close. Whatever the moment, after a restart the
 * ledger and the gateway's own record agree, there is one order at the most, and nothing that was paid is shown otherwise.
 */
let gateway: PracticeProcess;
let dir = '';
let vault: Vault;
let keyId = '';
let child: ChildProcess | null = null;
let shop: MerchantConsole | null = null;
/** How far the restarted console's clock has been turned forward, ms. */
let ahead = 0;

beforeAll(async () => {
  gateway = await startPracticeProcess();
});
afterAll(() => gateway.kill());

/** A data folder with a merchant on record, as a console that was used before has left it. */
beforeEach(async () => {
  ahead = 0;
  await gateway.reset();
  dir = await mkdtemp(join(tmpdir(), 'hc-kill-'));
  vault = createMemoryVault();
  const first = await openConsole({ dir, vault });
  ({ keyId } = await addProfile(first, gateway));
  await first.close();
});
afterEach(async () => {
  await kill();
  await shop?.close();
  shop = null;
  await rm(dir, { recursive: true, force: true });
});

/** Starts the console that charges; its next lines are read with {@link said}. */
function startHeld(hold: HoldPoint | null): AsyncIterator<string> {
  const options: HeldOptions = { dir, keyId, privateKey: gateway.merchant_private_key, hold };
  const script = join(import.meta.dirname, 'testing/heldConsole.ts');
  child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  return createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
}

async function said(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  return done ? 'ended' : value;
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** A start takes a while, so that what is open is asked for at once. */
async function restart(): Promise<void> {
  await shop?.close();
  await wait(3);
  shop = await openConsole({ dir, vault, now: () => Date.now() + ahead });
}

const desk = () => deskOf(shop!);

async function payments(): Promise<Payment[]> {
  return (await desk().ledger.listPayments(desk().profile.id, {}, null, 10)).rows;
}

/** The one payment, once it stands as expected. */
async function until(expected: Partial<Payment>): Promise<Payment> {
  await vi.waitFor(async () => expect(await payments()).toMatchObject([expected]), { timeout: 20_000, interval: 50 });
  return (await payments())[0]!;
}

/** Time passes, on both clocks and for every order. */
async function wait(seconds: number): Promise<void> {
  ahead += seconds * 1000;
  await gateway.advance(seconds);
  await gateway.clearFaults();
  await gateway.fault('dateShift', { on: '*', times: null, seconds: ahead / 1000 });
}

async function callsOf(name: 'preorder' | 'close'): Promise<number> {
  return (await gateway.calls()).filter(({ path }) => path.endsWith(`/${name}`)).length;
}

/** What stands in the two records for a payment, side by side. */
async function bothRecords() {
  const [rows, orders] = await Promise.all([payments(), gateway.orders()]);
  return {
    ledger: rows.map(({ requestNumber, state }) => [requestNumber, state]),
    gateway: orders.map((order) => [order.req_seq_id, order.stage]),
  };
}

interface Step {
  hold: HoldPoint | null;
  /** Keeps the console waiting for an answer that never comes. */
  silence?: 'before' | 'after';
  leaves: 'nothing' | 'intent' | 'unsentOrder' | 'lostLink' | 'link';
}

const steps: [moment: string, step: Step][] = [
  ['before the intent', { hold: { at: 'insertPayment', when: 'before' }, leaves: 'nothing' }],
  ['after the intent', { hold: { at: 'insertPayment', when: 'after' }, leaves: 'intent' }],
  ['after the sending was noted', { hold: { at: 'movePayment', to: 'unknown', when: 'after' }, leaves: 'unsentOrder' }],
  ['before the first byte left', { hold: { at: 'fetch', path: '/preorder', when: 'before' }, leaves: 'unsentOrder' }],
  ['after sending, without effect', { hold: null, silence: 'before', leaves: 'unsentOrder' }],
  ['after sending, with effect', { hold: null, silence: 'after', leaves: 'lostLink' }],
  ['as the answer arrives', { hold: { at: 'fetch', path: '/preorder', when: 'after' }, leaves: 'lostLink' }],
  ['before the answer is stored', { hold: { at: 'movePayment', to: 'waiting', when: 'before' }, leaves: 'lostLink' }],
  ['after the answer was stored', { hold: { at: 'movePayment', to: 'waiting', when: 'after' }, leaves: 'link' }],
  ['while the customer is about to pay', { hold: null, leaves: 'link' }],
];

/** The order has reached the gateway, which says nothing. */
async function arrived(): Promise<'arrived'> {
  await vi.waitUntil(async () => (await callsOf('preorder')) === 1, { timeout: 20_000 });
  return 'arrived';
}

async function killedAt({ hold, silence, leaves }: Step): Promise<void> {
  if (silence) await gateway.fault('timeout', { on: 'preorder', when: silence });
  const lines = startHeld(hold);
  const reached = silence ? arrived() : said(lines);
  expect(await reached).toBe(silence ? 'arrived' : hold ? 'held' : 'charged');
  await kill();
  await gateway.clearFaults();
  expect((await gateway.orders()).length).toBe(leaves === 'lostLink' || leaves === 'link' ? 1 : 0);
}

const of = (...leaves: Step['leaves'][]) => steps.filter(([, step]) => leaves.includes(step.leaves));

describe('killed before anything was sent', () => {
  it.each(of('nothing', 'intent'))('%s: nothing was charged, and charging again makes one order', async (_, step) => {
    await killedAt(step);
    await restart();
    const failed = { state: 'failed', endReason: 'notSent' };
    expect(await payments()).toMatchObject(step.leaves === 'nothing' ? [] : [failed]);
    expect(await callsOf('preorder')).toBe(0);

    const again = await desk().payments.collect(randomUUID(), fen(1250), '拿铁');
    expect(again).toMatchObject({ ok: true, data: { state: 'waiting' } });
    expect((await gateway.orders()).map((order) => order.req_seq_id)).toEqual([again.ok && again.data.id]);
    expect(await payments()).toMatchObject(
      step.leaves === 'nothing' ? [{ state: 'waiting' }] : [{ state: 'waiting' }, failed],
    );
  });
});

describe('killed when it may have been sent, but was not', () => {
  it.each(of('unsentOrder'))('%s: unknown; the same number, sent again by hand, brings the code', async (_, step) => {
    await killedAt(step);
    const sent = await callsOf('preorder');
    await restart();
    const payment = await until({ state: 'unknown', link: null });
    expect(await callsOf('preorder')).toBe(sent);

    expect(await desk().payments.resend(payment.id)).toMatchObject({ ok: true, data: { state: 'waiting' } });
    await gateway.act(payment.requestNumber, 'pay');
    await desk().payments.queryNow(payment.id);
    await until({ state: 'paid', amount: fen(1250), alert: null });
    expect(await bothRecords()).toEqual({ ledger: [[payment.id, 'paid']], gateway: [[payment.id, 'paid']] });
  });

  it.each(of('unsentOrder'))('%s: left alone, it ends as expired', async (_, step) => {
    await killedAt(step);
    await wait(13 * 60);
    await restart();
    await until({ state: 'closed', endReason: 'expired' });
    expect(await gateway.orders()).toEqual([]);
  });
});

describe('killed when the order stood at the gateway', () => {
  it.each(of('lostLink', 'link'))('%s, paid meanwhile: paid, once', async (_, step) => {
    await killedAt(step);
    const [order] = await gateway.orders();
    await gateway.act(order!.req_seq_id, 'pay');
    await restart();
    await until({ state: 'paid', amount: fen(1250), alert: null, requestNumber: order!.req_seq_id });
    expect(await callsOf('preorder')).toBe(1);
    expect((await gateway.orders()).length).toBe(1);
  });

  it.each(of('lostLink'))('%s: unknown; sending again makes no second order and no failure', async (_, step) => {
    await killedAt(step);
    await restart();
    const payment = await until({ state: 'unknown', link: null });
    expect(await desk().payments.resend(payment.id)).toMatchObject({ ok: true, data: { state: 'unknown' } });
    expect((await gateway.orders()).length).toBe(1);
    await gateway.act(payment.requestNumber, 'pay');
    await desk().payments.queryNow(payment.id);
    await until({ state: 'paid', alert: null });
  });

  it.each(of('link'))('%s: the code is still good', async (_, step) => {
    await killedAt(step);
    await restart();
    const payment = await until({ state: 'waiting' });
    expect(payment.link).toBe((await gateway.orders())[0]!.link);
    await gateway.act(payment.requestNumber, 'pay');
    await desk().payments.queryNow(payment.id);
    await until({ state: 'paid', alert: null });
  });

  it.each(of('lostLink', 'link'))('%s, never paid: ends as expired', async (_, step) => {
    await killedAt(step);
    await wait(13 * 60);
    await restart();
    const { id } = await until({ state: 'closed', endReason: 'expired' });
    // Paid all the same, at the last moment: said loudly, never lost.
    await gateway.fault('latePayment');
    await gateway.act(id, 'pay', { late: true });
    await desk().payments.queryNow(id);
    expect(await until({ state: 'paid', alert: 'paidAfterEnd' })).toMatchObject({ amount: 1250 });
  });
});

const closeSteps: [moment: string, hold: HoldPoint, done: boolean][] = [
  ['after the wish was noted', { at: 'insertClose', when: 'after' }, false],
  ['after the close was noted as sent', { at: 'moveClose', to: 'unknown', when: 'after' }, false],
  ['before the close left', { at: 'fetch', path: '/close', when: 'before' }, false],
  ['as the answer arrives', { at: 'fetch', path: '/close', when: 'after' }, true],
  ['before the answer is stored', { at: 'moveClose', to: 'closed', when: 'before' }, true],
  ['between the close and the payment', { at: 'movePayment', to: 'closed', when: 'before' }, true],
  ['after the payment, before the wish', { at: 'movePayment', to: 'closed', when: 'after' }, true],
  ['after everything was written', { at: 'moveClose', to: 'closed', when: 'after' }, true],
];

/** The customer has opened the cashier, the operator cancels, and the console is killed on the way. */
async function killedInClose(hold: HoldPoint, done: boolean): Promise<string> {
  const lines = startHeld(hold);
  expect(await said(lines)).toBe('charged');
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'open');
  await wait(90);
  child!.stdin!.write('\n');
  expect(await said(lines)).toBe('held');
  await kill();
  expect(await gateway.orders()).toMatchObject([{ stage: done ? 'closed' : 'open' }]);
  return order!.req_seq_id;
}

describe('killed before the wish to close was on disk', () => {
  it('nothing was asked of the gateway: the order is open, and is closed when somebody asks again', async () => {
    const id = await killedInClose({ at: 'insertClose', when: 'before' }, false);
    await restart();
    await until({ state: 'waiting', alert: null });
    expect(await desk().ledger.openCloses(desk().profile.id)).toEqual([]);
    expect(await callsOf('close')).toBe(0);

    expect(await desk().payments.cancel(id)).toMatchObject({ ok: true });
    await until({ state: 'closed', endReason: 'cancelled', alert: null });
    expect(await bothRecords()).toEqual({ ledger: [[id, 'closed']], gateway: [[id, 'closed']] });
  });
});

describe('killed while an order was being closed', () => {
  it.each(closeSteps)('%s: closed in both records', async (_, hold, done) => {
    const id = await killedInClose(hold, done);
    // Long enough after the close that may have got lost for another one to be due, at a start or two.
    for (let starts = 0; starts < 3; starts += 1) {
      await restart();
      if (done) break;
      await wait(65);
    }
    await until({ state: 'closed', endReason: 'cancelled', alert: null });
    expect(await bothRecords()).toEqual({ ledger: [[id, 'closed']], gateway: [[id, 'closed']] });
  });

  it.each(closeSteps.filter(([, , done]) => !done))('%s, paid meanwhile: paid, said loudly', async (_, hold, done) => {
    const id = await killedInClose(hold, done);
    await gateway.act(id, 'pay');
    await restart();
    await until({ state: 'paid', alert: 'paidAfterEnd' });
    expect(await bothRecords()).toEqual({ ledger: [[id, 'paid']], gateway: [[id, 'paid']] });
  });
});
