import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { failure } from '../log/failure.ts';
import { LedgerFault } from '../ledger/types.ts';
import type { Fault } from './testing/scriptedGateway.ts';
import { Shop } from './testing/shop.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** One thing that happens; `which` picks the payment that it happens to. */
const faults = fc.oneof(
  fc.record({ kind: fc.constant('lost' as const), when: fc.constantFrom('before' as const, 'after' as const) }),
  fc.record({ kind: fc.constant('late' as const), ms: fc.integer({ min: 100, max: 25 * SECOND }) }),
);
const operations = fc.constantFrom('preorder' as const, 'query' as const, 'close' as const);
const which = fc.nat(20);
const steps = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 200, max: 100_000 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('collect' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('payer' as const),
      to: fc.constantFrom('open' as const, 'paying' as const, 'paid' as const),
      which,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('queryNow' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resend' as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fault' as const), on: operations, fault: faults }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('diskFull' as const),
      method: fc.constantFrom('movePayment' as const, 'moveClose' as const, 'insertClose' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('turn' as const), ms: fc.integer({ min: -20 * MINUTE, max: 20 * MINUTE }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keychain' as const), locked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
);
type Step = Parameters<Parameters<(typeof steps)['map']>[0]>[0];

/** Does the step; answers that never come, or come as errors, are part of it. */
async function take(shop: Shop, step: Step): Promise<void> {
  const rows = await shop.all();
  const id = 'which' in step ? rows[step.which % Math.max(rows.length, 1)]?.id : undefined;
  const ignore = (call: Promise<unknown>) => void call.catch(() => {});
  if (step.do === 'pass') await shop.pass(step.ms);
  else if (step.do === 'collect') ignore(shop.payments.collect(randomUUID(), fen(1250), ''));
  else if (step.do === 'fault') shop.gateway.fault(step.on, step.fault as Fault);
  else if (step.do === 'diskFull') shop.failLedger(step.method, new LedgerFault('full', 'disk full'));
  else if (step.do === 'turn') shop.clockAhead = step.ms;
  else if (step.do === 'keychain') shop.keychain = step.locked ? failure('keychainLocked') : null;
  else if (step.do === 'crash') await shop.crash();
  else if (id !== undefined) {
    // Only a code that is on the screen can be paid.
    if (step.do === 'payer') await payerDoes(shop, id, step.to);
    else ignore(shop.payments[step.do](id));
  }
  await shop.settle();
}

async function payerDoes(shop: Shop, id: string, to: 'open' | 'paying' | 'paid'): Promise<void> {
  const payment = (await shop.all()).find((one) => one.id === id);
  if (payment?.link) shop.gateway.act(id, to);
}

/** What must hold at every moment. */
async function check(shop: Shop): Promise<void> {
  const rows = await shop.all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const order of shop.gateway.orders.keys()) expect(byId.has(order), 'every order has its intent').toBe(true);
  for (const { id, state, link } of rows) {
    const order = shop.gateway.order(id);
    if (state === 'paid') expect(order?.state, 'paid here, so paid there').toBe('paid');
    const payable = link !== null && order && ['unopened', 'open', 'paying'].includes(order.state);
    expect(isEnded(state) && payable, `${state} here, but ${order?.state} there`).toBeFalsy();
  }
  for (const event of shop.events) if (event.previous === 'paid') expect(event.state).toBe('paid');
}

it('whatever happens in whatever order, ledger and gateway come to agree, and no end is told too early', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async (script) => {
      const shop = await Shop.open();
      try {
        for (const step of script) {
          await take(shop, step);
          await check(shop);
        }
        shop.calm();
        await shop.pass(MINUTE);
        await shop.crash();
        // What a clock that was ahead has promised to its customers lies further off.
        const last = Math.max(...(await shop.all()).map(({ expiresAt }) => expiresAt), Date.now());
        await shop.pass(last - Date.now() + 4 * MINUTE);
        await check(shop);
        for (const { id, state, alert } of await shop.all()) {
          const order = shop.gateway.order(id);
          if (order?.state === 'paid') expect(state, 'paid there, so paid here').toBe('paid');
          else if (order?.state === 'paying') expect(state).toBe('processing');
          else expect(isEnded(state), `${state} here, ${order?.state} there`).toBe(true);
          expect([null, 'paidAfterEnd']).toContain(alert);
        }
        expect(await shop.wishes()).toEqual([]);
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 30 },
  );
}, 180_000);
