import { rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkFile } from '../main/ledger/database.ts';
import { sampleEvent } from '../main/ledger/testing/samples.ts';
import { fen } from '../shared/domain/money.ts';
import type { Payment } from '../shared/domain/payment.ts';
import { addDays, instant, type BusinessDate } from '../shared/domain/time.ts';
import { CASHIER, madeUp, NEVER_CLOSED, openBenchLedger, PROFILE, seeded, UNLUCKY_ENDING } from './ledger-data.ts';
import { printReport, type BenchRow } from './report.ts';

/**
 * The ledger over 1,000,000 payments, through its worker as the console uses it. `node bench/ledger.ts [payments]`.
 * The first run makes the ledger (minutes) and keeps it in `.cache/bench`.
 */
const size = Number(process.argv[2] ?? 1_000_000);
const TARGET_MS = 100;
const BARE = 'bare round trip';
const random = seeded(7);

const { ledger, dir } = await openBenchLedger(size);
const file = `${dir}/practice.db`;
const sample = await samplePayments(200);
const any = (): Payment => sample[Math.floor(random() * sample.length)]!;
const rows: BenchRow[] = [];

await measure(BARE, 500, () => ledger.setting('no such setting'), null);
await measure('payment by id', 500, () => ledger.payment(any().id), null);

await measure('what a start reads: open payments, closes, refunds', 20, async () => {
  await ledger.openPayments(PROFILE);
  await ledger.openCloses(PROFILE);
  await ledger.openRefunds(PROFILE);
});

await measure('first page of 100', 100, () => ledger.listPayments(PROFILE, {}, null, 100));
await measure('page of 100 after a random payment', 100, () => ledger.listPayments(PROFILE, {}, any(), 100));
await measure('first page, failed', 50, () => ledger.listPayments(PROFILE, { states: ['failed'] }, null, 100));
await measure('first page, one payment in 1,000 (method)', 50, () =>
  ledger.listPayments(PROFILE, { methods: ['douyin'] }, null, 100),
);
await measure('first page, one random day', 50, () => {
  const { requestDate } = any();
  return ledger.listPayments(PROFILE, { from: requestDate, to: requestDate }, null, 100);
});
await measure('first page, exact amount', 50, () => {
  const { amount } = any();
  return ledger.listPayments(PROFILE, { minAmount: amount, maxAmount: amount }, null, 100);
});
await measure('first page, amounts of a few payments', 20, () =>
  ledger.listPayments(PROFILE, { minAmount: fen(49_999), maxAmount: fen(50_001) }, null, 100),
);
await measure('first page, everything filtered, nothing found', 20, () =>
  ledger.listPayments(
    PROFILE,
    { from: addDays(any().requestDate, -9999), states: ['failed'], methods: ['wechat'], minAmount: fen(50_001) },
    null,
    100,
  ),
);

await measure('first page, three things that seldom meet', 20, () =>
  ledger.listPayments(PROFILE, { states: ['failed'], methods: ['alipay'], minAmount: fen(49_000) }, null, 100),
);

await measure('first page, a state and amounts that never meet', 10, () =>
  ledger.listPayments(PROFILE, { states: ['closed'], ...NEVER_CLOSED }, null, 100),
);
await measure('first page, the same in two years', 10, () =>
  ledger.listPayments(PROFILE, { states: ['closed'], ...NEVER_CLOSED, ...twoYears() }, null, 100),
);
await measure('first page, half the methods, days and amounts', 20, () =>
  ledger.listPayments(PROFILE, { methods: ['wechat', 'unionpay'], minAmount: fen(1_000), ...twoYears() }, null, 100),
);

await measure('totals of everything', 50, () => ledger.paymentTotals(PROFILE, {}));
await measure('totals of a random month', 50, () => {
  const { requestDate } = any();
  return ledger.paymentTotals(PROFILE, { from: requestDate, to: addDays(requestDate, 30) });
});
await measure('totals of exact amount', 50, () => {
  const { amount } = any();
  return ledger.paymentTotals(PROFILE, { minAmount: amount, maxAmount: amount });
});
await measure('totals of 3 in 4 payments by amount', 50, () =>
  ledger.paymentTotals(PROFILE, { minAmount: fen(1_000) }),
);
await measure('totals of 1 in 2 by amount, both ends inside a band', 50, () =>
  ledger.paymentTotals(PROFILE, { minAmount: fen(1_051), maxAmount: fen(30_549) }),
);
await measure('totals of amounts in any two years', 50, () =>
  ledger.paymentTotals(PROFILE, { minAmount: fen(1_051), ...twoYears() }),
);
await measure('totals of amounts in any month', 50, () => {
  const { requestDate } = any();
  return ledger.paymentTotals(PROFILE, { minAmount: fen(1_051), from: requestDate, to: addDays(requestDate, 30) });
});
await measure('totals of amounts, states, methods in two years', 50, () =>
  ledger.paymentTotals(PROFILE, { states: ['paid'], methods: ['alipay'], maxAmount: fen(9_999), ...twoYears() }),
);
await measure('totals of a state and a method', 50, () =>
  ledger.paymentTotals(PROFILE, { states: ['paid', 'closed'], methods: ['wechat'] }),
);

