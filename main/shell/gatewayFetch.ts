import { session } from 'electron';
import { outsideAddress } from './addresses.ts';

/**
 * A `fetch` for the gateway on Electron's own network stack, so that the system's proxy and certificates apply. It has a
 * session of its own without cache or cookies, follows no redirect, and reaches https addresses, or http on this computer.
 * Certificate errors end the call; nothing here or elsewhere overrides them. Call once `app` is ready.
 */
export function createGatewayFetch(): typeof fetch {
  const gateway = session.fromPartition('gateway', { cache: false });
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!outsideAddress(url)) throw new TypeError('refused: not an https address');
    return gateway.fetch(input instanceof Request ? input : url, {
      ...init,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      bypassCustomProtocolHandlers: true,
    });
  };
}
