import { net, session, type IncomingMessage } from 'electron';
import { Readable } from 'node:stream';
import { outsideAddress } from './addresses.ts';

/**
 * A `fetch` for the gateway on Electron's own network stack, so that the system's proxy and certificates apply. It has a
 * session of its own without cache or cookies, follows no redirect, and reaches https addresses, or http on this computer.
 * Certificate errors end the call; nothing here or elsewhere overrides them. Call once `app` is ready.
 *
 * Made on `net.request`: Electron's own `fetch` builds a `Response`, whose constructor throws for the gateway's statuses
 * 911–923 (huifu-api.md §4.1), and it does so in an event handler, where nobody can catch it.
 */
export function createGatewayFetch(): typeof fetch {
  const own = session.fromPartition('gateway', { cache: false });
  return async (input, init) => {
    const asked = new Request(input, init);
    if (!outsideAddress(asked.url)) throw new TypeError('refused: not an https address');
    const body = Buffer.from(await asked.arrayBuffer());
    asked.signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const request = net.request({
        method: asked.method,
        url: asked.url,
        session: own,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        bypassCustomProtocolHandlers: true,
      });
      asked.headers.forEach((value, name) => request.setHeader(name, value));
      asked.signal.addEventListener('abort', () => {
        request.abort();
        reject(asked.signal.reason as Error);
      });
      request.on('error', reject);
      request.on('response', (response) => {
        // A header that no `Response` may hold would throw here, in an event handler.
        try {
          resolve(asResponse(response));
        } catch (error) {
          request.abort();
          reject(error);
        }
      });
      request.end(body);
    });
  };
}

/** A `Response` whose status may be any number. */
function asResponse(message: IncomingMessage): Response {
  const body = Readable.toWeb(message as unknown as Readable) as ReadableStream;
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const response = new Response(body, { headers });
  return Object.defineProperties(response, {
    status: { value: message.statusCode },
    statusText: { value: message.statusMessage },
    ok: { value: message.statusCode >= 200 && message.statusCode < 300 },
  });
}