const scope = { operatorId: CASHIER, till: '01', since: instant(Date.now()) };
await measure("a cashier's first page", 50, () => ledger.listPayments(PROFILE, {}, null, 100, scope));
await measure("a cashier's first page, failed, by amount", 20, () =>
  ledger.listPayments(PROFILE, { states: ['failed'], minAmount: fen(40_000) }, null, 100, scope),
);
await measure("a cashier's first page, nothing meets", 20, () =>
  ledger.listPayments(PROFILE, { states: ['closed'], ...NEVER_CLOSED }, null, 100, scope),
);
await measure("a cashier's totals of a day", 50, () => {
  const { requestDate } = any();
  return ledger.paymentTotals(PROFILE, { from: requestDate, to: requestDate }, scope);
});
await measure("a cashier's totals of five years", 20, () => ledger.paymentTotals(PROFILE, {}, scope));
await measure("a cashier's totals by amount", 20, () =>
  ledger.paymentTotals(PROFILE, { minAmount: fen(1_000) }, scope),
);

const search = (text: string) => ledger.searchNumbers(PROFILE, text, 50);
await measure('search, whole number', 200, () => search(any().walletNumber!));
await measure('search, last six of any number', 200, () => {
  const { requestNumber, huifuNumber, partyOrderNumber, walletNumber } = any();
  return search([requestNumber, huifuNumber!, partyOrderNumber!, walletNumber!][Math.floor(random() * 4)]!.slice(-6));
});
await measure('search, last four', 50, () => search(any().huifuNumber!.slice(-4)));
await measure('search, six digits that 1 in 50 ends in', 20, () => search(UNLUCKY_ENDING));
await measure('search, beginning of every request number', 20, () => search('P202'));
await measure('search, beginning of every Huifu number', 20, () => search('0021'));
await measure("a cashier's search, last six", 50, () =>
  ledger.searchNumbers(PROFILE, any().huifuNumber!.slice(-6), 50, scope),
);
await measure("a cashier's search, beginning of every Huifu number", 20, () =>
  ledger.searchNumbers(PROFILE, '0021', 50, scope),
);
await measure('search, nothing found', 50, () => search('ZZZZZZ'));

// Unlike the rest, other ones on every run: they stay in the ledger.
const unseen = seeded(Date.now());
const fresh = Array.from({ length: 100 }, () => madeUp(1, unseen));
await measure('insert a payment, flushed', 100, (i) => ledger.insertPayment(fresh[i]!, sampleEvent()), null);
await measure(
  'move a payment, flushed',
  100,
  (i) => ledger.movePayment(fresh[i]!.id, fresh[i]!.state, 'paid', { fee: fen(i) }, sampleEvent()),
  null,
);

const copied = performance.now();
const done = new AbortController();
const copy = ledger.backup('manual').finally(() => done.abort());
const answers: number[] = [];
const writes: number[] = [];
while (!done.signal.aborted) {
  answers.push(await timed(() => ledger.listPayments(PROFILE, {}, any(), 100)));
  writes.push(await timed(() => ledger.insertPayment(madeUp(1, unseen), sampleEvent())));
  await sleep(10);
}
rows.push(
  { what: 'page of 100, all through a backup', samples: answers, target: 50 },
  { what: 'insert, all through a backup, flushed', samples: writes, target: 50 },
);
rmSync(await copy);
rows.push({ what: 'backup, checked', samples: [performance.now() - copied] });
await ledger.close();

const checked = performance.now();
if (checkFile(file) !== null) throw new Error('the bench ledger is not sound');
rows.push({ what: 'quick_check of the file', samples: [performance.now() - checked] });
const reopened = performance.now();
const again = await openBenchLedger(size);
rows.push({ what: 'open and read the totals', samples: [performance.now() - reopened] });
await again.ledger.close();

const megabytes = Math.round(statSync(file).size / 1e6);
printReport('ledger', rows, [
  `${size} payments with four numbers each, ${megabytes} MB, everything through the ledger's worker thread`,
  'file in the system cache (warm); "flushed" includes the disk\'s own flush',
]);

async function measure(
  what: string,
  runs: number,
  call: (run: number) => Promise<unknown>,
  target: number | null = TARGET_MS,
): Promise<void> {
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) {
    samples.push(await timed(() => call(run)));
  }
  rows.push({
    what,
    samples,
    ...(what === BARE ? {} : { against: BARE }),
    ...(target === null ? {} : { target }),
  });
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await call();
  return performance.now() - before;
}

/** Two years that begin and end in the middle of a month. */
function twoYears(): { from: BusinessDate; to: BusinessDate } {
  const to = addDays(any().requestDate, 365);
  return { from: addDays(to, -730), to };
}

/** Payments from all over the five years. */
async function samplePayments(count: number): Promise<Payment[]> {
  const { rows: newest } = await ledger.listPayments(PROFILE, {}, null, 1);
  const { requestDate } = newest[0]!;
  const found: Payment[] = [];
  while (found.length < count) {
    const day = addDays(requestDate, -Math.floor(random() * 1_800));
    const page = await ledger.listPayments(PROFILE, { to: day }, null, 1 + Math.floor(random() * 100));
    if (page.rows.at(-1)?.walletNumber) found.push(page.rows.at(-1)!);
  }
  return found;
}
