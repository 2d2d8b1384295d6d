import { pageOpened } from './browser.ts';
import type { FrameView } from './frames.ts';
import { packEvent } from './ipcMain.ts';
import type { Page, PageOwner } from './page.ts';
import type { StandInSession } from './session.ts';
import { createEvents, NotInStandIn, strict } from './strict.ts';

let lastId = 0;

/**
 * Electron's `webContents` as far as the console uses it, and its side of the page.
 *
 * @param page resolves when Chromium's page is ready
 */
export function createContents(session: StandInSession, page: Promise<Page>, isOpen: () => boolean) {
  const events = createEvents('webContents', [
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
    'render-process-gone',
  ]);
  let openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  let current: Page | null = null;
  void page.then((ready) => (current = ready));

  const contents = strict('webContents', {
    id: ++lastId,
    session: session.exposed,
    on: events.on as unknown as Electron.WebContents['on'],
    isDestroyed: () => !isOpen(),
    getURL: () => current?.frames.url() ?? '',
    send: (channel, ...args) => void page.then((ready) => ready.deliver(packEvent(channel, args))),
    printToPDF: async (options) => (await page).printToPdf(options),
    setWindowOpenHandler: (handler) => void (openHandler = handler),
    // Done for the whole browser when it starts (`chromium.ts`).
    setWebRTCIPHandlingPolicy(policy) {
      if (policy !== 'disable_non_proxied_udp') throw new NotInStandIn(`setWebRTCIPHandlingPolicy('${policy}')`);
    },
  } satisfies Partial<Electron.WebContents>) as unknown as Electron.WebContents;

  pageOpened((url) => {
    const action = openHandler?.({ url } as Electron.HandlerDetails).action ?? 'allow';
    if (action === 'allow') throw new NotInStandIn('a window opened by the page');
  });

  const owner: PageOwner = {
    willNavigate({ url, isMainFrame, redirect }) {
      const details = { url, isMainFrame, isSameDocument: false };
      if (redirect) return events.ask('will-redirect', details);
      const prevented = events.ask('will-frame-navigate', details);
      return prevented || (isMainFrame && events.ask('will-navigate', details));
    },
    sentBy: (frame: FrameView | null) =>
      ({
        sender: contents,
        senderFrame: frame,
        frameId: 0,
        processId: 0,
        type: 'frame',
      }) as unknown as Electron.IpcMainInvokeEvent,
    gone: () => events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
  };
  return { contents, owner };
}
