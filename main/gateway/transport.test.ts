import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/time.ts';
import { newTestKey, selfSignedCertificate } from './testing.ts';
import { createTransport, MAX_ANSWER_BYTES, type TransportResult } from './transport.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listening(server: TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function httpAt(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createHttpServer(listener))}`;
}

interface Sending {
  body?: string;
  headers?: Record<string, string>;
  timeoutMs?: number;
  now?: number;
  fetch?: typeof fetch;
}

function post(url: string, sending: Sending = {}): Promise<TransportResult> {
  const at = sending.now ?? Date.now();
  const send = createTransport({
    fetch: sending.fetch ?? fetch,
    now: () => instant(at),
    ...(sending.timeoutMs === undefined ? {} : { timeoutMs: sending.timeoutMs }),
  });
  return send({ url, body: sending.body ?? '{}', headers: sending.headers ?? {} });
}

const deaf = () => new Promise<Response>(() => undefined);
const failing = (error: unknown) => async (): Promise<Response> => {
  throw error;
};

const timedOut = (syscall: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ETIMEDOUT', syscall }) });

const answered = (text: string | null, status = 200) => ({
  kind: 'answered',
  status,
  text,
  clockAheadMs: expect.any(Number) as number,
});

describe('an answer', () => {
  it('comes back as the text that was sent, to the byte, and the request went out as given', async () => {
    const text = ' {"data":{"fee":0.00,"d":"汇付\\/\\u4e2d"},\n"sign":"a"} ';
    const seen: unknown[] = [];
    const url = await httpAt((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push(request.method, request.url, Buffer.concat(chunks).toString('utf8'), request.headers);
        response.end(text);
      });
    });
    const body = '{"sys_id":"1","data":{"goods_desc":"拿铁/<热>&"}}';
    const headers = { 'Content-Type': 'application/json;charset=UTF-8', 'jpt-x-skill-huifu_id': '6666' };
    expect(await post(`${url}/prefix/v2/x`, { body, headers })).toEqual(answered(text));
    expect(seen.slice(0, 3)).toEqual(['POST', '/prefix/v2/x', body]);
    expect(seen[3]).toMatchObject({
      'content-type': 'application/json;charset=UTF-8',
      'content-length': String(Buffer.byteLength(body)),
      'jpt-x-skill-huifu_id': '6666',
    });
    expect(seen[3]).not.toHaveProperty('cookie');
    expect(seen[3]).not.toHaveProperty('content-encoding');
  });

  it('is taken up to the limit and not beyond it, however it is packed', async () => {
    let body: Buffer = Buffer.alloc(0);
    let encoding: string | null = null;
    const url = await httpAt((_, response) => {
      if (encoding) response.setHeader('content-encoding', encoding);
      response.end(body);
    });
    body = Buffer.alloc(MAX_ANSWER_BYTES, 'a');
    expect(await post(url)).toEqual(answered('a'.repeat(MAX_ANSWER_BYTES)));
    body = Buffer.alloc(MAX_ANSWER_BYTES + 1, 'a');
    expect(await post(url)).toEqual(answered(null));
    body = gzipSync(Buffer.alloc(MAX_ANSWER_BYTES * 40));
    encoding = 'gzip';
    expect(await post(url)).toEqual(answered(null));
  });

  it('of endless length is not read to its end', async () => {
    const { promise: over, resolve: closed } = Promise.withResolvers<void>();
    const url = await httpAt((_, response) => {
      const more = () => void (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more));
      response.on('close', closed);
      more();
    });
    expect(await post(url)).toEqual(answered(null));
    await over;
  });

  it('that is not UTF-8 has no text', async () => {
    const url = await httpAt((_, response) => response.end(Buffer.from('{"a":"\xff\xfe"}', 'latin1')));
    expect(await post(url)).toEqual(answered(null));
  });

  it.each([201, 301, 302, 307, 404, 412, 500, 502, 512, 599, 911, 912, 914, 921, 922, 923])(
    'with status %i keeps its status',
    async (status) => {
      let calls = 0;
      const url = await httpAt((_, response) => {
        calls += 1;
        response.writeHead(status, { location: '/elsewhere' }).end('<html>login</html>');
      });
      expect(await post(url)).toEqual(answered(null, status));
      expect(calls).toBe(1);
    },
  );

  it('tells how far the clocks are apart, half of the round trip taken off', async () => {
    const url = await httpAt((_, response) => {
      response.setHeader('date', 'Mon, 05 Jan 2026 01:30:00 GMT');
      response.end('{}');
    });
    const server = Date.parse('2026-01-05T01:30:00Z');
    const behind = await post(url, { now: server - 90_000 });
    const ahead = await post(url, { now: server + 90_000 });
    const [first, second] = [behind, ahead].map((r) => (r.kind === 'answered' ? r.clockAheadMs : null));
    // Half a second for the header's whole seconds; half of a loopback round trip is far less than the 5 s allowed here.
    expect(first).toBeGreaterThanOrEqual(90_500);
    expect(first).toBeLessThan(95_500);
    expect(second).toBeGreaterThanOrEqual(-89_500);
    expect(second).toBeLessThan(-84_500);
  });

  it('without a readable date says nothing about clocks', async () => {
    const url = await httpAt((request, response) => {
      response.sendDate = false;
      if (request.url === '/nonsense') response.setHeader('date', 'yesterday');
      response.end('{}');
    });
    expect(await post(`${url}/none`)).toMatchObject({ kind: 'answered', clockAheadMs: null });
    expect(await post(`${url}/nonsense`)).toMatchObject({ kind: 'answered', clockAheadMs: null });
  });
});

