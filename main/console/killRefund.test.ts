import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import type { MerchantConsole } from './console.ts';
import type { HeldOptions } from './testing/heldConsole.ts';
import type { HoldPoint } from './testing/hold.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';

/**
 * A console that is killed (SIGKILL) at every step of a refund. Whatever the moment, after a restart journal and gateway
 * agree, a second attempt is refused while the first is unknown, and never more goes back than was paid.
 */
const PAID = 1250;
let gateway: PracticeProcess;
let dir = '';
let vault: Vault;
let keyId = '';
let order: Payment;
let child: ChildProcess | null = null;
let shop: MerchantConsole | null = null;

beforeAll(async () => {
  gateway = await startPracticeProcess();
});
afterAll(() => gateway.kill());

/** A data folder with a paid and booked order, as a console that was used before has left it. */
beforeEach(async () => {
  await gateway.reset();
  dir = await mkdtemp(join(tmpdir(), 'hc-kill-refund-'));
  vault = createMemoryVault();
  const first = await openConsole({ dir, vault });
  ({ keyId } = await addProfile(first, gateway));
  const { payments, ledger } = deskOf(first);
  const charged = await payments.collect(randomUUID(), fen(PAID), '拿铁');
  if (!charged.ok) throw new Error(charged.error.code);
  await gateway.act(charged.data.id, 'pay');
  await gateway.advance(3);
  order = await vi.waitFor(
    async () => {
      const payment = await ledger.payment(charged.data.id);
      if (payment?.state !== 'paid') throw new Error('not paid yet');
      return payment;
    },
    { timeout: 15_000 },
  );
  await first.close();
});
afterEach(async () => {
  await kill();
  await shop?.close();
  shop = null;
  await rm(dir, { recursive: true, force: true });
});

async function refundAndHold(hold: HoldPoint): Promise<string> {
  const options: HeldOptions = { dir, keyId, privateKey: gateway.merchant_private_key, hold };
  const script = join(import.meta.dirname, 'testing/heldRefund.ts');
  child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return line;
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** The gateway's own record of refunds. */
async function atGateway(): Promise<{ amount: number; state: string }[]> {
  const response = await fetch(`${gateway.control_url}/refunds`);
  const refunds = (await response.json()) as { ord_amt: string; trans_stat: string }[];
  return refunds.map(({ ord_amt, trans_stat }) => ({ amount: Math.round(Number(ord_amt) * 100), state: trans_stat }));
}

/** What the next console makes of it: the whole refund once more, with a number of its own. */
async function tryAgain(): Promise<string> {
  const { refunds } = deskOf(shop!);
  const shown = await refunds.prepare({ paymentId: order.id, amount: fen(PAID) });
  if (!shown.ok) return shown.error.code;
  const tail = order.requestNumber.slice(-4);
  const { number } = shown.data;
  const made = await refunds.request({
    paymentId: order.id,
    number,
    amount: fen(PAID),
    reason: '商品退货',
    tail,
    approvalId: null,
  });
  return made.ok ? 'sent' : made.error.code;
}

interface Step {
  hold: HoldPoint;
  /** Refunds at the gateway when the process dies. */
  there: 0 | 1;
  /** Where the refund stands after the restart, once the gateway has been asked; `null`: there is none. */
  stands: string | null;
  again: string;
}

const moved = (when: HoldPoint['when'], to: string): HoldPoint => ({ at: 'moveRefund', when, to });
const steps: [moment: string, step: Step][] = [
  [
    'before the intent is written',
    { hold: { at: 'insertRefund', when: 'before' }, there: 0, stands: null, again: 'sent' },
  ],
  [
    'with the intent on disk',
    { hold: { at: 'insertRefund', when: 'after' }, there: 0, stands: 'failed', again: 'sent' },
  ],
  ['before the sending is noted', { hold: moved('before', 'unknown'), there: 0, stands: 'failed', again: 'sent' }],
  ['with the sending noted', { hold: moved('after', 'unknown'), there: 0, stands: 'unknown', again: 'refundOpen' }],
  [
    'before a byte has left',
    { hold: { at: 'fetch', when: 'before', path: '/htRefund' }, there: 0, stands: 'unknown', again: 'refundOpen' },
  ],
  [
    'before the answer is read',
    { hold: { at: 'fetch', when: 'after', path: '/htRefund' }, there: 1, stands: 'refunded', again: 'refundTooMuch' },
  ],
  [
    'before the answer is noted',
    { hold: moved('before', 'refunding'), there: 1, stands: 'refunded', again: 'refundTooMuch' },
  ],
  [
    'with the answer noted',
    { hold: moved('after', 'refunding'), there: 1, stands: 'refunded', again: 'refundTooMuch' },
  ],
];

it.each(steps)('killed %s', async (_, { hold, there, stands, again }) => {
  expect(await refundAndHold(hold)).toBe('held');
  await kill();
  expect(await atGateway()).toHaveLength(there);
  await gateway.advance(10);
  shop = await openConsole({ dir, vault });
  const { ledger } = deskOf(shop);
  const journal = () => ledger.refundsOf(order.id);
  await vi.waitFor(
    async () => {
      const made = await journal();
      expect(made.map(({ state }) => state)).toEqual(stands === null ? [] : [stands]);
      // An unknown one has been asked for by now, and stays unknown.
      expect(made.filter(({ state, askedAt }) => state === 'unknown' && askedAt === null)).toEqual([]);
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(await tryAgain()).toBe(again);
  const back = (await atGateway()).filter(({ state }) => state !== 'F').reduce((sum, { amount }) => sum + amount, 0);
  expect(back).toBeLessThanOrEqual(PAID);
  expect(back).toBe(there === 1 || again === 'sent' ? PAID : 0);
});
