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
const operations = fc.constantFrom('preorder', 'create', 'charge', 'query', 'close');
const which = fc.nat(20);
const steps = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 200, max: 100_000 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('collect' as const), choice: fc.constantFrom('hosted', 'qrAlipay') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('charge' as const), password: fc.boolean() }) },
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

const ignore = (call: Promise<unknown>) => void call.catch(() => {});

/** Does the step; answers that never come, or come as errors, are part of it. */
async function take(shop: Shop, step: Step): Promise<void> {
  const rows = await shop.all();
  const id = 'which' in step ? rows[step.which % Math.max(rows.length, 1)]?.id : undefined;
  if (step.do === 'pass') await shop.pass(step.ms);
  else if (step.do === 'collect') ignore(shop.payments.collect(randomUUID(), fen(1250), '', { choice: step.choice }));
  else if (step.do === 'charge') {
    shop.gateway.codeNeeds = step.password ? 'password' : 'nothing';
    ignore(shop.payments.chargeCode(randomUUID(), fen(1250), '', newCode()));
  } else if (step.do === 'fault') shop.gateway.fault(step.on, step.fault as Fault);
  else if (step.do === 'diskFull') shop.failLedger(step.method, new LedgerFault('full', 'disk full'));
  else if (step.do === 'turn') shop.clockAhead = step.ms;
  else if (step.do === 'keychain') shop.keychain = step.locked ? failure('keychainLocked') : null;
  else if (step.do === 'crash') await shop.crash();
  else if (id !== undefined) {
    // Only what is on the screen, or has been scanned, can be paid.
    if (step.do === 'payer') await payerDoes(shop, id, step.to);
    else ignore(shop.payments[step.do](id));
  }
  await shop.settle();
}

async function payerDoes(shop: Shop, id: string, to: 'open' | 'paying' | 'paid'): Promise<void> {
  const payment = (await shop.all()).find((one) => one.id === id);
  if (payment?.link || payment?.way === 'code') shop.gateway.act(id, to);
}

/** A WeChat payment code that nobody has shown before. */
let shown = 0;
function newCode(): string {
  shown += 1;
  return `13${String(shown).padStart(16, '0')}`;
}

/** What does not hold, though it must at every moment. */
async function wrongNow(shop: Shop): Promise<string[]> {
  const wrong: string[] = [];
  const rows = await shop.all();
  for (const number of shop.gateway.orders.keys()) {
    if (!rows.some(({ id }) => id === number)) wrong.push(`order ${number} has no intent`);
  }
  for (const { id, way, state, link } of rows) {
    const there = shop.gateway.order(id)?.state ?? 'nowhere';
    if (state === 'paid' && there !== 'paid') wrong.push(`paid here, ${there} there`);
    const payable = (link !== null || way === 'code') && ['unopened', 'open', 'paying'].includes(there);
    if (isEnded(state) && payable) wrong.push(`${state} here, ${there} there`);
  }
  // Each payment code is sent once at the most.
  if (new Set(shop.gateway.codes).size !== shop.gateway.codes.length) wrong.push('a payment code was sent twice');
  const reverted = shop.events.some(({ previous, state }) => previous === 'paid' && state !== 'paid');
  return reverted ? [...wrong, 'paid was taken back'] : wrong;
}

/** What does not hold, though it must in the end, when everything has worked again for a while. */
async function wrongAtLast(shop: Shop): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, state, alert } of await shop.all()) {
    const there = shop.gateway.order(id)?.state ?? 'nowhere';
    const agree =
      there === 'paid' || there === 'paying' ? state === (there === 'paid' ? 'paid' : 'processing') : isEnded(state);
    if (!agree) wrong.push(`${state} here, ${there} there`);
    if (alert === 'contradicted') wrong.push('the gateway never contradicts itself');
  }
  const wishes = await shop.wishes();
  const processing = (await shop.payments.open()).map(({ id }) => id);
  return [...wrong, ...wishes.filter((wish) => !processing.includes(wish.paymentId)).map(() => 'a wish is left')];
}

it('whatever happens in whatever order, ledger and gateway come to agree, and no end is told too early', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async (script) => {
      const shop = await Shop.open();
      try {
        for (const step of script) {
          await take(shop, step);
          expect(await wrongNow(shop)).toEqual([]);
        }
        shop.calm();
        await shop.pass(MINUTE);
        await shop.crash();
        // What a clock that was ahead has promised to its customers lies further off.
        const last = Math.max(...(await shop.all()).map(({ expiresAt }) => expiresAt), Date.now());
        await shop.pass(last - Date.now() + 4 * MINUTE);
        expect([...(await wrongNow(shop)), ...(await wrongAtLast(shop))]).toEqual([]);
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 20 },
  );
}, 180_000);
