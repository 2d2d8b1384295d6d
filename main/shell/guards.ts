import { app, type Session, type WebContents } from 'electron';
import { isOwnPage } from './origin.ts';

/** Told about everything that was refused, for the log. Holds an origin or a permission's name, never a full address. */
export type OnRefused = (what: string, detail: string) => void;

const originOf = (url: string) => {
  const address = URL.parse(url);
  return address ? `${address.protocol}//${address.host}` : 'not an address';
};

/**
 * Rules for every session and every page that will ever exist in this process, not per window: no permission, no device,
 * no download, no way to another page, no second window, no webview. Call before the first session is used.
 */
export function guardEverything(onRefused: OnRefused): void {
  app.on('session-created', (session) => denyAll(session, onRefused));
  app.on('web-contents-created', (_event, contents) => keepAtHome(contents, onRefused));
}

/**
 * The console needs no permission at all: copying goes over IPC, files over the main process's dialogs. A permission that
 * is needed one day is allowed here by name, on a line of its own with its reason.
 */
function denyAll(session: Session, onRefused: OnRefused): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    onRefused('permission', permission);
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    onRefused('download', '');
    event.preventDefault();
  });
  // Otherwise Chromium fetches dictionaries from the network.
  session.setSpellCheckerEnabled(false);
}

function keepAtHome(contents: WebContents, onRefused: OnRefused): void {
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (isOwnPage(event.url)) return;
    onRefused('navigation', originOf(event.url));
    event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    onRefused('webview', '');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    onRefused('window', originOf(url));
    return { action: 'deny' };
  });
  // WebRTC is under neither CSP nor request blocking; without this a page could still send UDP packets.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
