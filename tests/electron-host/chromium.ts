import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { Cdp } from './cdp.ts';

/** Debian's program itself comes before its shell wrapper. */
const programs = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export function findChromium(): string {
  const program = programs.find((path) => existsSync(path));
  if (!program) throw new Error('The stand-in host needs Chromium: install the Debian package "chromium".');
  return program;
}

/** Such as `156.0.8078.79`; read without starting a browser. */
export function chromiumVersion(): string {
  const { stdout } = spawnSync(findChromium(), ['--product-version'], { encoding: 'utf8' });
  return /[\d.]+/.exec(stdout)?.[0] ?? 'of unknown version';
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-breakpad',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-features=Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider',
  '--password-store=basic',
  '--metrics-recording-only',
];

/** `--test-type` keeps Chromium from warning about the missing sandbox above the page. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];

/**
 * Where util-linux is there, the kernel ends Chromium together with this process. Without it Chromium ends when its
 * DevTools pipe closes, which takes it some seconds.
 */
const untilWeEnd = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];

/** Starts Chromium with the pipe of the DevTools protocol as file descriptors 3 and 4. */
function spawnChromium(args: string[]): ChildProcess {
  const [program = '', ...rest] = [
    ...untilWeEnd,
    findChromium(),
    ...quiet,
    ...asRoot,
    '--remote-debugging-pipe',
    ...args,
  ];
  return spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
}

/** Folders of Chromium profiles, one for each run of the stand-in; those of runs that were killed are removed. */
export function freshProfile(userData: string): string {
  const parent = join(userData, 'stand-in');
  mkdirSync(parent, { recursive: true });
  for (const left of readdirSync(parent)) rmSync(join(parent, left), { recursive: true, force: true, maxRetries: 3 });
  return mkdtempSync(join(parent, 'run-'));
}

export interface Chromium {
  cdp: Cdp;
  /** Where a second DevTools client can connect; resolves only when `debugPort` was asked for. */
  endpoint: Promise<string>;
  /** Resolves when the browser has ended, whoever ended it. */
  gone: Promise<void>;
}

/**
 * Starts the window's Chromium. It ends when this process ends, even by SIGKILL.
 *
 * @param options.page the address of the first page; shown without tabs and address bar where there is a screen
 */
export function startChromium(options: {
  profile: string;
  headless: boolean;
  debugPort: boolean;
  page: string;
  switches: string[];
}): Chromium {
  const child = spawnChromium([
    `--user-data-dir=${options.profile}`,
    ...options.switches,
    ...(options.debugPort ? ['--remote-debugging-port=0'] : []),
    // Electron's default, and what the console asks for (`setWebRTCIPHandlingPolicy`).
    '--autoplay-policy=no-user-gesture-required',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    ...(options.headless ? ['--headless=new', 'about:blank'] : [`--app=${options.page}`]),
  ]);
  return {
    cdp: new Cdp(child.stdio[3] as Duplex, child.stdio[4] as Duplex),
    endpoint: endpointOf(child),
    gone: new Promise((resolve) => child.once('exit', () => resolve())),
  };
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      text = (text + more).slice(-8000);
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
  });
}

/** Opens an address for a person in a browser of its own, which ends with this process. */
export function openForPerson(url: string, profile: string): void {
  spawnChromium([`--user-data-dir=${profile}`, '--new-window', url])
    .on('error', () => console.error(`Could not open ${url}`))
    .stderr?.resume();
}
