import { setTimeout as sleep } from 'node:timers/promises';
import { deskOf } from '../main/console/testing/openConsole.ts';
import type { Desk } from '../main/console/desk.ts';
import { businessDateOf, instant } from '../shared/domain/time.ts';
import { withFolder } from './consoleUnderTest.ts';
import { makeOrders, mostPerSecond, openCountedConsole } from './manyOrders.ts';
import { printReport } from './report.ts';

/**
 * A day's orders of which nobody knows what became of them, caught up by the bulk status query and, where the merchant has
 * none, by single queries; while the poller does its own work beside it. `node bench/catchUp.ts [orders]`.
 */
const ORDERS = Number(process.argv[2] ?? 200);
const seconds: Record<'bulk' | 'single', number[]> = { bulk: [], single: [] };
const most: Record<'bulk' | 'single', number[]> = { bulk: [], single: [] };

for (const way of ['bulk', 'single'] as const) {
  await withFolder(async (folder) => {
    const run = await openCountedConsole(folder);
    const { gateway, shop } = run;
    const numbers = await makeOrders(run, ORDERS);
    // The line goes dead; three in four are paid meanwhile.
    await gateway.fault('cut', { on: 'hostingQuery', when: 'before', times: null });
    await sleep(8_000);
    for (const [place, number] of numbers.entries()) if (place % 4 !== 0) await gateway.act(number, 'pay');
    await gateway.clearFaults();
    if (way === 'single')
      await gateway.fault('code', { on: 'dayStatus', when: 'before', times: null, code: '22000004' });
    run.count();
    const from = performance.now();
    const desk = deskOf(shop);
    const job = desk.payments.catchUp.start([businessDateOf(instant(Date.now()))], false).id;
    await ended(desk, job);
    seconds[way].push((performance.now() - from) / 1_000);
    most[way].push(mostPerSecond(run.calls));
    const report = desk.payments.catchUp.reports().find(({ jobId }) => jobId === job);
    const paid = (await desk.ledger.paymentTotals(desk.profile.id, { states: ['paid'] })).count;
    const expected = numbers.filter((_, place) => place % 4 !== 0).length;
    if (report?.gaps !== 0 || paid !== expected) throw new Error(`${report?.gaps} gaps, ${paid} of ${expected} paid`);
    await run.close();
  });
}

printReport(
  'catchUp',
  [
    { what: `${ORDERS} orders by the bulk query`, samples: seconds.bulk, unit: 's', target: 60 },
    { what: `${ORDERS} orders by single queries`, samples: seconds.single, unit: 's', target: 60 },
    { what: 'most calls within a second, bulk', samples: most.bulk, unit: 'calls', target: 5 },
    { what: 'most calls within a second, single', samples: most.single, unit: 'calls', target: 5 },
  ],
  ['No gap is left in either: every payment that was made meanwhile is known as paid.'],
);

async function ended({ jobs }: Desk, id: string): Promise<void> {
  for (;;) {
    const job = jobs.list().find((one) => one.id === id);
    if (job && job.state === 'done') return;
    if (job && job.state !== 'running') throw new Error(`the job ended as ${job.state}: ${job.error}`);
    await sleep(50);
  }
}
