import { setTimeout as sleep } from 'node:timers/promises';
import { deskOf } from '../main/console/testing/openConsole.ts';
import { withFolder } from './consoleUnderTest.ts';
import { makeOrders, mostPerSecond, openCountedConsole } from './manyOrders.ts';
import { printReport } from './report.ts';

/**
 * Unpaid orders that wait at once, polled by the main process against a gateway in a process of its own: what that costs, and
 * that the gateway's limits hold. `node bench/pending.ts [orders] [seconds]`.
 */
const ORDERS = Number(process.argv[2] ?? 1_000);
const SECONDS = Number(process.argv[3] ?? 60);

const cpu: number[] = [];
const idle: number[] = [];
const heap: number[] = [];
const delay: number[] = [];
let most = 0;
let asked = 0;

await withFolder(async (folder) => {
  const run = await openCountedConsole(folder);
  await observe(10, idle, []);
  await makeOrders(run, ORDERS);
  await sleep(3_000);
  run.count();
  await observe(SECONDS, cpu, heap);
  most = mostPerSecond(run.calls);
  asked = run.calls.length;
  const open = (await deskOf(run.shop).payments.open()).length;
  if (open !== ORDERS) throw new Error(`${open} of ${ORDERS} orders are still open`);
  await run.close();
});

printReport(
  'pending',
  [
    { what: 'CPU without orders', samples: idle, unit: '%' },
    { what: `CPU with ${ORDERS} pending`, samples: cpu, unit: '%', against: 'CPU without orders', target: 20 },
    { what: `heap with ${ORDERS} pending`, samples: heap, unit: 'MB', target: 150 },
    { what: 'late timers meanwhile', samples: delay, unit: 'ms', target: 50 },
    { what: 'most calls within a second', samples: [most], unit: 'calls', target: 5 },
    { what: 'calls per second', samples: [asked / SECONDS], unit: 'calls' },
  ],
  [
    'CPU is of one core, of the whole main process with the ledger’s thread; signing and TLS-free HTTP included.',
    'A second begins anywhere; the limit of huifu-api.md §3.6.2 is 5 queries in it.',
  ],
);

/** Measures once a second. */
async function observe(seconds: number, percent: number[], megabytes: number[]): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    const [before, from] = [process.cpuUsage(), performance.now()];
    await sleep(1_000);
    const { user, system } = process.cpuUsage(before);
    const took = performance.now() - from;
    percent.push((user + system) / 10 / took);
    megabytes.push(process.memoryUsage().heapUsed / 1e6);
    if (megabytes.length > 0) delay.push(Math.max(0, took - 1_000));
  }
}
