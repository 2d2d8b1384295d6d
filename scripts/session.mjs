import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withKeychain } from './keychain.mjs';
import { onPath, whenNpmIsGone } from './steps.mjs';

/** Where `npm start` keeps ledgers and settings: apart from an installed console, and kept when the clone is removed. */
export function developmentFolder() {
  const asked = process.env.HUIFU_CONSOLE_DATA;
  if (asked) return asked;
  const parent = {
    win32: process.env.APPDATA,
    darwin: join(homedir(), 'Library/Application Support'),
    linux: process.env.XDG_DATA_HOME,
  }[process.platform];
  return join(parent ?? join(homedir(), '.local/share'), 'huifu-console-dev');
}

/** @returns {boolean} whether a private keychain can be made here */
export const canHaveKeychain = () => onPath('dbus-run-session') && onPath('gnome-keyring-daemon');

/** The keychain's programs get a home of their own; the console in their midst keeps the user's. */
const homes = ['HOME', 'XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'];
const ownHome = [
  ...homes.filter((name) => process.env[name] === undefined).flatMap((name) => ['-u', name]),
  ...homes.filter((name) => process.env[name] !== undefined).map((name) => `${name}=${process.env[name]}`),
];

/**
 * Runs a program to its end, inside a private keychain if a home for one is given. SIGINT, SIGTERM and SIGHUP go to the
 * program alone, so that it can close in order while its keychain and its screen still stand; a second Ctrl+C ends all.
 *
 * @param {string[]} command
 * @param {string | null} keychainHome
 * @returns {Promise<number>} its exit code
 */
export function runInSession(command, keychainHome) {
  const pidFile = keychainHome === null ? null : join(keychainHome, 'run/program.pid');
  let wrapped = { file: command[0], args: command.slice(1), env: process.env };
  if (keychainHome !== null && pidFile !== null) {
    rmSync(join(keychainHome, 'run'), { recursive: true, force: true }); // sockets of a run that was killed
    mkdirSync(join(keychainHome, 'run'), { recursive: true, mode: 0o700 });
    const notePid = ['bash', '-c', 'echo $$ > "$0"; exec env "$@"', pidFile];
    wrapped = withKeychain({ home: keychainHome }, [...notePid, ...ownHome, ...command]);
  }
  const ownGroup = process.platform !== 'win32'; // or the terminal's Ctrl+C would end the keychain first
  const child = spawn(wrapped.file, wrapped.args, { env: wrapped.env, stdio: 'inherit', detached: ownGroup });

  let asked = false;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      if (asked) process.kill(ownGroup ? -child.pid : child.pid, 'SIGKILL');
      else process.kill(pidFile === null ? child.pid : Number(readFileSync(pidFile, 'utf8')), signal);
    } catch {
      child.kill(signal); // not started yet, or gone already
    }
    asked = true;
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, pass);
  whenNpmIsGone(() => pass('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${wrapped.file}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? (asked ? 0 : 1)));
  });
}
