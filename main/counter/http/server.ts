import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBudget, readBody, type Budget } from './body.ts';
import { clientOf } from './client.ts';

/** What came in, whole and within its limits. */
export interface Received {
  method: string;
  /** Path and query as asked for; the host is whatever the caller wrote and is never used. */
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The caller's IP address: of the connection, or what a proxy on this machine says. */
  client: string;
}

export interface Page {
  status: number;
  headers?: Record<string, string | string[]>;
  body: string;
}

export interface HttpServer {
  port: number;
  close(): Promise<void>;
}

const limits = {
  /** Connections beyond these are turned away at the door; whoever has news for the shop comes again (huifu-api.md §5.1). */
  connections: 4_096,
  /** A sender must have its headers, and then its whole request, through in this time, ms. */
  headersMs: 5_000,
  requestMs: 10_000,
  /** Largest body, and what all bodies on their way in may hold together. */
  bodyBytes: 1_048_576,
  allBodiesBytes: 48 * 1_048_576,
};

const MAX_HEADER_BYTES = 16_384;

/** Sent with everything: nothing here is for a cache, a frame, or another site to know about. */
const GUARDS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Serves HTTP to strangers. Whatever they send, and however slowly, is bounded in time and memory; a handler that throws
 * is answered with 500. Rejects when the port cannot be had.
 *
 * @param port 0 takes any free one
 */
export async function serveHttp(options: {
  host: string;
  port: number;
  handle: (request: Received) => Promise<Page>;
  fault: (error: unknown) => void;
}): Promise<HttpServer> {
  const budget = createBudget(limits.allBodiesBytes);
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
    },
    (req, res) => void serve(req, res, { ...options, budget }),
  );
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = 1_000;
  // A reader that does not read what it asked for.
  server.setTimeout(limits.requestMs + limits.headersMs);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = { HPE_HEADER_OVERFLOW: '431', ERR_HTTP_REQUEST_TIMEOUT: '408' }[error.code ?? ''] ?? '400';
    if (socket.writable) socket.end(`HTTP/1.1 ${status} \r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port, backlog: 4_096 }, () => {
      server.off('error', reject);
      server.on('error', options.fault);
      resolve();
    });
  });
  return { port: (server.address() as AddressInfo).port, close: () => stop(server) };
}

/** A moment for answers under way, then the rest is cut. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(
  req: IncomingMessage,
  res: ServerResponse,
  given: {
    handle: (request: Received) => Promise<Page>;
    fault: (error: unknown) => void;
    budget: Budget;
  },
): Promise<void> {
  const held = given.budget.open();
  try {
    const url = URL.parse(req.url ?? '/', 'http://counter.invalid');
    if (!url) return write(res, { status: 400, body: '' });
    const body = await readBody(req, limits.bodyBytes, held);
    if (body === 'gone') return void res.destroy();
    if (body === 'tooLong') return write(res, { status: 413, headers: { connection: 'close' }, body: '' });
    if (body === 'busy')
      return write(res, { status: 503, headers: { connection: 'close', 'retry-after': '5' }, body: '' });
    const { method = 'GET', headers } = req;
    write(res, await given.handle({ method, url, headers, body, client: clientOf(req) }));
  } catch (error) {
    given.fault(error);
    if (res.headersSent) res.destroy();
    else write(res, { status: 500, body: '' });
  } finally {
    held.close();
  }
}

function write(res: ServerResponse, page: Page): void {
  const body = Buffer.from(page.body, 'utf8');
  res.writeHead(page.status, { ...GUARDS, ...page.headers, 'content-length': body.byteLength });
  res.end(res.req.method === 'HEAD' ? undefined : body);
}