describe('no answer, maybe sent', () => {
  it('cut before, and in the middle of, the answer', async () => {
    const url = await httpAt((request, response) => {
      if (request.url === '/reset') return void request.socket.resetAndDestroy();
      if (request.url === '/end') return void request.socket.end();
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data":', () => request.socket.resetAndDestroy());
    });
    expect(await post(`${url}/reset`)).toEqual({ kind: 'lost', reason: 'connectionLost', detail: 'ECONNRESET' });
    expect(await post(`${url}/end`)).toEqual({ kind: 'lost', reason: 'connectionLost', detail: 'UND_ERR_SOCKET' });
    expect(await post(`${url}/middle`)).toEqual({ kind: 'lost', reason: 'connectionLost', detail: 'body' });
  });

  it('not HTTP at all', async () => {
    const port = await listening(createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-x\r\n'))));
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'lost', reason: 'connectionLost' });
  });

  it('silence, before the headers and within the body', async () => {
    const url = await httpAt((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('{"data"');
    });
    const timeout = { kind: 'lost', reason: 'timeout', detail: 'ETIMEDOUT' };
    expect(await post(`${url}/headers`, { timeoutMs: 150 })).toEqual(timeout);
    expect(await post(`${url}/body`, { timeoutMs: 150 })).toEqual(timeout);
  });

  it('silence of a network that does not listen to being cancelled', async () => {
    expect(await post('https://api.huifu.com', { timeoutMs: 50, fetch: deaf })).toMatchObject({ reason: 'timeout' });
  });

  it('TLS that breaks off, or that turns out to be something else', async () => {
    const cut = await listening(createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    const plain = await listening(createHttpServer((_, response) => response.end('{}')));
    expect(await post(`https://127.0.0.1:${cut}`)).toMatchObject({ kind: 'lost', reason: 'connectionLost' });
    expect(await post(`https://127.0.0.1:${plain}`)).toMatchObject({ kind: 'lost', reason: 'connectionLost' });
  });
});

