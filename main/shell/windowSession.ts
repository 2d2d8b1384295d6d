import { protocol, session, type Session } from 'electron';
import { createAssetHandler } from './assets.ts';
import { APP_SCHEME, isOwnPage } from './origin.ts';

/** Without `persist:`, so nothing that the page leaves behind outlives the process. */
export const WINDOW_PARTITION = 'window';

/** Must run before `app` is ready. No `bypassCSP`, no service workers, no CORS exception. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * What a page in the window may ask for: its own files, and data it made itself. A list of what is allowed, so that
 * `http`, `https`, `ws`, `wss`, `ftp`, `file` and whatever comes later are all out.
 *
 * @param withDevTools lets the developer tools load themselves; never in a packaged build
 */
function isAllowedInWindow(url: string, withDevTools: boolean): boolean {
  if (isOwnPage(url)) return true;
  const protocolOf = URL.parse(url)?.protocol;
  return protocolOf === 'data:' || protocolOf === 'blob:' || (withDevTools && protocolOf === 'devtools:');
}

/**
 * A proxy that cannot be there, for this computer's own addresses too. The policy and the request rules above refuse by
 * themselves; this also ends what they do not see, such as a `preconnect` hint.
 */
const NOWHERE = { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:1', proxyBypassRules: '<-loopback>' } as const;

/** The window's own session: serves `app:` from the renderer build and has no network. Call once `app` is ready. */
export function prepareWindowSession(options: {
  rendererDir: string;
  crashPage: () => string;
  withDevTools: boolean;
}): Session {
  const own = session.fromPartition(WINDOW_PARTITION, { cache: false });
  void own.setProxy(NOWHERE);
  own.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !isAllowedInWindow(details.url, options.withDevTools) }),
  );
  own.protocol.handle(APP_SCHEME, createAssetHandler(options.rendererDir, options.crashPage));
  return own;
}
