import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { HoldPoint } from './testing/hold.ts';
import { KillBench } from './testing/killBench.ts';

/**
 * A console that is killed (SIGKILL) at every step of a charge, and of a close. Whatever the moment, after a restart the
 * ledger and the gateway's own record agree, there is one order at the most, and nothing that was paid is shown otherwise.
 */
const bench = KillBench.use();

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
  await vi.waitUntil(async () => (await bench.callsOf('preorder')) === 1, { timeout: 20_000 });
  return 'arrived';
}

async function killedAt({ hold, silence, leaves }: Step): Promise<void> {
  if (silence) await bench.gateway.fault('timeout', { on: 'preorder', when: silence });
  const lines = bench.start({ hold });
  const reached = silence ? arrived() : bench.said(lines);
  expect(await reached).toBe(silence ? 'arrived' : hold ? 'held' : 'charged');
  await bench.kill();
  await bench.gateway.clearFaults();
  expect((await bench.gateway.orders()).length).toBe(leaves === 'lostLink' || leaves === 'link' ? 1 : 0);
}

const of = (...leaves: Step['leaves'][]) => steps.filter(([, step]) => leaves.includes(step.leaves));

describe('killed before anything was sent', () => {
  it.each(of('nothing', 'intent'))('%s: nothing was charged, and charging again makes one order', async (_, step) => {
    await killedAt(step);
    await bench.restart();
    const failed = { state: 'failed', endReason: 'notSent' };
    expect(await bench.payments()).toMatchObject(step.leaves === 'nothing' ? [] : [failed]);
    expect(await bench.callsOf('preorder')).toBe(0);

    const again = await bench.desk().payments.collect(randomUUID(), fen(1250), '拿铁');
    expect(again).toMatchObject({ ok: true, data: { state: 'waiting' } });
    expect((await bench.gateway.orders()).map((order) => order.req_seq_id)).toEqual([again.ok && again.data.id]);
    expect(await bench.payments()).toMatchObject(
      step.leaves === 'nothing' ? [{ state: 'waiting' }] : [{ state: 'waiting' }, failed],
    );
  });
});

describe('killed when it may have been sent, but was not', () => {
  it.each(of('unsentOrder'))('%s: unknown; the same number, sent again by hand, brings the code', async (_, step) => {
    await killedAt(step);
    const sent = await bench.callsOf('preorder');
    await bench.restart();
    const payment = await bench.until({ state: 'unknown', link: null });
    expect(await bench.callsOf('preorder')).toBe(sent);

    expect(await bench.desk().payments.resend(payment.id)).toMatchObject({ ok: true, data: { state: 'waiting' } });
    await bench.gateway.act(payment.requestNumber, 'pay');
    await bench.desk().payments.queryNow(payment.id);
    await bench.until({ state: 'paid', amount: fen(1250), alert: null });
    expect(await bench.bothRecords()).toEqual({ ledger: [[payment.id, 'paid']], gateway: [[payment.id, 'paid']] });
  });

  it.each(of('unsentOrder'))('%s: left alone, it ends as expired', async (_, step) => {
    await killedAt(step);
    await bench.wait(13 * 60);
    await bench.restart();
    await bench.until({ state: 'closed', endReason: 'expired' });
    expect(await bench.gateway.orders()).toEqual([]);
  });
});

