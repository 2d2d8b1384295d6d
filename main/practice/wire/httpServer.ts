import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Largest request body; real calls are below 10 KB (huifu-api.md §1.2). */
const MAX_BODY_BYTES = 1_048_576;

export interface Received {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Page {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** What becomes of a request: an answer, half of one, a cut connection, or silence until the caller gives up. */
export type Ending = { kind: 'answer' | 'half'; page: Page } | { kind: 'cut' } | { kind: 'silence' };

export interface Listener {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves HTTP on one address with bounded headers, bodies and times. A handler that throws is answered with 500.
 * Port 0 takes a free one. Rejects when the port is taken.
 */
export async function listen(
  host: string,
  port: number,
  handle: (request: Received) => Promise<Ending>,
): Promise<Listener> {
  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000 }, (req, res) => {
    void serve(req, res, handle);
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.off('error', reject) && undefined));
  });
  return { port: (server.address() as AddressInfo).port, close: () => stop(server) };
}

/** A connection that is being answered with silence would otherwise hold the server open. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(req: IncomingMessage, res: ServerResponse, handle: (request: Received) => Promise<Ending>) {
  try {
    const body = await readBody(req);
    if (body === 'gone') return;
    if (body === 'tooLong') return write(res, { status: 413, headers: { connection: 'close' }, body: '' });
    const url = URL.parse(req.url ?? '/', 'http://localhost');
    if (!url) return write(res, { status: 400, body: '' });
    finish(res, await handle({ method: req.method ?? 'GET', url, headers: req.headers, body }));
  } catch {
    if (res.headersSent) res.destroy();
    else write(res, { status: 500, body: '' });
  }
}

async function readBody(req: IncomingMessage): Promise<Buffer | 'tooLong' | 'gone'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) return 'tooLong';
      chunks.push(chunk);
    }
  } catch {
    return 'gone';
  }
  return Buffer.concat(chunks);
}

function finish(res: ServerResponse, ending: Ending): void {
  if (ending.kind === 'answer') return write(res, ending.page);
  if (ending.kind === 'cut') return void res.destroy();
  if (ending.kind === 'half') writeHalf(res, ending.page);
}

function write(res: ServerResponse, page: Page): void {
  res.writeHead(page.status, { 'cache-control': 'no-store', ...page.headers }).end(page.body);
}

function writeHalf(res: ServerResponse, page: Page): void {
  const bytes = typeof page.body === 'string' ? Buffer.from(page.body) : page.body;
  res.writeHead(page.status, { ...page.headers, 'content-length': String(bytes.length) });
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.destroy());
}
