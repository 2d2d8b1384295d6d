import { setTimeout as sleep } from 'node:timers/promises';
import { sampleEvent, samplePayment } from '../main/ledger/testing/samples.ts';
import { Desk } from '../main/reconciliation/testing/desk.ts';
import { findingMany } from '../main/reconciliation/testing/findings.ts';
import { printReport, type BenchRow } from './report.ts';

/**
 * Storing many differences: how long a page of payments and a new payment wait for the ledger meanwhile, for differences
 * that are new, that are known, and that are gone. `node bench/storing.ts [differences]`
 */
const COUNT = Number(process.argv[2] ?? 100_000);
const PAUSE_MS = 5;

const rows: BenchRow[] = [];
const desk = await Desk.open();
for (let n = 0; n < 300; n += 1) await desk.paid(`P${n}PAID`, 1_000);
await measure('nothing stored', () => sleep(2_000));
for (const [what, count] of [
  ['new', COUNT],
  ['known', COUNT],
  ['gone', 0],
] as const) {
  desk.run = findingMany(count);
  await measure(`${COUNT} ${what}`, () => desk.compare());
}
await desk.close();
printReport('storing', rows, [
  `Each wait is from the call to its answer, one call of either kind every ${PAUSE_MS} ms, while a comparison stores.`,
  'The engine is a stand-in that finds everything at once: only the ledger is at work.',
]);

async function measure(what: string, work: () => Promise<unknown>): Promise<void> {
  const [page, payment]: [number[], number[]] = [[], []];
  const began = performance.now();
  const working = work().then(() => 'through');
  do {
    page.push(await timed(() => desk.ledger.listPayments('shop', {}, null, 200)));
    payment.push(await timed(() => desk.ledger.insertPayment(samplePayment('shop'), sampleEvent())));
  } while ((await Promise.race([working, sleep(PAUSE_MS)])) !== 'through');
  const took = performance.now() - began;
  rows.push(
    { what: `${what}: a page of payments`, samples: page },
    { what: `${what}: a new payment`, samples: payment },
  );
  rows.push({ what: `${what}: all of it`, samples: [took] });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
