import { app } from 'electron';
import { join } from 'node:path';
import type { Language, Preferences } from '../shared/contract/app.ts';
import { shellWords } from '../shared/i18n/shellWords.ts';
import type { MerchantConsole } from './console/console.ts';
import { registerIpc, type Answer } from './ipc/register.ts';
import { ledgerFolder, openFirst } from './console/liveLedger.ts';
import { createLog } from './log/log.ts';
import { onAway } from './shell/away.ts';
import { createShellActions } from './shell/actions.ts';
import { crashPage } from './shell/crashPage.ts';
import { guardEverything } from './shell/guards.ts';
import { takeInstanceLock } from './shell/instance.ts';
import { setMenu } from './shell/menu.ts';
import { checkSqlite, isSmokeRun, runSmoke } from './shell/smoke.ts';
import { settleUserData } from './shell/userData.ts';
import { followTheme, openMainWindow, type MainWindow } from './shell/window.ts';
import { prepareWindowSession, registerAppScheme } from './shell/windowSession.ts';

/** Also in electron-builder.yml; never changes, since installers and the taskbar know the console by it. */
const APP_ID = 'com.huifu.merchant.console';

const dataDir = settleUserData(APP_ID);
let main: MainWindow | null = null;
const page = () => main?.window.webContents ?? null;

if (takeInstanceLock(() => main?.window ?? null)) void start();
else app.quit();

async function start(): Promise<void> {
  registerAppScheme();
  const log = createLog({ dir: join(dataDir, 'logs'), maxBytes: 2_000_000, files: 5 });
  guardEverything((what, detail) => log.warn('guard', 'refused', { what, detail }));
  await app.whenReady();

  const withDevTools = !app.isPackaged;
  let language: Language = 'zh-CN';
  const words = () => shellWords[language];
  const preferencesChanged = (preferences: Preferences) => {
    language = preferences.language;
    followTheme(preferences.theme);
    setMenu(words(), withDevTools);
  };
  prepareWindowSession({
    rendererDir: join(import.meta.dirname, '../renderer'),
    crashPage: () => crashPage(words(), language),
    withDevTools,
  });

  // Three things that take their time, at once: the ledger's thread, the window's process, and reading the rooms.
  const ledger = openFirst({ dir: ledgerFolder(dataDir), name: 'live' }, log);
  const asked = Promise.withResolvers<Answer>();
  registerIpc(asked.promise);
  main = openMainWindow({
    title: words().title,
    dataDir,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    onGone: (reason) => log.error('window', 'page is gone', { reason }),
  });
  const { openRooms } = await import('./rooms.ts');
  const rooms = openRooms({
    dataDir,
    ledger,
    log,
    page,
    shell: createShellActions(() => main?.window ?? null, words),
    about: {
      version: app.getVersion(),
      host: process.versions['electron'] ? 'electron' : 'stand-in',
      platform: process.platform,
    },
    preferencesChanged,
  });
  asked.resolve(rooms.answer);

  const merchantConsole = await rooms.merchantConsole;
  preferencesChanged(merchantConsole.preferences);
  onAway(() => void merchantConsole.access.lock('away'));
  if (isSmokeRun()) {
    return app.exit(await runSmoke({ sqlite: checkSqlite, window: () => main?.loaded, console: () => rooms.handlers }));
  }
  closeInOrder(merchantConsole, log);
}

/** Calls that are under way come to their end and everything is on disk before the process goes. */
function closeInOrder(merchantConsole: MerchantConsole, log: ReturnType<typeof createLog>): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void merchantConsole
      .close()
      .catch((error: unknown) => log.error('quit', 'not closed in order', { error }))
      .then(() => log.close())
      .then(() => app.quit());
  });
}
