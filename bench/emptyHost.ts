import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Launcher from '../tests/launchConsole.ts';

const withoutTests = (path: string) => !/\.(test|spec)\.ts$/.test(path);

const root = join(import.meta.dirname, '..');

/** The least that opens a window: one page of its own, with one field that has the focus. */
const program = `
import { app, BrowserWindow, protocol, session } from 'electron';
app.setPath('userData', process.argv.findLast((one) => one.startsWith('--user-data-dir=')).slice(16));
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
void app.whenReady().then(() => {
  session.fromPartition('window', { cache: false }).protocol.handle('app', () =>
    new Response('<!doctype html><title>empty</title>empty <input autofocus>', {
      headers: { 'content-type': 'text/html' },
    }));
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: {
      preload: new URL('../preload/index.cjs', import.meta.url).pathname,
      partition: 'window',
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
      backgroundThrottling: false,
    },
  });
  void window.loadURL('app://console/');
});
`;

/**
 * Lays out a project in `folder` that is nothing but the hosts and an empty page, and gives its `launchConsole`: the
 * very same way to a window as the console's, with nothing of the console in it.
 */
export async function emptyHost(folder: string): Promise<typeof Launcher.launchConsole> {
  for (const part of ['package.json', 'scripts', 'tests']) {
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: withoutTests });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  mkdirSync(join(folder, 'dist/main'), { recursive: true });
  mkdirSync(join(folder, 'dist/preload'), { recursive: true });
  writeFileSync(join(folder, 'dist/main/index.js'), program);
  writeFileSync(join(folder, 'dist/preload/index.cjs'), '');
  const launcher = await import(pathToFileURL(join(folder, 'tests/launchConsole.ts')).href);
  return (launcher as typeof Launcher).launchConsole;
}
