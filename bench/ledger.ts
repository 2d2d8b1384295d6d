import { rmSync, statSync } from 'node:fs';
import { checkFile } from '../main/ledger/database.ts';
import { sampleEvent } from '../main/ledger/testing/samples.ts';
import { fen } from '../shared/domain/money.ts';
import type { Payment } from '../shared/domain/payment.ts';
import { addDays } from '../shared/domain/time.ts';
import { madeUp, openBenchLedger, PROFILE, seeded, UNLUCKY_ENDING } from './ledger-data.ts';
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

await measure('totals of everything', 50, () => ledger.paymentTotals(PROFILE, {}));
await measure('totals of a random month', 50, () => {
  const { requestDate } = any();
  return ledger.paymentTotals(PROFILE, { from: requestDate, to: addDays(requestDate, 30) });
});
await measure('totals of exact amount', 50, () => {
  const { amount } = any();
  return ledger.paymentTotals(PROFILE, { minAmount: amount, maxAmount: amount });
});
await measure('totals of 3 in 4 payments by amount', 20, () =>
  ledger.paymentTotals(PROFILE, { minAmount: fen(1_000) }),
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
const copy = ledger.backup('manual');
await measure('bare round trip during a backup', 500, () => ledger.setting('no such setting'), null);
await measure(
  'insert during a backup, flushed',
  50,
  () => ledger.insertPayment(madeUp(1, unseen), sampleEvent()),
  null,
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
    const before = performance.now();
    await call(run);
    samples.push(performance.now() - before);
  }
  rows.push({
    what,
    samples,
    ...(what === BARE ? {} : { against: BARE }),
    ...(target === null ? {} : { target }),
  });
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
