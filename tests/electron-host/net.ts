import type Electron from 'electron';
import http from 'node:http';
import https from 'node:https';
import { onlyKnown, strict } from './strict.ts';

const known = ['method', 'url', 'session', 'redirect', 'credentials', 'cache', 'bypassCustomProtocolHandlers'];

/**
 * `net` over Node's own network: no system proxy, Node's list of certificates; that is the stand-in's difference. Like
 * Electron's, a request neither keeps cookies nor follows a redirect, which ends it with an error.
 */
export const net = strict('net', {
  request(options) {
    onlyKnown('net.request', options as object, known);
    const { url = '', method = 'GET', redirect } = options as Electron.ClientRequestConstructorOptions;
    if (redirect !== 'error') throw new Error("net.request: only redirect: 'error' is known here");
    const request = (url.startsWith('https:') ? https : http).request(url, { method });
    const emit = request.emit.bind(request);
    request.emit = (event: string, ...args: unknown[]) => {
      if (event !== 'response') return emit(event, ...args);
      const response = args[0] as http.IncomingMessage;
      if ((response.statusCode ?? 0) < 300 || (response.statusCode ?? 0) >= 400) return emit(event, ...args);
      request.destroy(new Error("Attempted to redirect, but redirect policy was 'error'"));
      return true;
    };
    return strict('ClientRequest', {
      setHeader: (name: string, value: string) => void request.setHeader(name, value),
      abort: () => void request.destroy(),
      on: ((event: 'error' | 'response', listener: (argument: never) => void) =>
        request.on(event, listener as never)) as never,
      end: ((body: Buffer) => request.end(body)) as never,
    } satisfies Partial<Electron.ClientRequest>) as unknown as Electron.ClientRequest;
  },
} satisfies Partial<Electron.Net>);