describe('killed when the order stood at the gateway', () => {
  it.each(of('lostLink', 'link'))('%s, paid meanwhile: paid, once', async (_, step) => {
    await killedAt(step);
    const [order] = await bench.gateway.orders();
    await bench.gateway.act(order!.req_seq_id, 'pay');
    await bench.restart();
    await bench.until({ state: 'paid', amount: fen(1250), alert: null, requestNumber: order!.req_seq_id });
    expect(await bench.callsOf('preorder')).toBe(1);
    expect((await bench.gateway.orders()).length).toBe(1);
  });

  it.each(of('lostLink'))('%s: unknown; sending again makes no second order and no failure', async (_, step) => {
    await killedAt(step);
    await bench.restart();
    const payment = await bench.until({ state: 'unknown', link: null });
    expect(await bench.desk().payments.resend(payment.id)).toMatchObject({ ok: true, data: { state: 'unknown' } });
    expect((await bench.gateway.orders()).length).toBe(1);
    await bench.gateway.act(payment.requestNumber, 'pay');
    await bench.desk().payments.queryNow(payment.id);
    await bench.until({ state: 'paid', alert: null });
  });

  it.each(of('link'))('%s: the code is still good', async (_, step) => {
    await killedAt(step);
    await bench.restart();
    const payment = await bench.until({ state: 'waiting' });
    expect(payment.link).toBe((await bench.gateway.orders())[0]!.link);
    await bench.gateway.act(payment.requestNumber, 'pay');
    await bench.desk().payments.queryNow(payment.id);
    await bench.until({ state: 'paid', alert: null });
  });

  it.each(of('lostLink', 'link'))('%s, never paid: ends as expired', async (_, step) => {
    await killedAt(step);
    await bench.wait(13 * 60);
    await bench.restart();
    const { id } = await bench.until({ state: 'closed', endReason: 'expired' });
    // Paid all the same, at the last moment: said loudly, never lost.
    await bench.gateway.fault('latePayment');
    await bench.gateway.act(id, 'pay', { late: true });
    await bench.desk().payments.queryNow(id);
    expect(await bench.until({ state: 'paid', alert: 'paidAfterEnd' })).toMatchObject({ amount: 1250 });
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
  const lines = bench.start({ hold });
  expect(await bench.said(lines)).toBe('charged');
  const [order] = await bench.gateway.orders();
  await bench.gateway.act(order!.req_seq_id, 'open');
  await bench.wait(90);
  bench.goOn();
  expect(await bench.said(lines)).toBe('held');
  await bench.kill();
  expect(await bench.gateway.orders()).toMatchObject([{ stage: done ? 'closed' : 'open' }]);
  return order!.req_seq_id;
}

describe('killed before the wish to close was on disk', () => {
  it('nothing was asked of the gateway: the order is open, and is closed when somebody asks again', async () => {
    const id = await killedInClose({ at: 'insertClose', when: 'before' }, false);
    await bench.restart();
    await bench.until({ state: 'waiting', alert: null });
    expect(await bench.desk().ledger.openCloses(bench.desk().profile.id)).toEqual([]);
    expect(await bench.callsOf('close')).toBe(0);

    expect(await bench.desk().payments.cancel(id)).toMatchObject({ ok: true });
    await bench.until({ state: 'closed', endReason: 'cancelled', alert: null });
    expect(await bench.bothRecords()).toEqual({ ledger: [[id, 'closed']], gateway: [[id, 'closed']] });
  });
});

describe('killed while an order was being closed', () => {
  it.each(closeSteps)('%s: closed in both records', async (_, hold, done) => {
    const id = await killedInClose(hold, done);
    // Long enough after the close that may have got lost for another one to be due, at a start or two.
    for (let starts = 0; starts < 3; starts += 1) {
      await bench.restart();
      if (done) break;
      await bench.wait(65);
    }
    await bench.until({ state: 'closed', endReason: 'cancelled', alert: null });
    expect(await bench.bothRecords()).toEqual({ ledger: [[id, 'closed']], gateway: [[id, 'closed']] });
  });

  it.each(closeSteps.filter(([, , done]) => !done))('%s, paid meanwhile: paid, said loudly', async (_, hold, done) => {
    const id = await killedInClose(hold, done);
    await bench.gateway.act(id, 'pay');
    await bench.restart();
    await bench.until({ state: 'paid', alert: 'paidAfterEnd' });
    expect(await bench.bothRecords()).toEqual({ ledger: [[id, 'paid']], gateway: [[id, 'paid']] });
  });
});
