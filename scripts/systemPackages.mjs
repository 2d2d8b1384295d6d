import { existsSync, readdirSync } from 'node:fs';
import { PlainError, onPath, run, tail } from './steps.mjs';

/**
 * @typedef {object} SystemPackage
 * @property {string} name Debian's name of it
 * @property {string} what what the console needs it for, in a few words
 * @property {() => boolean} present looks at files only, so that asking costs no time
 */

/** @param {string} pattern a file name within the folders where Debian and others keep shared libraries */
function hasLibrary(pattern) {
  const folders = ['/usr/lib', '/usr/lib64', '/lib', '/usr/local/lib'];
  const triplets = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : [];
  return [...folders, ...triplets.map((name) => `/usr/lib/${name}`)].some((folder) =>
    existsSync(`${folder}/${pattern}`),
  );
}

/** Where tests/electron-host/chromium.ts looks, too. */
const chromiumPrograms = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);

const chineseFonts = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/google-noto-cjk',
  '/usr/share/fonts/noto-cjk',
];

/** @satisfies {Record<string, SystemPackage>} */
const packages = {
  chromium: {
    name: 'chromium',
    what: 'the window, and a browser to pay with in tests',
    present: () => chromiumPrograms.some((path) => existsSync(path)),
  },
  xvfb: { name: 'xvfb', what: 'a screen where there is none', present: () => onPath('Xvfb') },
  keyring: { name: 'gnome-keyring', what: 'the keychain', present: () => onPath('gnome-keyring-daemon') },
  dbus: {
    name: 'dbus',
    what: 'the way to the keychain',
    present: () => onPath('dbus-run-session') && onPath('dbus-daemon'),
  },
  secret: { name: 'libsecret-1-0', what: 'the keychain library', present: () => hasLibrary('libsecret-1.so.0') },
  fonts: {
    name: 'fonts-noto-cjk',
    what: 'Chinese type',
    present: () =>
      chineseFonts.some((folder) => existsSync(folder) && readdirSync(folder).some((file) => /CJK/i.test(file))),
  },
};

/**
 * The Linux packages that are wanted here and missing.
 *
 * @param {{ electron: boolean, tests: boolean }} have whether Electron's binary is there; whether the tests will run
 * @returns {SystemPackage[]} empty on Windows and macOS
 */
export function missingSystemPackages({ electron, tests }) {
  if (process.platform !== 'linux') return [];
  const wanted = [packages.secret, packages.fonts];
  if (!electron || tests) wanted.push(packages.chromium);
  if (!hasDisplay() || tests) wanted.push(packages.xvfb);
  if (!hasSessionBus() || tests) wanted.push(packages.keyring, packages.dbus);
  return wanted.filter((one) => !one.present());
}

/** @returns {boolean} whether there is a screen to open a window on */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** @returns {boolean} whether there is a desktop session whose keychain can be asked */
export const hasSessionBus = () => process.platform !== 'linux' || Boolean(process.env.DBUS_SESSION_BUS_ADDRESS);

/**
 * Installs packages with apt where that needs no password; otherwise says how.
 *
 * @param {SystemPackage[]} missing
 * @returns {Promise<void>} rejects with a plain sentence that names what is missing and the command that installs it
 */
export async function installSystemPackages(missing) {
  const names = missing.map((one) => one.name);
  const list = missing.map((one) => `  ${one.name}: ${one.what}`).join('\n');
  if (!onPath('apt-get')) {
    throw new PlainError(`Missing, by their Debian names:\n${list}\nInstall them with your system's package manager.`);
  }
  const root = process.getuid?.() === 0;
  if (!root && (!onPath('sudo') || (await run('sudo', ['-n', 'true'])).code !== 0)) {
    throw new PlainError(`Missing:\n${list}\nInstall them:  sudo apt-get install ${names.join(' ')}`);
  }
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
    const command = [
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      '-o',
      'DPkg::Lock::Timeout=120',
      ...args,
    ];
    const [file, ...rest] = root ? command : ['sudo', '-n', ...command];
    const { code, output } = await run(file, rest);
    if (code !== 0) throw new PlainError(`apt-get ${args.join(' ')} failed:\n${tail(output)}\nMissing:\n${list}`);
  }
}