describe('certainly not sent', () => {
  it('no listener', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await closers.pop()?.();
    expect(await post(`http://127.0.0.1:${port}`)).toEqual({
      kind: 'notSent',
      reason: 'refused',
      detail: 'ECONNREFUSED',
    });
    expect(await post(`http://localhost:${port}`)).toEqual({
      kind: 'notSent',
      reason: 'refused',
      detail: 'ECONNREFUSED',
    });
  });

  it('no such name', async () => {
    expect(await post('https://gateway.invalid')).toMatchObject({ kind: 'notSent', reason: 'dns' });
  });

  it('an address that nothing can be sent to', async () => {
    for (const url of ['http://127.0.0.1:1/', 'https://']) {
      expect(await post(url)).toMatchObject({ kind: 'notSent', reason: 'badAddress' });
    }
  });

  it('a certificate that nobody vouches for, or of another host; the request is not seen by that server', async () => {
    const key = newTestKey();
    const seen: string[] = [];
    const listener: RequestListener = (request, response) => {
      seen.push(request.url ?? '');
      response.end('{}');
    };
    const own: Server = createHttpsServer(selfSignedCertificate(key, 'localhost'), listener);
    const port = await listening(own);
    expect(await post(`https://localhost:${port}`)).toEqual({
      kind: 'notSent',
      reason: 'tls',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });

    const before = getCACertificates('default');
    setDefaultCACertificates([...before, selfSignedCertificate(key, 'localhost').cert]);
    try {
      expect(await post(`https://127.0.0.1:${port}`)).toEqual({
        kind: 'notSent',
        reason: 'tls',
        detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
      });
      expect(seen).toEqual([]);
      expect(await post(`https://localhost:${port}/ok`)).toEqual(answered('{}'));
      expect(seen).toEqual(['/ok']);
    } finally {
      setDefaultCACertificates(before);
    }
  });
});

describe("errors as the desktop shell's network words them", () => {
  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'refused'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'refused'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_CERT_DATE_INVALID', 'tls'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'tls'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls'],
    ['net::ERR_UNSAFE_PORT', 'badAddress'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'badAddress'],
  ])('%s was not sent', async (message, reason) => {
    expect(await post('https://api.huifu.com', { fetch: failing(new Error(message)) })).toEqual({
      kind: 'notSent',
      reason,
      detail: message.slice(5),
    });
  });

  it.each([
    ['net::ERR_CONNECTION_RESET', 'connectionLost'],
    ['net::ERR_CONNECTION_CLOSED', 'connectionLost'],
    ['net::ERR_EMPTY_RESPONSE', 'connectionLost'],
    ['net::ERR_NETWORK_CHANGED', 'connectionLost'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'connectionLost'],
    ['net::ERR_TIMED_OUT', 'timeout'],
    ['net::ERR_FAILED', 'connectionLost'],
  ])('%s may have been sent', async (message, reason) => {
    expect(await post('https://api.huifu.com', { fetch: failing(new Error(message)) })).toEqual({
      kind: 'lost',
      reason,
      detail: message.slice(5),
    });
  });

  it.each([
    [new Error('x'.repeat(99))],
    ['just text'],
    [undefined],
    [{ code: 7 }],
    [Object.assign(new Error('q'), { code: 'read it: {"sign":1}' })],
  ])('an error that nobody knows may have been sent (%#), and its words stay here', async (error) => {
    const result = await post('https://api.huifu.com', { fetch: failing(error), body: '{"sign":"SECRET"}' });
    expect(result).toMatchObject({ kind: 'lost', reason: 'connectionLost' });
    expect(JSON.stringify(result)).not.toMatch(/SECRET|xxx|read it/);
  });

  it('a connection that timed out while connecting was not sent, while reading it may have been', async () => {
    expect(await post('https://api.huifu.com', { fetch: failing(timedOut('connect')) })).toEqual({
      kind: 'notSent',
      reason: 'refused',
      detail: 'ETIMEDOUT',
    });
    expect(await post('https://api.huifu.com', { fetch: failing(timedOut('read')) })).toEqual({
      kind: 'lost',
      reason: 'timeout',
      detail: 'ETIMEDOUT',
    });
  });
});
