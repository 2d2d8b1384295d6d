import { err, ok, type Result } from './result.ts';

/** The gateway sends notifications to ports 80, 443 and these only (huifu-api.md §5.1). */
export const LISTENER_PORTS = { first: 8_000, last: 9_005 } as const;

/** Where the counter listens: this computer only (a proxy or tunnel on it leads there), or every network it is in. */
export const listenerAddresses = ['loopback', 'all'] as const;

export type PublicUrlProblem = 'badAddress' | 'withQuery' | 'port';

/**
 * Checks the address under which the outside reaches the listener: http or https, no user, query or fragment; a port
 * other than the usual one must be one that the gateway sends to (huifu-api.md §5.1).
 *
 * @returns the address without a trailing slash
 */
export function checkPublicUrl(text: string): Result<string, PublicUrlProblem> {
  const typed = text.trim();
  const url = URL.parse(typed);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) {
    return err('badAddress');
  }
  if (/[?#\\]/.test(typed)) return err('withQuery');
  const port = Number(url.port || '0');
  if (port !== 0 && port !== 80 && port !== 443 && !isListenerPort(port)) return err('port');
  return ok(url.origin + url.pathname.replace(/\/+$/, ''));
}

export function isListenerPort(port: number): boolean {
  return Number.isInteger(port) && port >= LISTENER_PORTS.first && port <= LISTENER_PORTS.last;
}
