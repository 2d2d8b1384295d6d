// Builds the three parts of the console into dist/, each only when what it is made from has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { setup } from './setup.mjs';
import { PlainError, isEntry, projectEnv, projectNode, readJson, root, run, runMain, took } from './steps.mjs';

/** What each part is made from, besides the tools; and a file that says it was built. */
const parts = [
  { name: 'main', sources: ['main', 'shared'], output: 'dist/main/index.js' },
  { name: 'preload', sources: ['preload', 'shared'], output: 'dist/preload/index.cjs' },
  { name: 'renderer', sources: ['renderer', 'shared'], output: 'dist/renderer/index.html' },
];

/** Outside dist/, because everything in there goes into the package. */
const stamps = join(root, '.cache/build');

/** @param {string} folder @returns {string[]} the files below it that a build can depend on, in a stable order */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(root, name)).isFile())
    .sort();
}

/** A hash of contents, not of dates: a checkout or a copy of the tree rebuilds nothing. */
function fingerprint({ name, sources }) {
  const hash = createHash('sha256');
  const files = [`build/vite.${name}.ts`, 'package-lock.json', 'tsconfig.json', ...sources.flatMap(filesBelow)];
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

const noise = /^(vite v|transforming|rendering|computing|✓|✗|dist\/|at |error during build|errors: \[|}$)/;

/** Colours and the tool's own progress lines are taken out: what is left is the error and where it is. */
const readable = (output) =>
  stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '' && !noise.test(line.trim()))
    .slice(0, 40)
    .map((line) => `    ${line}`)
    .join('\n');

/**
 * Builds what has changed, the parts side by side.
 *
 * @param {{ say?: (line: string) => void }} [options] `say` prints one line for each part that was built
 * @returns {Promise<void>} rejects with the failing parts' own errors
 */
export async function build({ say = console.log } = {}) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  mkdirSync(stamps, { recursive: true });
  const results = await Promise.all(
    parts.map(async (part) => {
      const stamp = join(stamps, `${part.name}.json`);
      const wanted = fingerprint(part);
      if (readJson(stamp)?.fingerprint === wanted && existsSync(join(root, part.output))) return null;
      const since = performance.now();
      rmSync(stamp, { force: true });
      const { code, output } = await run(projectNode(), [vite, 'build', '-c', `build/vite.${part.name}.ts`], {
        env: projectEnv(),
      });
      if (code !== 0) return `Building ${part.name} failed:\n${readable(output)}`;
      writeFileSync(stamp, JSON.stringify({ fingerprint: wanted }));
      say(`  built ${part.name} (${took(since)})`);
      return null;
    }),
  );
  const failed = results.filter((one) => one !== null);
  if (failed.length > 0) throw new PlainError(failed.join('\n\n'));
}

if (isEntry(import.meta.url)) {
  await runMain(async () => {
    const since = performance.now();
    await setup();
    await build();
    console.log(`Built (${took(since)}).`);
  });
}
