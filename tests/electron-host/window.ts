import { toChromium } from './addresses.ts';
import { allWindowsClosed, appEvents, lifecycle } from './app.ts';
import { browser, headless, type Browser } from './browser.ts';
import { createContents } from './contents.ts';
import { control } from './control.ts';
import { nativeTheme, themeChanged } from './nativeTheme.ts';
import { Page, type PageOwner } from './page.ts';
import { checkOptions, permissions } from './preferences.ts';
import { sessionOf, type StandInSession } from './session.ts';
import { createEvents, NotInStandIn, strict } from './strict.ts';

/** Each with the way to close it, which resolves to false when a listener prevented that. */
const open = new Map<Electron.BrowserWindow, () => Promise<boolean>>();

lifecycle.closeWindows = async () => {
  for (const close of open.values()) if (!(await close())) return false;
  return true;
};

async function focus(): Promise<void> {
  const { cdp, first } = await browser();
  await cdp.send('Page.bringToFront', {}, first.sessionId);
}

/** The console's one window. A second one while the first is open is more than the console needs, and throws. */
function openWindow(options: Electron.BrowserWindowConstructorOptions = {}): Electron.BrowserWindow {
  checkOptions(options);
  if (open.size > 0) throw new NotInStandIn('a second window');
  if (!lifecycle.ready) throw new Error('Cannot create BrowserWindow before app is ready');
  const size = { width: options.width ?? 800, height: options.height ?? 600 };
  const events = createEvents('BrowserWindow', ['close', 'closed', 'page-title-updated']);
  const session = sessionOf(options.webPreferences?.partition ?? '');
  let background = options.backgroundColor;
  let isOpen = true;

  const made = Promise.withResolvers<Page>();
  // Whoever awaits the page hears of a failure; an end of Chromium during the start is not a second fault.
  made.promise.catch(() => {});
  const { contents, owner } = createContents(session, made.promise, () => isOpen);
  const paint = async () => (await made.promise).setMedia(nativeTheme.themeSource, background);
  const ended = () => {
    if (!isOpen) return;
    isOpen = false;
    open.delete(self);
    events.emit('closed');
    if (open.size === 0) allWindowsClosed();
  };
  const close = async () => {
    if (!isOpen) return true;
    if (events.ask('close', {})) return false;
    const { cdp, gone } = await browser();
    await cdp.send('Browser.close').catch(() => {}); // it may be gone already
    await gone;
    ended();
    return true;
  };

  const self = strict('BrowserWindow', {
    webContents: contents,
    on: events.on as unknown as Electron.BrowserWindow['on'],
    once: events.once as unknown as Electron.BrowserWindow['once'],
    loadURL: async (url) => (await made.promise).load(url),
    close: () => void close(),
    isDestroyed: () => !isOpen,
    setBackgroundColor(color) {
      background = color;
      void paint();
    },
    focus: () => void focus(),
    show: () => void focus(),
    // The stand-in does not follow what a person does to the window's frame.
    getNormalBounds: () => ({ x: 0, y: 0, ...size }),
    isMaximized: () => false,
    isMinimized: () => false,
    maximize: () => {},
    restore: () => {},
  } satisfies Partial<Electron.BrowserWindow>) as unknown as Electron.BrowserWindow;

  open.set(self, close);
  appEvents.emit('web-contents-created', {}, contents);
  themeChanged(() => void paint());
  prepare(session, options.webPreferences?.preload ?? '', size, owner, () => {
    if (isOpen) events.ask('close', {});
    ended();
  }).then(made.resolve, made.reject);
  void paint();
  return self;
}

/** Makes Chromium's first page ours. `onClosed` is called when a person closed it, or when Chromium died. */
async function prepare(
  session: StandInSession,
  preload: string,
  size: { width: number; height: number },
  owner: PageOwner,
  onClosed: () => void,
): Promise<Page> {
  const chromium = await browser(session.proxySwitches());
  const { cdp, first } = chromium;
  void chromium.gone.then(onClosed);
  cdp.on('Target.detachedFromTarget', ({ sessionId }) => void (sessionId === first.sessionId && onClosed()));
  const origin = new URL(toChromium('app://console/')).origin;
  const [page] = await Promise.all([
    Page.take(cdp, { ...first, preload, session, owner }),
    fit(chromium, size),
    // A page that nobody looks at would get no focus events; a window on a screen has the focus.
    ...(headless ? [cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true }, first.sessionId)] : []),
    ...permissions.map(([name, permission]) =>
      cdp.send('Browser.setPermission', {
        permission: { name },
        setting: session.permits(permission, 'app://console') ? 'granted' : 'denied',
        origin,
      }),
    ),
  ]);
  void chromium.endpoint.then((endpoint) => control?.announceWindow(endpoint));
  return page;
}

/** Gives the page the size asked for; headless Chromium counts a frame around the page that nobody sees. */
async function fit({ cdp, first }: Browser, { width, height }: { width: number; height: number }): Promise<void> {
  const [{ windowId, bounds }, { cssLayoutViewport }] = await Promise.all([
    cdp.send('Browser.getWindowForTarget', { targetId: first.targetId }),
    cdp.send('Page.getLayoutMetrics', {}, first.sessionId),
  ]);
  const frame = {
    width: headless ? (bounds.width ?? 0) - cssLayoutViewport.clientWidth : 0,
    height: headless ? (bounds.height ?? 0) - cssLayoutViewport.clientHeight : 0,
  };
  await cdp.send('Browser.setWindowBounds', {
    windowId,
    bounds: { width: width + frame.width, height: height + frame.height },
  });
}

/** Electron's `BrowserWindow` as far as the console uses it: `new` and the list of all. */
export const BrowserWindow = strict(
  'BrowserWindow',
  Object.assign(openWindow, { getAllWindows: () => [...open.keys()] }) satisfies Partial<typeof Electron.BrowserWindow>,
);
