import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright';
import { withKeychain } from '../scripts/keychain.mjs';
import { collectProblems, type ConsoleRun, type LaunchOptions } from './consoleRun.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * What Playwright is to start. With an `executablePath` of our own it leaves Electron as it is, without the switches that
 * fake the keychain. On Linux that path is a small script which starts Electron inside the private keychain's session.
 */
function executable(electron: string, { userDataDir, keychain = 'unlocked' }: LaunchOptions) {
  if (process.platform !== 'linux') return { path: electron, env: process.env };
  const home = `${userDataDir}-home`;
  const { file, args, env } = withKeychain({ home, state: keychain }, [electron]);
  const path = join(home, 'electron.sh');
  writeFileSync(path, `#!/bin/sh\nexec ${[file, ...args].map(quoted).join(' ')} "$@"\n`, { mode: 0o700 });
  // "absent" takes the display away with the session bus; Electron needs a screen all the same.
  return { path, env: { ...env, DISPLAY: process.env['DISPLAY'], WAYLAND_DISPLAY: process.env['WAYLAND_DISPLAY'] } };
}

/** Replaces what would wait for a person or leave the test: dialogs get a path, opened addresses are recorded. */
function controls(electron: ElectronApplication) {
  return {
    record: () =>
      electron.evaluate(({ shell }) => {
        const opened: string[] = [];
        Object.assign(globalThis, { openedUrls: opened });
        shell.openExternal = async (url) => void opened.push(url);
      }),
    stubOpenDialog: (path: string | null) =>
      electron.evaluate(({ dialog }, value) => {
        dialog.showOpenDialog = async () => ({
          canceled: value === null,
          filePaths: value === null ? [] : value.split('\n'),
        });
      }, path),
    stubSaveDialog: (path: string | null) =>
      electron.evaluate(({ dialog }, value) => {
        dialog.showSaveDialog = async () => ({ canceled: value === null, filePath: value ?? '' });
      }, path),
    readClipboard: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    writeClipboard: (text: string) => electron.evaluate(({ clipboard }, value) => clipboard.writeText(value), text),
    power: async (event: 'suspend' | 'lock-screen') =>
      void (await electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)),
    openedUrls: () => electron.evaluate(() => (globalThis as unknown as { openedUrls: string[] }).openedUrls),
  };
}

/** Starts the console in Electron itself; see {@link launchConsole}. */
export async function launchElectron(binary: string, options: LaunchOptions): Promise<ConsoleRun> {
  const { path, env } = executable(binary, options);
  const electron = await _electron.launch({
    executablePath: path,
    args: [root, `--user-data-dir=${options.userDataDir}`, ...(options.args ?? [])],
    env: { ...env, ...options.env } as Record<string, string>,
  });
  const child = electron.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const page = await electron.firstWindow();
  const problems = collectProblems(page);
  const pid = await electron.evaluate(() => process.pid);
  const { record, ...control } = controls(electron);
  await record();
  return {
    host: 'electron',
    page,
    problems,
    app: { pid, kill: () => void process.kill(pid, 'SIGKILL'), ...control, output: () => output, exited },
    close: async () => {
      await electron.close();
      await exited;
    },
  };
}
