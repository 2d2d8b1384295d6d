import { connect, type Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Payment } from '../../shared/domain/payment.ts';
import { newTestKey } from '../gateway/testing.ts';
import { ask, CounterShop } from './testing/shop.ts';

/** How many genuine notices come at once, each about an order of its own. */
const AT_ONCE = 2_000;

let shop: CounterShop;
let payment: Payment;
beforeAll(async () => {
  shop = await CounterShop.open();
  payment = await shop.charge();
  await shop.signNotices();
});
afterAll(() => shop.close());

/** Writes to a socket as it likes; resolves to everything that came back when the other side closes, or after `ms`. */
function raw(write: (socket: Socket) => void, ms = 15_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(shop.port, '127.0.0.1');
    let received = '';
    const end = () => resolve(received);
    socket.setTimeout(ms, () => socket.destroy());
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('error', end);
    socket.on('close', end);
    socket.on('connect', () => write(socket));
  });
}

const path = () => new URL(shop.notifyUrl).pathname;
const counts = async () => (await shop.desk.counter.view(shop.desk.profile.id)).status.counts;

async function untouched(): Promise<void> {
  await shop.desk.counter.settled();
  expect((await shop.reread(payment)).state).toBe('waiting');
  expect(await counts()).toEqual({ done: 0, stored: 0, orphan: 0, refused: 0 });
}

/** As the gateway does: three more times when it is not acknowledged (huifu-api.md §5.1). */
async function deliver(body: string, wanted: string): Promise<number> {
  for (const wait of [0, 500, 1_000, 2_000]) {
    if (wait > 0) await sleep(wait);
    const answer = await shop.post(body);
    if (answer.status === 200 && answer.body === wanted) return 1;
  }
  return 0;
}

