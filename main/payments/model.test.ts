import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { businessDateOf, instant } from '../../shared/domain/time.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { failure } from '../log/failure.ts';
import { NOON } from '../ledger/testing/samples.ts';
import { LedgerFault } from '../ledger/types.ts';
import type { Fault, Operation } from './testing/scriptedGateway.ts';
import { Shop } from './testing/shop.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** One thing that happens; `which` picks the payment that it happens to. */
const faults = fc.oneof(
  fc.record({ kind: fc.constant('lost' as const), when: fc.constantFrom('before' as const, 'after' as const) }),
  fc.record({ kind: fc.constant('late' as const), ms: fc.integer({ min: 100, max: 25 * SECOND }) }),
);
const operations = fc.constantFrom(
  ...([
    'preorder',
    'create',
    'charge',
    'query',
    'close',
    'closeQuery',
    'find',
    'day',
    'clock',
  ] as const satisfies Operation[]),
);
const wallets = fc.constantFrom('wechat' as const, 'alipay' as const, 'unionpay' as const);
const which = fc.nat(20);
const anyStep = fc.oneof(
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
  { weight: 3, arbitrary: fc.record({ do: fc.constant('place' as const), method: wallets }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('book' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('checkReal' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('askClose' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('closeAll' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('catchUp' as const),
      bulk: fc.constantFrom('open' as const, 'refused' as const, 'unreadable' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dead' as const), dead: fc.boolean() }) },
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
type Step = Parameters<Parameters<(typeof anyStep)['map']>[0]>[0];

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
  else if (step.do === 'dead') shop.gateway.refuseQueries = step.dead ? noLine : null;
  else if (step.do === 'catchUp') {
    shop.gateway.bulk = step.bulk;
    const days = [...new Set(rows.map(({ requestDate }) => requestDate))].toSorted();
    if (days.length > 0) shop.payments.catchUp.start(days, false);
  } else if (step.do === 'closeAll') await closeAll(shop);
  else if (step.do === 'place') {
    // Put on record without the guard that every real order passes: only where the clocks agree on the day.
    const [here, there] = [Date.now() + shop.clockAhead, Date.now()].map((ms) => businessDateOf(instant(ms)));
    if (here === there) await shop.place(step.method);
  } else if (id !== undefined) {
    // Only what is on the screen, or has been scanned, can be paid.
    if (step.do === 'payer') await payerDoes(shop, id, step.to);
    else if (step.do === 'book') Object.assign(shop.gateway.order(id) ?? {}, { booked: true });
    else if (step.do === 'checkReal') ignore(shop.payments.checkReal(step.which % 2 ? id : `PARTY${id}`));
    else if (step.do === 'askClose') ignore(shop.payments.closes.ask(id, null));
    else ignore(shop.payments[step.do](id));
  }
  await shop.settle();
}

const noLine = { kind: 'notSent', reason: 'offline', detail: 'ENETUNREACH' } as const;

/** At the end of the day: what the dry run says can be closed. */
async function closeAll(shop: Shop): Promise<void> {
  const orders = await shop.payments.closes.orders();
  const ids = orders.filter(({ verdict }) => verdict === 'close').map(({ payment }) => payment.id);
  if (ids.length > 0) shop.payments.closes.closeMany(ids);
}

async function payerDoes(shop: Shop, id: string, to: 'open' | 'paying' | 'paid'): Promise<void> {
  const payment = (await shop.all()).find((one) => one.id === id);
  if (payment?.link || payment?.way === 'code') shop.gateway.act(id, to);
}

/** A WeChat payment code that nobody has codesShown before. */
let codesShown = 0;
function newCode(): string {
  codesShown += 1;
  return `13${String(codesShown).padStart(16, '0')}`;
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
  // A request of the wrong day could not be found again.
  for (const order of shop.gateway.orders.values()) {
    if (order.requestDate !== order.madeOn) wrong.push(`made on ${order.madeOn}, filed under ${order.requestDate}`);
  }
  // Nobody is told twice that one payment is new.
  for (const { id } of rows) {
    const shown = (await shop.real.paymentEvents(id)).filter(({ kind }) => kind === 'shown');
    if (shown.length > 1) wrong.push(`${id} was shown as new ${shown.length} times`);
  }
  const reverted = shop.events.some(({ previous, state }) => previous === 'paid' && state !== 'paid');
  return reverted ? [...wrong, 'paid was taken back'] : wrong;
}

/** What does not hold, though it must in the end, when everything has worked again for a while. */
async function wrongAtLast(shop: Shop): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, state, alert, booking, endedAt } of await shop.all()) {
    const there = shop.gateway.order(id)?.state ?? 'nowhere';
    const agree =
      there === 'paid' || there === 'paying' ? state === (there === 'paid' ? 'paid' : 'processing') : isEnded(state);
    if (!agree) wrong.push(`${state} here, ${there} there`);
    // As long as somebody asks: for half an hour after it became known that it is paid.
    const asked = state === 'paid' && endedAt !== null && Date.now() - endedAt < 20 * MINUTE;
    if (asked && shop.gateway.order(id)?.booked && booking !== 'booked') wrong.push(`booked there, ${booking} here`);
    if (alert === 'contradicted') wrong.push('the gateway never contradicts itself');
  }
  const wishes = await shop.wishes();
  const processing = (await shop.payments.open()).map(({ id }) => id);
  return [...wrong, ...wishes.filter((wish) => !processing.includes(wish.paymentId)).map(() => 'a wish is left')];
}

/** How many scripts; each has up to 40 steps, with many calls and answers between them. */
const RUNS = Number(process.env['HC_MODEL_RUNS'] ?? 25);
const seed = Number(process.env['HC_MODEL_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));

/** Noon, and a quarter before midnight, where a day ends in the middle of everything. */
const beginnings = fc.constantFrom(NOON, NOON + 11.75 * 60 * MINUTE);

it('whatever happens in whatever order, ledger and gateway come to agree, and no end is told too early', async () => {
  process.stdout.write(`model: seed ${seed}, ${RUNS} runs (HC_MODEL_SEED, HC_MODEL_RUNS)\n`);
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(
      beginnings,
      fc.array(anyStep, { minLength: 5, maxLength: 40, size: 'max' }),
      async (begin, script) => {
        const shop = await Shop.open(begin);
        try {
          for (const one of script) {
            await take(shop, one);
            steps += 1;
            expect(await wrongNow(shop)).toEqual([]);
          }
          shop.calm();
          await shop.pass(MINUTE);
          await shop.crash();
          // What a clock that was ahead has promised to its customers lies further off.
          const last = Math.max(...(await shop.all()).map(({ expiresAt }) => expiresAt), Date.now());
          await shop.pass(last - Date.now() + 4 * MINUTE, 2 * SECOND);
          expect([...(await wrongNow(shop)), ...(await wrongAtLast(shop))]).toEqual([]);
        } finally {
          await shop.close();
        }
      },
    ),
    { numRuns: RUNS, seed },
  );
  process.stdout.write(`model: ${steps} steps taken\n`);
}, 600_000);
