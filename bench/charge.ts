import { join } from 'node:path';
import { launchConsole } from '../tests/launchConsole.ts';
import { startPracticeProcess } from '../tests/practiceProcess.ts';
import { addMerchant, buildConsole, now, watchFor, withFolder } from './consoleUnderTest.ts';
import { printReport, type BenchRow } from './report.ts';
import { watchGateway } from './watchedGateway.ts';

/**
 * At the counter: from Enter to the QR and from the gateway's word to "paid", without the gateway's own time, and the
 * way between window and main process. The gateway is a process of its own. `node bench/charge.ts [payments]`.
 */
const PAYMENTS = Number(process.argv[2] ?? 25);
const CALLS = 200;
const BARE = 'bare page.evaluate';

const digit: number[] = [];
const qr: number[] = [];
const sent: number[] = [];
const outside: number[] = [];
const shownAfter: number[] = [];
const paid: number[] = [];
const trips: BenchRow[] = [];

buildConsole();
await withFolder(async (folder) => {
  const practice = await startPracticeProcess();
  const gateway = await watchGateway(practice.gateway_url);
  const run = await launchConsole({ userDataDir: join(folder, 'data') });
  const { page } = run;
  await addMerchant(run, { ...practice, gateway_url: gateway.url }, folder);
  await page.getByTestId('amount-input').click();

  trips.push({ what: BARE, samples: await timed(CALLS, () => page.evaluate(() => 0)) });
  trips.push(await ipc('views.list', 'IPC: saved views (ledger)'), await ipc('app.state', 'IPC: the whole state'));

  for (let number = 1; number <= PAYMENTS; number += 1) {
    // A digit that is drawn shows in the line below the field that reads the amount back.
    const read = await watchFor(page, '.hc-pad-hint .hc-figures');
    await page.keyboard.type('8');
    const typed = await read();
    await page.keyboard.type(`.${10 + (number % 90)}`);

    const code = await watchFor(page, '[data-testid="qr"]');
    await page.keyboard.press('Enter');
    const shown = await code();
    const preorder = gateway.last('/preorder');

    const done = await watchFor(page, '[data-testid="paid-amount"]');
    const order = (await practice.orders()).find(({ stage }) => stage === 'unopened')!;
    await practice.act(order.req_seq_id, 'open');
    await practice.act(order.req_seq_id, 'pay');
    const announced = await done();
    if (number === 1) continue; // loads what only the first payment needs
    digit.push(typed.drawnAt - typed.pressedAt);
    sent.push(preorder.from - shown.pressedAt);
    shownAfter.push(shown.drawnAt - preorder.to);
    outside.push(preorder.to - preorder.from);
    qr.push(shown.drawnAt - shown.pressedAt - (preorder.to - preorder.from));
    paid.push(announced.drawnAt - gateway.last('/queryorderinfo').to);
  }

  async function ipc(channel: 'views.list' | 'app.state', what: string): Promise<BenchRow> {
    const samples = await page.evaluate(
      async ([name, count]) => {
        const times: number[] = [];
        for (let call = 0; call < count; call += 1) {
          const before = performance.now();
          await window.huifuConsole[name](undefined);
          times.push(performance.now() - before);
        }
        return times;
      },
      [channel, CALLS] as const,
    );
    return { what, samples, against: BARE };
  }

  await run.close();
  gateway.close();
  await practice.kill();
});

printReport(
  'charge',
  [
    ...trips,
    { what: 'digit typed, drawn', samples: digit, against: BARE, target: 50 },
    { what: 'Enter to QR drawn, gateway taken out', samples: qr, against: BARE, target: 100 },
    { what: '- Enter to request at the gateway', samples: sent, against: BARE },
    { what: '- answer to QR drawn', samples: shownAfter, against: BARE },
    { what: 'the gateway itself, as taken out', samples: outside, against: BARE },
    { what: 'gateway said paid, drawn', samples: paid, against: BARE, target: 200 },
  ],
  [
    '"Drawn" is the end of the first frame that shows it. The gateway is timed on the wire, at a proxy before it.',
    'In the stand-in host both round trips are DevTools messages; in Electron an IPC call is its own.',
  ],
);

async function timed(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = now();
    await call();
    samples.push(now() - before);
  }
  return samples;
}
