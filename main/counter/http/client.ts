import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The caller's IP address. Behind a proxy or tunnel on this same machine every connection comes from loopback; then the
 * last entry of `X-Forwarded-For`, which that proxy wrote, tells who called it. Anybody else's word for it does not count.
 */
export function clientOf(
  req: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
): string {
  const peer = plain(req.socket.remoteAddress ?? '');
  if (peer !== '::1' && !peer.startsWith('127.')) return peer;
  const forwarded = [req.headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)!.trim();
  return isIP(forwarded) === 0 ? peer : plain(forwarded);
}

/** IPv4 as such, also where the system hands it wrapped in IPv6. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
