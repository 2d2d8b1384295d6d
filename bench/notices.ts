import { generateKeyPairSync, sign } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createMemoryVault } from '../main/vault/memoryVault.ts';
import { openConsole, addProfile, deskOf } from '../main/console/testing/openConsole.ts';
import { sampleEvent, samplePayment } from '../main/ledger/testing/samples.ts';
import type { Payment } from '../shared/domain/payment.ts';
import { instant } from '../shared/domain/time.ts';
import { launchConsole } from '../tests/launchConsole.ts';
import { startPracticeProcess, type PracticeProcess } from '../tests/practiceProcess.ts';
import { addMerchant, buildConsole, now, watchFor, withFolder } from './consoleUnderTest.ts';
import { printReport, type BenchRow } from './report.ts';

/**
 * Notifications: how many are handled durably per second, against SQLite's own rate of commits on the same disk in the
 * same run; and from "paid" on the phone to the screen, listener on and off. `node bench/notices.ts [payments shown]`; 0 leaves
 * the screen out.
 */
const SHOWN = Number(process.argv[2] ?? 15);
const ROUNDS = 5;
const EACH = 400;
const COMMITS = 'SQLite itself: one row, one commit';
const OFF = 'paid on the phone to the screen, listener off';

const rows: BenchRow[] = [];
await withFolder(async (folder) => {
  const practice = await startPracticeProcess();
  await rates(folder, practice);
  if (SHOWN > 0) {
    buildConsole();
    await toTheScreen(folder, practice);
  }
  await practice.kill();
});
printReport('notices', rows, [
  `Rates over ${ROUNDS} rounds of ${EACH}; every commit with synchronous = FULL. Signatures are made beforehand.`,
  '"Acknowledged" is on disk; "recorded" has also moved its payment and left a line in its timeline.',
  'Sender, checks and ledger share this machine’s cores; the sender is in the same process.',
]);

async function rates(folder: string, practice: PracticeProcess): Promise<void> {
  const shop = await openConsole({ dir: join(folder, 'rates'), vault: createMemoryVault() });
  await addProfile(shop, practice);
  const desk = deskOf(shop);
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const huifuPublicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  await desk.ledger.saveProfile({ ...desk.profile, huifuPublicKey });
  await shop.profilesChanged();
  const url = await listen();

  const bare = bareDatabase(folder);
  const commits: number[] = [];
  rows.push({ what: COMMITS, unit: '/s', samples: commits });
  for (const at of [1, 16, 128]) {
    const acknowledged: number[] = [];
    const recorded: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const bodies = (await orders(EACH)).map(notice);
      // Before each round, since the machine's disk may have other things to do meanwhile.
      commits.push(bare.round());
      const from = performance.now();
      await deliver(url, bodies, at);
      acknowledged.push(EACH / ((performance.now() - from) / 1000));
      await desk.counter.settled();
      recorded.push(EACH / ((performance.now() - from) / 1000));
    }
    rows.push({ what: `acknowledged, ${at} at once`, unit: '/s', samples: acknowledged, against: COMMITS });
    rows.push({ what: `recorded, ${at} at once`, unit: '/s', samples: recorded, against: COMMITS });
  }
  bare.close();
  const { counts } = (await desk.counter.view(desk.profile.id)).status;
  if (counts.done !== ROUNDS * EACH * 3) throw new Error(`not every notice was recorded: ${JSON.stringify(counts)}`);
  await shop.close();

  async function listen(): Promise<string> {
    for (let port = 8_200; port < 8_300; port += 1) {
      const publicUrl = `http://127.0.0.1:${port}`;
      await desk.counter.saveListener({ on: true, port, address: 'loopback', publicUrl });
      const { status, notifyUrl } = await desk.counter.view(desk.profile.id);
      if (status.running) return notifyUrl!;
    }
    throw new Error('no free port');
  }

  async function orders(count: number): Promise<Payment[]> {
    const made: Payment[] = [];
    for (let n = 0; n < count; n += 1) {
      const { id, huifuId } = desk.profile;
      // Long over, so that nobody asks for them meanwhile.
      const payment = samplePayment(id, { huifuId, state: 'waiting', expiresAt: instant(0) });
      await desk.ledger.insertPayment(payment, sampleEvent());
      made.push(payment);
    }
    return made;
  }

  function notice(payment: Payment): string {
    const text = JSON.stringify({
      resp_code: '00000000',
      huifu_id: payment.huifuId,
      req_date: payment.requestDate,
      req_seq_id: payment.requestNumber,
      hf_seq_id: `H${payment.requestNumber}`,
      trans_type: 'T_JSAPI',
      trans_amt: '12.50',
      pay_amt: '12.50',
      fee_amount: '0.05',
      trans_stat: 'S',
      acct_stat: 'S',
      notify_type: '2',
      wx_response: JSON.stringify({ bank_type: 'OTHERS', sub_openid: 'oTest_0000000001' }),
    });
    const signature = sign('sha256', Buffer.from(text), keys.privateKey).toString('base64');
    return new URLSearchParams({ resp_code: '10000', sign: signature, resp_data: text }).toString();
  }
}

/** A row of a notice's size, written and committed, again and again. */
function bareDatabase(folder: string) {
  const db = new DatabaseSync(join(folder, 'bare.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE notice (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO notice (text) VALUES (?)');
  const text = 'x'.repeat(900);
  return {
    /** Commits per second. */
    round(): number {
      const from = performance.now();
      for (let n = 0; n < EACH; n += 1) insert.run(text);
      return EACH / ((performance.now() - from) / 1000);
    },
    close: () => db.close(),
  };
}

async function deliver(url: string, bodies: string[], at: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: at });
  const left = [...bodies];
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (let body = left.pop(); body !== undefined; body = left.pop()) await post(url, body, agent);
    }),
  );
  agent.destroy();
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
    const request = httpRequest(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}`))));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The payer's tap is the gateway's record of it; the screen is the end of the first frame that says so. */
async function toTheScreen(folder: string, practice: PracticeProcess): Promise<void> {
  for (const on of [false, true]) {
    const run = await launchConsole({ userDataDir: join(folder, on ? 'on' : 'off') });
    const { page } = run;
    await addMerchant(run, practice, folder);
    if (on) {
      const port = 8_300 + Math.floor(Math.random() * 600);
      await page.evaluate(
        (chosen) =>
          window.huifuConsole['counter.saveListener']({
            on: true,
            port: chosen,
            address: 'loopback',
            publicUrl: `http://127.0.0.1:${chosen}`,
          }),
        port,
      );
    }
    const samples: number[] = [];
    for (let number = 0; number <= SHOWN; number += 1) {
      await page.getByTestId('amount-input').click();
      await page.keyboard.type(`8.${10 + (number % 90)}`);
      await page.keyboard.press('Enter');
      await page.getByTestId('qr').waitFor();
      const done = await watchFor(page, '[data-testid="paid-amount"]');
      const order = (await practice.orders()).find(({ stage }) => stage === 'unopened')!;
      await practice.act(order.req_seq_id, 'open');
      // Somewhere between two queries.
      await page.waitForTimeout(700 + Math.random() * 2_000);
      const paidAt = now();
      await practice.act(order.req_seq_id, 'pay');
      const { drawnAt } = await done();
      if (number > 0) samples.push(drawnAt - paidAt); // the first one loads what only it needs
    }
    rows.push(
      on
        ? { what: 'paid on the phone to the screen, listener on', samples, against: OFF, target: 1_000 }
        : { what: OFF, samples },
    );
    await run.close();
  }
}
