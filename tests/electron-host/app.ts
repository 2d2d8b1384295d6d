import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from './lock.ts';
import { createEvents, NotInStandIn, strict } from './strict.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { productName, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;

/** `activate` is macOS's and `child-process-gone` Chromium's own affair: the stand-in knows them and never emits them. */
export const appEvents = createEvents('app', [
  'ready',
  'second-instance',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'web-contents-created',
  'session-created',
  'activate',
  'child-process-gone',
]);

const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
const paths = new Map<string, string>([
  ['home', homedir()],
  ['appData', config],
  ['userData', join(config, productName ?? 'Electron')],
  ['temp', process.env['TMPDIR'] ?? '/tmp'],
  ['downloads', join(homedir(), 'Downloads')],
]);

/** What must happen around quitting; set by the windows, so that this file does not depend on them. */
export const lifecycle = {
  /** Asks every window to close; false when one refused. */
  closeWindows: async () => true,
  ready: false,
  quitting: false,
};

let setReady = (): void => {};
const whenReady = new Promise<void>((resolve) => (setReady = resolve));

/** Called once the console's main module has run to its end or to its first wait, as in Electron. */
export function becomeReady(): void {
  if (lifecycle.quitting) return;
  lifecycle.ready = true;
  appEvents.emit('ready', {});
  setReady();
}

function exit(code = 0): never {
  appEvents.emit('quit', {}, code);
  process.exit(code);
}

async function quit(): Promise<void> {
  if (lifecycle.quitting) return;
  if (appEvents.ask('before-quit', {})) return;
  lifecycle.quitting = true;
  if (!(await lifecycle.closeWindows()) || appEvents.ask('will-quit', {})) {
    lifecycle.quitting = false;
    return;
  }
  exit(0);
}

export function allWindowsClosed(): void {
  if (lifecycle.quitting) return;
  if (appEvents.listens('window-all-closed')) appEvents.emit('window-all-closed');
  else void quit();
}

export const app = strict('app', {
  isPackaged: false,
  get name() {
    return productName ?? 'Electron';
  },
  on: appEvents.on as unknown as Electron.App['on'],
  once: appEvents.once as unknown as Electron.App['once'],
  off: appEvents.off as unknown as Electron.App['off'],
  getVersion: () => version ?? '0.0.0',
  getName: () => productName ?? 'Electron',
  getAppPath: () => root,
  getLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
  getPath(name: string) {
    const path = paths.get(name);
    if (path === undefined) throw new NotInStandIn(`app.getPath('${name}')`);
    return path;
  },
  setPath(name: string, path: string) {
    if (name !== 'userData') throw new NotInStandIn(`app.setPath('${name}')`);
    mkdirSync(path, { recursive: true });
    paths.set(name, path);
  },
  setAppUserModelId: (_id: string) => {},
  isReady: () => lifecycle.ready,
  whenReady: () => whenReady,
  requestSingleInstanceLock: () =>
    takeLock(paths.get('userData') ?? '', (argv, cwd) => appEvents.emit('second-instance', {}, argv, cwd, null)),
  quit: () => void setImmediate(() => void quit()),
  exit,
} satisfies Partial<Electron.App>);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
