import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAddress, download, type DownloadLimits } from './download.ts';

const bytes = Buffer.alloc(300_000);
for (let n = 0; n < bytes.length; n += 1) bytes[n] = (n * 31 + (n >> 8)) & 0xff;
const hash = createHash('sha256').update(bytes).digest('hex');
const limits: DownloadLimits = { bytes: 1_000_000, totalMs: 5_000, idleMs: 400, retryMs: [10, 10] };

let dir = '';
let url = '';
let asked: IncomingMessage[] = [];
let serve: (request: IncomingMessage, response: ServerResponse, n: number) => void;
const server = createServer((request, response) => {
  asked.push(request);
  serve(request, response, asked.length);
});

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hc-download-'));
  asked = [];
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/secret?sign=abc`;
  return () => server.closeAllConnections();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function run(change: Partial<Parameters<typeof download>[0]> = {}) {
  return download({
    fetch,
    url,
    local: true,
    into: join(dir, 'file'),
    signal: new AbortController().signal,
    progress: () => {},
    limits,
    ...change,
  });
}

const whole = { ok: true, data: { bytes: bytes.length, sha256: hash } };
const tag = { etag: '"v1"', 'accept-ranges': 'bytes' };

/** Half of the file, announced as a whole one, then a cut. */
function half(response: ServerResponse, headers: Record<string, string> = tag): void {
  response.writeHead(200, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, 150_000), () => setTimeout(() => response.destroy(), 50));
}

describe('a download', () => {
  it('arrives whole, without a word about who asks', async () => {
    serve = (_, response) => response.writeHead(200, tag).end(bytes);
    expect(await run()).toEqual(whole);
    expect(await readFile(join(dir, 'file'))).toEqual(bytes);
    expect(asked[0]!.headers).not.toHaveProperty('cookie');
    expect(asked[0]!.headers).not.toHaveProperty('authorization');
  });

  it('that is cut goes on where it stopped', async () => {
    serve = (request, response, n) => {
      if (n === 1) return half(response);
      const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1]);
      expect(request.headers['if-range']).toBe('"v1"');
      const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(206, { ...tag, 'content-range': range }).end(bytes.subarray(start));
    };
    expect(await run()).toEqual(whole);
    expect(await readFile(join(dir, 'file'))).toEqual(bytes);
    expect(asked).toHaveLength(2);
  });

  it('that is cut begins anew when the server has no mark for it, or another file by now', async () => {
    serve = (_, response, n) => (n === 1 ? half(response, {}) : response.writeHead(200).end(bytes));
    expect(await run()).toEqual(whole);
    expect(asked[1]!.headers).not.toHaveProperty('range');

    asked = [];
    rmSync(join(dir, 'file'));
    serve = (_, response, n) => (n === 1 ? half(response) : response.writeHead(200, { etag: '"v2"' }).end(bytes));
    expect(await run()).toEqual(whole);
    expect(await readFile(join(dir, 'file'))).toEqual(bytes);
  });

  it('with a range that does not fit is not glued together', async () => {
    serve = (_, response, n) => {
      if (n === 1) return half(response);
      if (n === 2)
        return response.writeHead(206, { ...tag, 'content-range': 'bytes 0-9/300000' }).end(bytes.subarray(0, 10));
      response.writeHead(200, tag).end(bytes);
    };
    expect(await run()).toEqual(whole);
    expect(await readFile(join(dir, 'file'))).toEqual(bytes);
  });

  it('that is cut every time is given up', async () => {
    serve = (_, response) => half(response, {});
    expect(await run()).toEqual({ ok: false, error: 'cut' });
    expect(asked).toHaveLength(3);
  });

  it('shorter than announced is not a whole one', async () => {
    serve = (request, response) => {
      request.socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n\r\n`);
      request.socket.write(bytes.subarray(0, 100), () => request.socket.end());
      response.detachSocket(request.socket);
    };
    expect(await run()).toMatchObject({ ok: false });
  });

  it.each([
    ['a redirect', 302, 'redirect'],
    ['a permanent one', 308, 'redirect'],
    ['forbidden', 403, 'expired'],
    ['gone', 404, 'expired'],
    ['nonsense', 418, 'refused'],
    ['a server error, after trying again', 503, 'noAnswer'],
  ] as const)('%s ends it: %i is %s', async (_, status, problem) => {
    serve = (__, response) => response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    expect(await run()).toEqual({ ok: false, error: problem });
    expect(asked).toHaveLength(status === 503 ? 3 : 1);
  });

  it('too large by its own word is not begun, and one that grows is stopped', async () => {
    serve = (_, response) => {
      response.writeHead(200, { 'content-length': '5000000000' });
      response.write('x');
    };
    expect(await run()).toEqual({ ok: false, error: 'tooLarge' });
    rmSync(join(dir, 'file'));
    serve = (_, response) => {
      const more = () => response.writable && response.write(Buffer.alloc(65_536), () => setImmediate(more));
      more();
    };
    expect(await run()).toEqual({ ok: false, error: 'tooLarge' });
  });

  it('that sends nothing for long is given up', async () => {
    serve = (_, response) => response.writeHead(200).write('x');
    expect(await run({ limits: { ...limits, retryMs: [] } })).toEqual({ ok: false, error: 'timeout' });
  });

  it('that drips is ended by the total time', async () => {
    serve = (_, response) => {
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    };
    expect(await run({ limits: { ...limits, totalMs: 600 } })).toEqual({ ok: false, error: 'timeout' });
  });

  it('ends when a person cancels', async () => {
    const cancel = new AbortController();
    serve = (_, response) => {
      response.writeHead(200).write('x');
      setTimeout(() => cancel.abort(), 50);
    };
    expect(await run({ signal: cancel.signal })).toEqual({ ok: false, error: 'cancelled' });
  });

  it('from nobody is no answer', async () => {
    expect(await run({ url: 'http://127.0.0.1:9/x' })).toEqual({ ok: false, error: 'noAnswer' });
  });
});

describe('an address', () => {
  it.each([
    'https://statements.example.com/a?b=c',
    'https://bucket.oss-cn-shanghai.aliyuncs.com:443/x',
    'https://8.8.8.8/x',
  ])('%s may be followed', (text) => expect(checkAddress(text, false)).not.toBeNull());

  it.each([
    'http://statements.example.com/a',
    'ftp://statements.example.com/a',
    'file:///etc/passwd',
    'https://user:secret@statements.example.com/a',
    'https://localhost/a',
    'https://127.0.0.1/a',
    'https://0.0.0.0/a',
    'https://10.1.2.3/a',
    'https://172.20.0.1/a',
    'https://192.168.1.1/a',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/a',
    'https://[::1]/a',
    'https://2130706433/a',
    'https://router/a',
    'https://printer.local/a',
    'not an address',
    `https://statements.example.com/${'a'.repeat(5_000)}`,
  ])('%s may not', (text) => expect(checkAddress(text, false)).toBeNull());

  it('on this machine is for practice alone', () => {
    expect(checkAddress('http://127.0.0.1:8080/a', true)).not.toBeNull();
    expect(checkAddress('http://192.168.1.1/a', true)).toBeNull();
  });
});
