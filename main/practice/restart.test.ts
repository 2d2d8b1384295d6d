import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPracticeGateway, type PracticeGateway } from './index.ts';
import { about, createMerchant, makeHosted, openPage, paths, press, startGateway } from './testing/merchant.ts';

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'practice-gateway-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await stop(child, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

describe('with a directory', () => {
  test('keys, port and orders are there again; links that were shown still work', async () => {
    const first = await startPracticeGateway({ dataDir });
    const merchant = createMerchant(first);
    const { number, link } = await makeHosted(merchant);
    await openPage(link);
    await first.close();
    await expect(openPage(link)).rejects.toThrow('fetch failed');

    const second = await startGateway({ dataDir });
    expect(second).toMatchObject({
      gatewayUrl: first.gatewayUrl,
      merchantPrivateKey: first.merchantPrivateKey,
      huifuPublicKey: first.huifuPublicKey,
    });
    const page = await openPage(link);
    expect(await press(link, page.html, 'pay')).toContain('data-testid="paid"');
    const { data } = await createMerchant(second).post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_stat: 'S', trans_amt: '12.50' });
  });

  test.skipIf(process.platform === 'win32')('the file is for its owner alone', async () => {
    await startGateway({ dataDir });
    expect(statSync(join(dataDir, 'practice-gateway-1.sqlite')).mode & 0o077).toBe(0);
  });

  test('another port is taken where the last one is in use', async () => {
    const first = await startPracticeGateway({ dataDir });
    await first.close();
    const port = Number(new URL(first.gatewayUrl).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    try {
      const second = await startGateway({ dataDir });
      expect(second.gatewayUrl).not.toBe(first.gatewayUrl);
      await expect(startPracticeGateway({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      squatter.close();
    }
  });
});

test('the merchant’s key can be of another size', async () => {
  const gateway = await startGateway({ merchantKeyBits: 3072 });
  const merchant = createMerchant(gateway);
  const { link } = await makeHosted(merchant);
  expect((await openPage(link)).status).toBe(200);
  expect(Buffer.from(gateway.merchantPrivateKey, 'base64').length).toBeGreaterThan(1_700);
});

describe('the command', () => {
  test('prints one line, serves, survives a kill with its orders', async () => {
    const first = await startCommand('--data', dataDir);
    const { number } = await makeHosted(createMerchant(first.gateway));
    await stop(first.child, 'SIGKILL');
    const second = await startCommand('--data', dataDir);
    expect(second.gateway.merchantPrivateKey).toBe(first.gateway.merchantPrivateKey);
    expect((await createMerchant(second.gateway).control(`/orders/${number}`)).body).toMatchObject({
      stage: 'unopened',
    });
    expect(await stop(second.child, 'SIGTERM')).toBe(0);
    expect(second.output().trim().split('\n')).toHaveLength(1);
    expect(Object.keys(JSON.parse(second.output()) as object)).toEqual(
      'event gateway_url control_url sys_id product_id huifu_id merchant_private_key huifu_public_key project_id'.split(
        ' ',
      ),
    );
  });

  test('takes the port it is given and says so when it cannot', async () => {
    const port = await freePort();
    const first = await startCommand('--port', String(port));
    expect(first.gateway.gatewayUrl).toBe(`http://127.0.0.1:${port}`);
    const second = run('--port', String(port));
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(String(port));
  });

  test.each([['--port', 'x'], ['--port', '70000'], ['--nonsense'], ['extra']])(
    'refuses %s %s in words',
    async (...args) => {
      const child = run(...args);
      expect(await child.ended).toBe(1);
      expect(child.errors()).toContain('参数有误');
      expect(child.errors()).not.toContain('    at ');
    },
  );

  test('explains itself to people', async () => {
    const child = run('--help');
    expect(await child.ended).toBe(0);
    expect(child.output()).toContain('--data');
  });
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [new URL('command.ts', import.meta.url).pathname, ...args]);
  children.push(child);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output, errors: () => errors };
}

async function startCommand(...args: string[]) {
  const started = run(...args, '--json');
  await Promise.race([
    started.ended.then(() => Promise.reject(new Error(started.errors()))),
    new Promise<void>((resolve) => started.child.stdout.on('data', () => started.output().includes('\n') && resolve())),
  ]);
  const ready = JSON.parse(started.output()) as Record<string, string>;
  expect(ready['event']).toBe('ready');
  const gateway: PracticeGateway = {
    gatewayUrl: ready['gateway_url']!,
    controlUrl: ready['control_url']!,
    sysId: ready['sys_id']!,
    productId: ready['product_id']!,
    huifuId: ready['huifu_id']!,
    projectId: ready['project_id']!,
    merchantPrivateKey: ready['merchant_private_key']!,
    huifuPublicKey: ready['huifu_public_key']!,
    close: () => Promise.resolve(),
  };
  return { ...started, gateway };
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