describe('strangers at the listener', () => {
  it('cannot have anything accepted: wrong keys, changed texts, no signature, replays of other merchants’ notices', async () => {
    const genuine = shop.notice(payment);
    const fields = new URLSearchParams(genuine);
    const foreignKey = newTestKey();
    const text = fields.get('resp_data')!;
    const forged = [
      new URLSearchParams({ resp_data: text, sign: foreignKey.sign(text) }).toString(),
      new URLSearchParams({ resp_data: text.replace('12.50', '12.51'), sign: fields.get('sign')! }).toString(),
      new URLSearchParams({ resp_data: `${text} `, sign: fields.get('sign')! }).toString(),
      new URLSearchParams({ resp_data: text }).toString(),
      new URLSearchParams({ resp_data: text, sign: '' }).toString(),
      new URLSearchParams({ resp_data: text, sign: 'AAAA' }).toString(),
      genuine.replaceAll('%2B', '+'),
      shop.notice({ ...payment, huifuId: '6666000000009999' }),
      JSON.stringify({ resp_data: text, sign: fields.get('sign')!.slice(4) }),
      text,
      '',
      '{"resp_data":',
      '<xml/>',
    ].filter((body) => body !== genuine);
    for (const body of forged) {
      const answer = await shop.post(body);
      expect([answer.status, answer.body]).toEqual([400, '']);
    }
    await untouched();
  });

  it('find no other door: methods, paths, upgrades, smuggling', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await ask(shop.notifyUrl, { method })).status).toBe(405);
    for (const wrong of [
      '/',
      '/huifu/notify/',
      '/huifu/notify/nobody',
      `${path()}/x`,
      `/huifu/notify/..%2f..%2f`,
      '/huifu/notify/__proto__',
      '/page/../../etc/passwd',
      '/page/pay.js/x',
      '/huifu/webhook/nobody',
    ]) {
      const answer = await shop.post(shop.notice(payment), shop.url + wrong);
      expect([404, 405]).toContain(answer.status);
      expect(answer.body).not.toContain('RECV');
    }
    const lines = [
      `CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET ${path()} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      `POST ${path()} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST ${path()} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde`,
      `GET ${'/'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `POST ${path()} HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(40_000)}\r\n\r\n`,
      `${'\0'.repeat(64)}\r\n\r\n`,
      `GET / HTTP/9.9\r\n\r\n`,
    ];
    for (const line of lines) {
      const said = await raw((socket) => socket.end(line), 8_000);
      expect(said).not.toMatch(/^HTTP\/1\.1 2|RECV/);
    }
    await untouched();
  });

  it('cannot send more than a megabyte, declared or chunked', async () => {
    const large = `resp_data=${'a'.repeat(2 * 1_048_576)}`;
    expect([413, 0]).toContain((await shop.post(large)).status);
    const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`;
    const said = await raw((socket) => {
      socket.write(`POST ${path()} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
      let left = 40;
      const more = () => {
        while (left > 0 && socket.writable) {
          left -= 1;
          if (!socket.write(chunk)) return void socket.once('drain', more);
        }
        if (socket.writable) socket.end('0\r\n\r\n');
      };
      more();
    });
    expect(said).toMatch(/^HTTP\/1\.1 413|^$/);
    await untouched();
  });

  it('who send slowly, or half, are let go after a while', async () => {
    const since = performance.now();
    const slow = await Promise.all([
      raw((socket) => void socket.write('POST ')),
      raw((socket) => void socket.write(`POST ${path()} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nresp`)),
      raw((socket) => {
        socket.write(`POST ${path()} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
        const drip = setInterval(() => socket.write('1\r\na\r\n'), 300);
        socket.on('close', () => clearInterval(drip));
      }),
    ]);
    expect(performance.now() - since).toBeLessThan(14_000);
    for (const said of slow) expect(said).not.toMatch(/^HTTP\/1\.1 2/);
    await untouched();
  });
});

describe('two thousand notices at once, among slow senders, forgers and large bodies', () => {
  it('are all acknowledged, all on disk, all recorded once; memory and the window’s process stay calm', async () => {
    const bodies = Array.from({ length: AT_ONCE }, (_, n) => {
      const number = `P20260105093000T1${String(n).padStart(8, '0')}`;
      return { body: shop.notice({ ...payment, requestNumber: number }), wanted: `RECV_ORD_ID_${number}` };
    });
    const mine = { body: shop.notice(payment), wanted: `RECV_ORD_ID_${payment.requestNumber}` };
    const forged = shop.notice(payment).replace('sign=', 'sign=AAAA');
    const large = Buffer.alloc(1_000_000, 97);

    const slow = Array.from({ length: 200 }, () => raw((socket) => void socket.write('POST /huifu'), 20_000));
    const memory = process.memoryUsage().rss;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const since = performance.now();
    const [acknowledged, , refused] = await Promise.all([
      Promise.all([...bodies, mine, mine, mine].map(({ body, wanted }) => deliver(body, wanted))),
      Promise.all(Array.from({ length: 60 }, () => shop.post(large))),
      Promise.all(Array.from({ length: 500 }, () => shop.post(forged))),
    ]);
    await shop.desk.counter.settled();
    const seconds = (performance.now() - since) / 1000;
    delay.disable();

    expect(acknowledged.reduce((sum, one) => sum + one, 0)).toBe(AT_ONCE + 3);
    expect(new Set(refused.map(({ status }) => status)).has(200)).toBe(false);
    expect(await counts()).toMatchObject({ orphan: AT_ONCE, done: 1, stored: 0, refused: 0 });
    expect((await shop.reread(payment)).state).toBe('paid');
    const lines = (await shop.desk.ledger.paymentEvents(payment.id)).filter(({ kind }) => kind === 'notice');
    expect(lines).toHaveLength(1);
    expect((process.memoryUsage().rss - memory) / 1_048_576).toBeLessThan(400);
    // The sender's own work is in here too; a window would notice half a second.
    expect(delay.percentile(99) / 1e6).toBeLessThan(500);
    await Promise.all(slow);
    expect(seconds).toBeLessThan(60);
  });

  it('again, as replays: acknowledged, and nothing changes', async () => {
    const before = await counts();
    const events = (await shop.desk.ledger.paymentEvents(payment.id)).length;
    const replays = Array.from({ length: 300 }, (_, n) => {
      const number = `P20260105093000T1${String(n).padStart(8, '0')}`;
      return deliver(shop.notice({ ...payment, requestNumber: number }), `RECV_ORD_ID_${number}`);
    });
    expect((await Promise.all(replays)).every((one) => one === 1)).toBe(true);
    await shop.desk.counter.settled();
    expect(await counts()).toEqual(before);
    expect(await shop.desk.ledger.paymentEvents(payment.id)).toHaveLength(events);
  });
});
