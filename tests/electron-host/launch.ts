import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { withKeychain } from '../../scripts/keychain.mjs';
import { collectProblems, type ConsoleRun, type LaunchOptions } from '../consoleRun.ts';
import type { ControlMessage, ControlRequest } from './control.ts';

const hostMain = fileURLToPath(new URL('main.ts', import.meta.url));

/** A console that takes longer to quit hangs; it is killed, and the test that closes it fails. */
const QUIT_LIMIT_MS = 15_000;

/** The test's end of the control line: waits for the host to call, then sends requests and awaits their answers. */
async function openControl(path: string) {
  const server = createServer().listen(path);
  await once(server, 'listening');
  const pid = Promise.withResolvers<number>();
  const endpoint = Promise.withResolvers<string>();
  const waiting = new Map<number, (value: unknown) => void>();
  let host: Socket | null = null;
  let lastId = 0;
  server.once('connection', (socket) => {
    host = socket.on('error', () => {}); // the host was killed; `exited` tells
    createInterface(socket).on('line', (line) => {
      const message = JSON.parse(line) as ControlMessage;
      if ('pid' in message) pid.resolve(message.pid);
      else if ('endpoint' in message) endpoint.resolve(message.endpoint);
      else waiting.get(message.id)?.(message.value);
    });
  });
  return {
    pid: pid.promise,
    endpoint: endpoint.promise,
    ask(request: Omit<ControlRequest, 'id'>): Promise<unknown> {
      const id = ++lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        host?.write(`${JSON.stringify({ id, ...request })}\n`);
      });
    },
    close() {
      host?.destroy();
      server.close();
    },
  };
}

/** Starts the console in the stand-in host; see {@link launchConsole}. */
export async function launchStandIn(options: LaunchOptions): Promise<ConsoleRun> {
  const { userDataDir, keychain = 'unlocked', headless = true } = options;
  const folder = mkdtempSync(join(tmpdir(), 'hc-')); // a socket's path must be short
  const control = await openControl(join(folder, 'control'));
  const command = withKeychain({ home: `${userDataDir}-home`, state: keychain }, [
    process.execPath,
    hostMain,
    `--user-data-dir=${userDataDir}`,
    ...(options.args ?? []),
  ]);
  const child = spawn(command.file, command.args, {
    env: {
      ...command.env,
      ...(headless && { HUIFU_STAND_IN_HEADLESS: '1' }),
      ...options.env,
      HUIFU_STAND_IN_CONTROL: join(folder, 'control'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(127));
  });
  const forget = () => {
    control.close();
    rmSync(folder, { recursive: true, force: true });
  };
  void exited.then(forget);
  const endedEarly = exited.then((code): never => {
    throw new Error(`The console ended before its window opened (exit code ${code}).\n${output}`);
  });
  endedEarly.catch(() => {}); // afterwards an end is an end
  const attach = async () => {
    const pid = await control.pid;
    const browser = await chromium.connectOverCDP(await control.endpoint, { noDefaults: true, isLocal: true });
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error(`The stand-in's Chromium has no page.\n${output}`);
    const problems = collectProblems(page);
    await page.waitForURL(/^https:\/\/console\.app\.invalid\//);
    return { pid, browser, page, problems };
  };
  const { pid, browser, page, problems } = await Promise.race([attach(), endedEarly]).catch((error: unknown) => {
    forget(); // the host quits when its control line closes
    throw error;
  });
  let killed = false;
  return {
    host: 'stand-in',
    page,
    problems,
    app: {
      pid,
      kill() {
        killed = true;
        process.kill(pid, 'SIGKILL');
      },
      stubOpenDialog: async (value) => void (await control.ask({ do: 'stubOpenDialog', value })),
      stubSaveDialog: async (value) => void (await control.ask({ do: 'stubSaveDialog', value })),
      readClipboard: async () => String(await control.ask({ do: 'readClipboard' })),
      writeClipboard: async (value) => void (await control.ask({ do: 'writeClipboard', value })),
      openedUrls: async () => (await control.ask({ do: 'openedUrls' })) as string[],
      power: async (value) => void (await control.ask({ do: 'power', value })),
      output: () => output,
      exited,
    },
    async close() {
      void control.ask({ do: 'quit' });
      const late = setTimeout(() => process.kill(pid, 'SIGKILL'), QUIT_LIMIT_MS);
      const code = await exited;
      clearTimeout(late);
      await browser.close();
      if (code !== 0 && !killed) throw new Error(`The console did not quit in order (exit code ${code}).\n${output}`);
    },
  };
}
