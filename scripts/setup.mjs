// Makes a fresh clone ready to run. Plain Node 20 and nothing installed is all it asks for; when nothing is to be done it
// takes a few milliseconds. Run by every other script; by itself: `npm run setup`, `npm run setup -- --retry-electron`.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadElectron, electronBinary } from './electronBinary.mjs';
import { PlainError, isEntry, linkedNode, projectNode, readJson, root, run, runMain, tail, took } from './steps.mjs';
import { installSystemPackages, missingSystemPackages } from './systemPackages.mjs';

/** Inside node_modules, so that removing that folder starts over. */
const stampFile = join(root, 'node_modules/.setup.json');

/** @returns {{ lock?: string, electronTried?: string }} what an earlier run has done */
const readStamp = () => readJson(stampFile) ?? {};

/** @param {{ lock?: string, electronTried?: string }} change */
const writeStamp = (change) => writeFileSync(stampFile, JSON.stringify({ ...readStamp(), ...change }));

/** npm by way of the Node that runs it, where npm told us; this also works on Windows, where npm is a batch file. */
function npm(args, cwd = root) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], { cwd });
  return run('npm', args, { cwd, shell: process.platform === 'win32' });
}

async function installPackages(lock) {
  const { code, output } = await npm(['ci', '--loglevel=error', '--no-audit', '--no-fund']);
  if (code !== 0) {
    throw new PlainError(
      `npm ci failed. Check the network and npm's registry setting, then start again.\n${tail(output)}`,
    );
  }
  writeStamp({ lock });
}

/** The `node` package brings Node 24 as an npm package; linking it is the one install script this project runs. */
async function linkNode() {
  const folder = join(root, 'node_modules/node');
  // Whoever runs this with the linked Node itself has just lost it to `npm ci`; then another one on the PATH does it.
  const runner = existsSync(process.execPath) ? process.execPath : 'node';
  const { code, output } = await run(runner, ['installArchSpecificPackage.js'], { cwd: folder });
  if (code === 0 && existsSync(linkedNode)) return;
  try {
    projectNode(); // the Node that runs this may be new enough
  } catch {
    throw new PlainError(
      `Node 24 could not be installed, and this is Node ${process.versions.node}. Install Node 24 or newer and start again.\n${tail(output)}`,
    );
  }
}

/**
 * Brings the clone up to date: npm packages, Node 24, Electron's binary (tried once), system packages on Debian.
 *
 * @param {{ retryElectron?: boolean, tests?: boolean, say?: (line: string) => void }} [options]
 *   `tests`: also what only the tests need; `say` prints one line for each step that was done
 * @returns {Promise<{ electron: string | null }>} the path of Electron's binary, or `null` where it cannot be had
 */
export async function setup({ retryElectron = false, tests = false, say = console.log } = {}) {
  const step = async (title, work) => {
    const since = performance.now();
    const note = await work();
    say(`  ${title}${note ? `: ${note}` : ''} (${took(since)})`);
  };

  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (readStamp().lock !== lock) await step('npm packages', () => installPackages(lock));
  if (!existsSync(linkedNode)) await step('Node 24', linkNode);

  const version = readJson(join(root, 'node_modules/electron/package.json'))?.version;
  if (electronBinary() === null && (retryElectron || readStamp().electronTried !== version)) {
    await step("Electron's binary", async () => {
      const got = await downloadElectron();
      writeStamp({ electronTried: version });
      return got ? 'downloaded' : 'cannot be downloaded here; "npm run setup -- --retry-electron" tries again';
    });
  }
  const electron = electronBinary();

  const missing = missingSystemPackages({ electron: electron !== null, tests });
  if (missing.length > 0) {
    await step(`system packages ${missing.map((one) => one.name).join(', ')}`, async () => {
      try {
        await installSystemPackages(missing);
      } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return `not installed. ${error.message}\n `; // go on: what is missing may not be needed
      }
    });
  }
  return { electron };
}

if (isEntry(import.meta.url)) {
  await runMain(async () => {
    const since = performance.now();
    await setup({ retryElectron: process.argv.includes('--retry-electron'), tests: process.argv.includes('--tests') });
    console.log(`Ready (${took(since)}).`);
  });
}
