import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { now } from './consoleUnderTest.ts';

/** A call as seen from the gateway's side of the wire: from its first byte to the last byte of its answer. */
export interface WatchedCall {
  path: string;
  from: number;
  to: number;
}

/** Stands before the gateway at `target` and notes how long each call is out of the console's hands. */
export async function watchGateway(target: string) {
  const calls: WatchedCall[] = [];
  const server = createServer(async (request, response) => {
    const from = now();
    const path = request.url ?? '/';
    const answer = await fetch(target + path, {
      method: request.method ?? 'GET',
      headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
      body: await bodyOf(request),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(body);
    calls.push({ path, from, to: now() });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The newest call to a path that ends so. */
    last(pathEnd: string): WatchedCall {
      const call = calls.findLast(({ path }) => path.endsWith(pathEnd));
      if (!call) throw new Error(`no call to ${pathEnd}`);
      return call;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
