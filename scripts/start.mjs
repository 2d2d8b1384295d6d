// `npm start`: from a fresh clone to an open console. Further arguments go to the console itself.
//   npm start -- --tour               the main job by itself in practice mode, a picture of each screen in tour-pictures/
//   npm start -- --retry-electron     try once more to download Electron's binary
import { join } from 'node:path';
import { build } from './build.mjs';
import { startDisplay } from './display.mjs';
import { canHaveKeychain, developmentFolder, runInSession } from './session.mjs';
import { setup } from './setup.mjs';
import { projectEnv, projectNode, root, runMain } from './steps.mjs';
import { hasDisplay, hasSessionBus } from './systemPackages.mjs';

/**
 * What opens the console. The stand-in says itself that it is one.
 *
 * @param {string | null} electron @param {string[]} args @returns {string[]}
 */
function consoleCommand(electron, args) {
  if (electron === null) return [projectNode(), join(root, 'tests/electron-host/main.ts'), ...args];
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [electron, ...(asRoot ? ['--no-sandbox'] : []), root, ...args];
}

await runMain(async () => {
  const own = ['--tour', '--retry-electron'];
  const asked = process.argv.slice(2);
  const args = asked.filter((one) => !own.includes(one));
  const tour = asked.includes('--tour');

  const { electron } = await setup({ retryElectron: asked.includes('--retry-electron'), tests: tour });
  await build();

  Object.assign(process.env, projectEnv());
  if (!hasDisplay()) {
    process.env.DISPLAY = (await startDisplay()).display;
    console.log(`No screen here: the window opens on a virtual one (DISPLAY=${process.env.DISPLAY}).`);
  }
  if (tour) return runInSession([projectNode(), join(root, 'scripts/tour.ts'), ...args], null);

  // What Node makes of the stand-in's TypeScript and of the program is kept: the next start is quicker by what it took.
  if (electron === null) process.env.NODE_COMPILE_CACHE ??= join(root, '.cache/compile');
  const data = developmentFolder();
  process.env.HUIFU_CONSOLE_DATA = data;
  const ownKeychain = !hasSessionBus() && canHaveKeychain();
  if (ownKeychain) {
    console.log('No desktop session here: the keychain is a private one with a fixed password. Not for live keys.');
  }
  return runInSession(consoleCommand(electron, args), ownKeychain ? join(data, 'keychain') : null);
});
