import { fromChromium, toChromium } from './addresses.ts';
import { app } from './app.ts';
import { freshProfile, startChromium, type Chromium } from './chromium.ts';
import { control } from './control.ts';

/** Without a screen, or when a test asks for it, the window is not shown. */
export const headless =
  process.env['HUIFU_STAND_IN_HEADLESS'] === '1' || !(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

export interface Browser extends Chromium {
  /** The page that Chromium began with, and its DevTools session. */
  first: { targetId: string; sessionId: string };
  profile: string;
}

type AskAboutPage = (url: string) => void;
let askAboutPage: AskAboutPage = () => {};
const ownPages = new Set<string>();

/** Sets who is told about a page that a page opened. It is closed before it asked the network for anything. */
export function pageOpened(ask: AskAboutPage): void {
  askAboutPage = ask;
}

let started: Promise<Browser> | null = null;

/** The one Chromium of this process; started at the first call, with the switches of the window's session. */
export function browser(switches: string[] = []): Promise<Browser> {
  return (started ??= start(switches));
}

/** Opens a page of the stand-in's own, such as its file dialog. */
export async function openOwnPage(url: string): Promise<{ targetId: string; sessionId: string }> {
  const { cdp } = await browser();
  ownPages.add(url);
  const { targetId } = await cdp.send('Target.createTarget', { url, newWindow: true });
  return { targetId, ...(await cdp.send('Target.attachToTarget', { targetId, flatten: true })) };
}

async function start(switches: string[]): Promise<Browser> {
  const profile = freshProfile(app.getPath('userData'));
  const page = toChromium('app://console/');
  const chromium = startChromium({ profile, headless, debugPort: control !== null, page, switches });
  const { cdp } = chromium;
  const first = Promise.withResolvers<Browser['first']>();
  let firstId = '';
  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    const { targetId, url } = targetInfo;
    if (firstId === '') {
      firstId = targetId;
      first.resolve({ targetId, sessionId });
    } else if (targetId !== firstId && !ownPages.has(url)) {
      void cdp.send('Target.closeTarget', { targetId }).catch(() => {}); // it may have gone already
      return askAboutPage(fromChromium(url));
    }
    if (waitingForDebugger) void cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
  });
  await Promise.all([
    cdp.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }],
    }),
    cdp.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ]);
  return { ...chromium, first: await first.promise, profile };
}
