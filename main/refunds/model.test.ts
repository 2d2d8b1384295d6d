import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { balanceOf, type Refund } from '../../shared/domain/refund.ts';
import { isRefundEnded } from '../../shared/domain/refundState.ts';
import { LedgerFault } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { RefundShop } from './testing/refundShop.ts';
import type { RefundFault } from './testing/scriptedGateway.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const PAID = 1_000;

/** One thing that happens; `which` picks the order or the refund that it happens to. */
const faults = fc.oneof(
  fc.record({ kind: fc.constant('lost' as const), when: fc.constantFrom('before' as const, 'after' as const) }),
  fc.record({ kind: fc.constant('late' as const), ms: fc.integer({ min: 100, max: 25 * SECOND }) }),
  fc.constant({ kind: 'seemsNotSent' as const }),
);
const which = fc.nat(20);
/** How long the gateway's own queries do not find a refund that it has taken, ms. */
const appears = fc.constantFrom(0, 4 * SECOND, 70 * SECOND);
const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 500, max: 200 * SECOND }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('refund' as const), which, amount: fc.integer({ min: 0, max: PAID + 50 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirmAgain' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('resend' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('queryNow' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('finish' as const),
      which,
      state: fc.constantFrom('S' as const, 'S' as const, 'F' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      on: fc.constantFrom('order' as const, 'refund' as const, 'refund' as const, 'refundQuery' as const),
      fault: faults,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('diskFull' as const),
      method: fc.constantFrom('moveRefund' as const, 'insertRefund' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('funds' as const), fen: fc.integer({ min: 0, max: PAID }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('elsewhere' as const), which, amount: fc.integer({ min: 1, max: 200 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('turn' as const), ms: fc.integer({ min: -20 * MINUTE, max: 20 * MINUTE }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keychain' as const), locked: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('backUp' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
);
type Step = Parameters<Parameters<(typeof steps)['map']>[0]>[0];

const ignore = (call: Promise<unknown>) => void call.catch(() => {});

interface World {
  shop: RefundShop;
  orders: Payment[];
  backup: string | null;
  /** What was confirmed, for confirming it again. */
  confirmed: { order: Payment; number: string; amount: number }[];
}

/** Does the step; answers that never come, or come as errors, are part of it. */
async function take(world: World, step: Step): Promise<void> {
  const { shop, orders } = world;
  const order = 'which' in step ? orders[step.which % orders.length]! : orders[0]!;
  const rows = await shop.all();
  const refund = 'which' in step ? rows[step.which % Math.max(rows.length, 1)] : undefined;
  if (step.do === 'pass') await shop.pass(step.ms, step.ms > MINUTE ? 5 * SECOND : 500);
  else if (step.do === 'refund') await wish(world, order, step.amount);
  else if (step.do === 'confirmAgain') {
    const again = world.confirmed[step.which % Math.max(world.confirmed.length, 1)];
    if (again) ignore(shop.refunds.request(requestOf(again)));
  } else if (step.do === 'fault') shop.gateway.fault(step.on, step.fault as RefundFault);
  else if (step.do === 'diskFull') shop.failLedger(step.method, new LedgerFault('full', 'disk full'));
  else if (step.do === 'funds') shop.gateway.funds = step.fen;
  else if (step.do === 'turn') shop.clockAhead = step.ms;
  else if (step.do === 'keychain') shop.keychain = step.locked ? failure('keychainLocked') : null;
  else if (step.do === 'crash') await shop.crash();
  else if (step.do === 'backUp') world.backup = await shop.backUp();
  else if (step.do === 'restore') await restore(world);
  else if (step.do === 'elsewhere') elsewhere(shop, order, step.amount);
  else if (step.do === 'finish') {
    const numbers = [...shop.gateway.refunds.keys()];
    const number = numbers[step.which % Math.max(numbers.length, 1)];
    if (number) shop.gateway.finish(number, step.state);
  } else if (refund) ignore(shop.refunds[step.do](refund.id));
  await shop.settle();
}

async function wish(world: World, order: Payment, amount: number): Promise<void> {
  const shown = await world.shop.refunds.prepare({ paymentId: order.id, amount: fen(amount) });
  if (!shown.ok) return;
  const confirmed = { order, number: shown.data.number, amount };
  world.confirmed.push(confirmed);
  ignore(world.shop.refunds.request(requestOf(confirmed)));
}

function requestOf({ order, number, amount }: World['confirmed'][number]) {
  const tail = order.requestNumber.slice(-4);
  return { paymentId: order.id, number, amount: fen(amount), reason: '商品退货', tail, approvalId: null };
}

function elsewhere(shop: RefundShop, order: Payment, amount: number): void {
  if (shop.gateway.back(order.requestNumber) + amount <= PAID)
    shop.gateway.refundElsewhere(order.requestNumber, amount);
}

/** Only a copy that knows the orders is of any use. */
async function restore(world: World): Promise<void> {
  if (world.backup !== null) await world.shop.restore(world.backup);
}

/** What does not hold, though it must at every moment. */
async function wrongNow({ shop, orders }: World): Promise<string[]> {
  const wrong: string[] = [];
  const rows = await shop.all();
  for (const order of orders) {
    const own = rows.filter(({ paymentId }) => paymentId === order.id);
    const back = shop.gateway.back(order.requestNumber);
    if (back > PAID) wrong.push(`${back} of ${PAID} went back`);
    if (own.filter(({ state }) => !isRefundEnded(state)).length > 1) wrong.push('two open refunds of one order');
    const { refunded, underWay, refundable } = balanceOf(order, own);
    if (refunded + underWay + refundable !== PAID) wrong.push(`${refunded} + ${underWay} + ${refundable} of ${PAID}`);
  }
  for (const row of rows) wrong.push(...wrongOf(row, shop.gateway.refunds.get(row.id)?.state));
  const sent = [...shop.gateway.refunds.values()].filter(({ number }) => !number.startsWith('ELSEWHERE'));
  if (new Set(sent.map(({ number }) => number)).size !== sent.length) wrong.push('a number was taken twice');
  const reverted = shop.events.some(({ previous, state }) => previous === 'refunded' && state !== 'refunded');
  return reverted ? [...wrong, 'refunded was taken back'] : wrong;
}

function wrongOf({ state, origin, alert }: Refund, there: 'P' | 'S' | 'F' | undefined): string[] {
  if (origin === 'adopted') return [];
  const wrong: string[] = [];
  if (state === 'refunded' && there !== 'S') wrong.push(`refunded here, ${there ?? 'nothing'} there`);
  if (state === 'failed' && there !== undefined && there !== 'F') wrong.push(`failed here, ${there} there`);
  if (alert !== null) wrong.push(`the gateway never contradicts itself: ${alert}`);
  return wrong;
}

/** What does not hold, though it must in the end, when everything has worked again for a while. */
async function wrongAtLast({ shop, orders }: World): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, state, origin } of await shop.all()) {
    const there = shop.gateway.refunds.get(id)?.state;
    const expected =
      there === undefined ? ['unknown', 'failed'] : [{ P: 'refunding', S: 'refunded', F: 'failed' }[there]];
    if (origin === 'console' && !expected.includes(state)) wrong.push(`${state} here, ${there ?? 'nothing'} there`);
    if (state === 'requested') wrong.push('an intent is left');
  }
  for (const order of orders) wrong.push(...(await balanceDiffers(shop, order)));
  return wrong;
}

/** Both records agree about the balance, once what went back elsewhere has been recorded. */
async function balanceDiffers(shop: RefundShop, order: Payment): Promise<string[]> {
  const adopting = shop.refunds.adopt(order.id);
  adopting.catch(() => {});
  await shop.pass(10 * SECOND);
  await adopting;
  const own = (await shop.all()).filter(({ paymentId }) => paymentId === order.id);
  const { refunded, underWay } = balanceOf(order, own);
  const open = own.some(({ state }) => !isRefundEnded(state));
  const back = shop.gateway.back(order.requestNumber);
  // What is still unknown may or may not be there; then nothing is adopted, and nothing may be sent.
  return open || refunded + underWay === back ? [] : [`${refunded} + ${underWay} here, ${back} there`];
}

it('whatever happens in whatever order: never more back than was paid, and journal and gateway come to agree', async () => {
  await fc.assert(
    fc.asyncProperty(appears, fc.array(steps, { minLength: 5, maxLength: 30 }), async (appearsAfter, script) => {
      const shop = await RefundShop.open();
      const world: World = {
        shop,
        orders: [await shop.paid(PAID), await shop.paid(PAID)],
        backup: null,
        confirmed: [],
      };
      shop.gateway.appearsAfter = appearsAfter;
      try {
        for (const step of script) {
          await take(world, step);
          expect(await wrongNow(world)).toEqual([]);
        }
        shop.calm();
        await shop.pass(2 * MINUTE, SECOND);
        await shop.crash();
        await shop.pass(3 * HOUR, MINUTE);
        expect([...(await wrongNow(world)), ...(await wrongAtLast(world))]).toEqual([]);
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 25 },
  );
}, 300_000);
