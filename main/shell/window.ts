import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Theme } from '../../shared/contract/app.ts';
import { createReloadLimit } from './reloadLimit.ts';
import { CRASH_URL, HOME_URL } from './origin.ts';
import { WINDOW_PARTITION } from './windowSession.ts';
import { loadWindowSize, MIN_SIZE, saveWindowSize } from './windowSize.ts';

/** The page's own ground colours (`renderer/app/palette.ts`), so that the window does not flash before the page draws. */
const GROUND = { light: '#f5f6f8', dark: '#0f1218' };

const ground = () => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);

/** Makes dialogs, menus and the page's `prefers-color-scheme` follow the chosen theme. */
export function followTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
  for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(ground());
}

export interface MainWindow {
  window: BrowserWindow;
  /** Resolves when the page has loaded, rejects when it could not. */
  loaded: Promise<void>;
}

/**
 * Opens the console's window and loads the page; it is on screen at once, in the page's own ground colour. A page whose
 * process dies is loaded again; when that keeps happening, the crash page takes its place.
 *
 * @param options.preload absolute path of the preload script
 * @param options.onGone told why the page's process ended, for the log
 */
export function openMainWindow(options: {
  title: string;
  dataDir: string;
  preload: string;
  onGone(reason: string): void;
}): MainWindow {
  const { width, height, maximized } = loadWindowSize(options.dataDir);
  const window = new BrowserWindow({
    title: options.title,
    width,
    height,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      partition: WINDOW_PARTITION,
      // All of these are Electron's defaults today. They are written out because the console rests on them.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // The poller's countdowns and the paid chime must not slow down behind another window.
      backgroundThrottling: false,
    },
  });
  if (maximized) window.maximize();
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => {
    const { width: w, height: h } = window.getNormalBounds();
    saveWindowSize(options.dataDir, { width: w, height: h, maximized: window.isMaximized() });
  });
  recover(window, options.onGone);
  return { window, loaded: window.loadURL(HOME_URL) };
}

function recover(window: BrowserWindow, onGone: (reason: string) => void): void {
  const mayReload = createReloadLimit();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    onGone(reason);
    // A failure to load is the page's own news ('did-fail-load'), not a second fault here.
    void window.loadURL(mayReload(Date.now()) ? HOME_URL : CRASH_URL).catch(() => onGone('load-failed'));
  });
}
