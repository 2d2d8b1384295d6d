import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { HoldPoint } from './testing/hold.ts';
import { KillBench } from './testing/killBench.ts';

/**
 * A console that is killed (SIGKILL) at every step of charging a payment code. The customer pays once at the most, what was
 * paid is found, and no code is ever sent a second time.
 */
const bench = KillBench.use();

const CODE = '134567890123456789';
const OTHER = '134567890123456780';
/** Above this amount the practice gateway asks for a password. */
const WITH_PASSWORD = 150_000;

interface Step {
  hold: HoldPoint | null;
  silence?: 'before' | 'after';
  /** Where the money is when the console dies. */
  leaves: 'nothing' | 'intent' | 'unsent' | 'charged';
}

const steps: [moment: string, step: Step][] = [
  ['before the intent', { hold: { at: 'insertPayment', when: 'before' }, leaves: 'nothing' }],
  ['after the intent', { hold: { at: 'insertPayment', when: 'after' }, leaves: 'intent' }],
  ['after the sending was noted', { hold: { at: 'movePayment', to: 'unknown', when: 'after' }, leaves: 'unsent' }],
  ['before the first byte left', { hold: { at: 'fetch', path: '/micropay', when: 'before' }, leaves: 'unsent' }],
  ['after sending, without effect', { hold: null, silence: 'before', leaves: 'unsent' }],
  ['after sending, with effect', { hold: null, silence: 'after', leaves: 'charged' }],
  ['as the answer arrives', { hold: { at: 'fetch', path: '/micropay', when: 'after' }, leaves: 'charged' }],
];
const of = (...leaves: Step['leaves'][]) => steps.filter(([, step]) => leaves.includes(step.leaves));

/** The code has reached the gateway, which says nothing. */
async function arrived(): Promise<'arrived'> {
  await vi.waitUntil(async () => (await bench.callsOf('micropay')) === 1, { timeout: 20_000 });
  return 'arrived';
}

/** Charges, and dies at the step; with a password when `amount` is large enough for one. */
async function killedAt({ hold, silence, leaves }: Step, amount = 1250): Promise<void> {
  if (silence) await bench.gateway.fault('timeout', { on: 'micropay', when: silence });
  const lines = bench.start({ hold, code: CODE, amount });
  expect(await (silence ? arrived() : bench.said(lines))).toBe(silence ? 'arrived' : 'held');
  await bench.kill();
  await bench.gateway.clearFaults();
  expect((await bench.gateway.orders()).length).toBe(leaves === 'charged' ? 1 : 0);
}

const chargeAgain = (code = OTHER) => bench.desk().payments.chargeCode(randomUUID(), fen(1250), '', code);

describe('killed before anything was sent', () => {
  it.each(of('nothing', 'intent'))('%s: nothing was charged, and the next code is', async (_, step) => {
    await killedAt(step);
    await bench.restart();
    const left = step.leaves === 'nothing' ? [] : [{ state: 'failed', endReason: 'notSent' }];
    expect(await bench.payments()).toMatchObject(left);
    expect(await bench.callsOf('micropay')).toBe(0);
    expect(await chargeAgain()).toMatchObject({ ok: true, data: { state: 'paid' } });
    expect((await bench.gateway.orders()).length).toBe(1);
  });
});

describe('killed when it may have been sent, but was not', () => {
  it.each(of('unsent'))('%s: unknown, and neither it nor another code is charged meanwhile', async (_, step) => {
    await killedAt(step);
    const sent = await bench.callsOf('micropay');
    await bench.restart();
    const { id } = await bench.until({ state: 'unknown', way: 'code' });
    expect(await bench.desk().payments.resend(id)).toMatchObject({ ok: false, error: { code: 'codeOnce' } });
    expect(await chargeAgain()).toMatchObject({ ok: false, error: { code: 'codeBusy' } });
    expect(await bench.callsOf('micropay')).toBe(sent);
  });

  it.each(of('unsent'))('%s: left alone, it ends, and the next code is charged', async (_, step) => {
    await killedAt(step);
    await bench.wait(8 * 60);
    await bench.restart();
    await bench.until({ state: 'closed', endReason: 'expired' });
    expect(await chargeAgain()).toMatchObject({ ok: true, data: { state: 'paid' } });
  });
});

describe('killed when the order stood at the gateway', () => {
  it.each(of('charged'))('%s: paid, once', async (_, step) => {
    await killedAt(step);
    const [order] = await bench.gateway.orders();
    await bench.restart();
    await bench.until({ state: 'paid', method: 'wechat', amount: fen(1250), alert: null });
    expect(await bench.bothRecords()).toEqual({
      ledger: [[order!.req_seq_id, 'paid']],
      gateway: [[order!.req_seq_id, 'paid']],
    });
    expect(await bench.callsOf('micropay')).toBe(1);
  });

  it.each(of('charged'))('%s, while a password is typed: processing, then paid', async (_, step) => {
    await killedAt(step, WITH_PASSWORD);
    await bench.restart();
    const { id } = await bench.until({ state: 'processing' });
    expect(await chargeAgain()).toMatchObject({ ok: false, error: { code: 'codeBusy', params: { paymentId: id } } });
    await bench.gateway.act(id, 'pay');
    await bench.desk().payments.queryNow(id);
    await bench.until({ state: 'paid', amount: fen(WITH_PASSWORD), alert: null });
    expect(await bench.callsOf('micropay')).toBe(1);
  });

  it.each(of('charged'))('%s, and the customer gives up at the password: failed', async (_, step) => {
    await killedAt(step, WITH_PASSWORD);
    await bench.restart();
    const { id } = await bench.until({ state: 'processing' });
    await bench.gateway.act(id, 'decline');
    await bench.desk().payments.queryNow(id);
    await bench.until({ state: 'failed', endReason: 'gateway' });
    expect(await chargeAgain()).toMatchObject({ ok: true, data: { state: 'paid' } });
  });
});

const storing: [moment: string, hold: HoldPoint][] = [
  ['before the answer is stored', { at: 'movePayment', to: 'paid', when: 'before' }],
  ['after the answer was stored', { at: 'movePayment', to: 'paid', when: 'after' }],
];

describe('killed around the storing of "paid"', () => {
  it.each(storing)('%s: paid in both records', async (_, hold) => {
    await killedAt({ hold, leaves: 'charged' });
    await bench.restart();
    const { id } = await bench.until({ state: 'paid', alert: null });
    expect(await bench.bothRecords()).toEqual({ ledger: [[id, 'paid']], gateway: [[id, 'paid']] });
    expect(await bench.callsOf('micropay')).toBe(1);
  });
});
