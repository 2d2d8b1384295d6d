import type { ListenerProblem, ListenerSettings } from '../../shared/contract/counter.ts';
import { checkPublicUrl, LISTENER_PORTS } from '../../shared/domain/listener.ts';
import type { HttpServer, Page, Received } from './http/server.ts';

/** The socket itself: at most one, on the port and address that the owner chose. */
export interface Listener {
  /** Stops what runs and starts what is wanted; what came of it is in {@link Listener.port} and {@link Listener.problem}. */
  apply(settings: ListenerSettings): Promise<void>;
  /** Takes the given port where it is free, else another one of the range; for practice mode, which nobody sets up. */
  applyAnywhere(firstTry: number): Promise<void>;
  readonly port: number | null;
  readonly problem: ListenerProblem | null;
  /** Under which the outside reaches it, without a slash at the end; `null` when it runs for nobody. */
  readonly publicUrl: string | null;
  close(): Promise<void>;
}

const hosts = { loopback: '127.0.0.1', all: '::' } as const;

/**
 * @param handle is given the path without what a proxy's prefix adds (`publicUrl` may have a path of its own)
 */
export function createListener(
  handle: (request: Received, path: string) => Promise<Page>,
  fault: (error: unknown) => void,
): Listener {
  let server: HttpServer | null = null;
  let problem: ListenerProblem | null = null;
  let publicUrl: string | null = null;
  let prefix = '';

  async function stop(): Promise<void> {
    const running = server;
    server = null;
    publicUrl = null;
    problem = null;
    await running?.close();
  }

  const route = (request: Received) => handle(request, pathOf(request.url.pathname, prefix));
  // Most shops have no listener, and the server brings all of Node's network with it.
  const serve = async (host: string, port: number) => {
    const { serveHttp } = await import('./http/server.ts');
    return serveHttp({ host, port, handle: route, fault });
  };

  return {
    async apply(settings) {
      await stop();
      if (!settings.on) return;
      const checked = checkPublicUrl(settings.publicUrl);
      prefix = checked.ok ? new URL(checked.data).pathname.replace(/\/$/, '') : '';
      try {
        server = await serve(hosts[settings.address], settings.port).catch((error: unknown) => {
          // A machine without IPv6 has no `::`.
          if (settings.address === 'all' && codeOf(error) === 'EAFNOSUPPORT') return serve('0.0.0.0', settings.port);
          throw error;
        });
        publicUrl = checked.ok ? checked.data : null;
      } catch (error) {
        problem = problemOf(error);
        fault(error);
      }
    },

    async applyAnywhere(firstTry) {
      await stop();
      prefix = '';
      const { first, last } = LISTENER_PORTS;
      // Several consoles may practise on one machine: each looks from another place on.
      const start = first + Math.floor(Math.random() * (last - first));
      const ports = [
        firstTry,
        ...Array.from({ length: 40 }, (_, n) => first + ((start - first + n) % (last - first + 1))),
      ];
      for (const port of ports) {
        try {
          server = await serve(hosts.loopback, port);
          publicUrl = `http://${hosts.loopback}:${server.port}`;
          return;
        } catch (error) {
          if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') fault(error);
        }
      }
      problem = 'portTaken';
    },

    get port() {
      return server?.port ?? null;
    },
    get problem() {
      return problem;
    },
    get publicUrl() {
      return publicUrl;
    },
    close: stop,
  };
}

function pathOf(path: string, prefix: string): string {
  return prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | null)?.code ?? '');
}

function problemOf(error: unknown): ListenerProblem {
  const code = codeOf(error);
  return code === 'EADDRINUSE' ? 'portTaken' : code === 'EACCES' ? 'portForbidden' : 'failed';
}
