import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Wraps a command so that it runs with a keychain of its own on Linux: a private D-Bus session, a private gnome-keyring
 * whose files lie under `home`. Used where a machine has no desktop session (tests, a first look on a server).
 *
 * @param {{ home: string, state?: 'unlocked' | 'locked' | 'absent', password?: string }} options
 *   `locked` needs a keyring that an `unlocked` run in the same `home` has made before
 * @param {string[]} command the program and its arguments
 * @returns {{ file: string, args: string[], env: Record<string, string | undefined> }} what to spawn; `env` is complete
 */
export function withKeychain({ home, state = 'unlocked', password = 'practice-only' }, command) {
  const runtime = join(home, 'run');
  mkdirSync(join(home, '.local/share/keyrings'), { recursive: true });
  mkdirSync(join(home, '.cache'), { recursive: true });
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const env = {
    ...process.env,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    DBUS_SESSION_BUS_ADDRESS: undefined,
    KEYCHAIN_PASSWORD: undefined,
  };
  if (state === 'absent') {
    return {
      file: command[0],
      args: command.slice(1),
      env: { ...env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    };
  }
  const unlock = 'printf %s "$KEYCHAIN_PASSWORD" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';
  // On a screen, gnome-keyring would open a dialog and wait for somebody to unlock it.
  const screen = state === 'locked' ? { DISPLAY: undefined, WAYLAND_DISPLAY: undefined } : {};
  const start = state === 'unlocked' ? unlock : 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1';
  // The D-Bus daemon's own remarks (about limits it cannot raise) are kept off the command's stderr.
  const inSession = `exec 2>&9 9>&-; ${start}; unset KEYCHAIN_PASSWORD; exec "$@"`;
  return {
    file: 'bash',
    args: ['-c', 'exec 9>&2 2>/dev/null; exec dbus-run-session -- bash -c "$0" keychain "$@"', inSession, ...command],
    env: { ...env, ...screen, KEYCHAIN_PASSWORD: password },
  };
}
