import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. Scripts work the same from any current folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A failure whose message is all a reader needs: it is printed without a stack. */
export class PlainError extends Error {}

/** The Node 24 that the `node` package linked, as a path; it may not be there yet (scripts/setup.mjs links it). */
export const linkedNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @returns {string} the Node to run the project's TypeScript with: the linked one, else the current one when new enough */
export function projectNode() {
  if (existsSync(linkedNode)) return linkedNode;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new PlainError(
    'Node 24 is missing. Run "node scripts/setup.mjs", or install Node 24 yourself and start again.',
  );
}

/** @returns {NodeJS.ProcessEnv} the environment for the project's tools: Node 24 and the installed commands come first */
export function projectEnv() {
  const first = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin')];
  return { ...process.env, PATH: [...first, process.env.PATH].join(delimiter) };
}

/** @param {number} since from `performance.now()` @returns {string} such as `1.4 s` */
export const took = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} name @returns {boolean} whether a program of this name is on the PATH */
export const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));

/**
 * Runs a program to its end. Its output is kept, or goes to where ours goes.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeoutMs?: number, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 124 when the time was up, 127 when it could not start
 */
export function run(file, args, { cwd = root, env = process.env, show = false, timeoutMs = 0, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      shell,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    let late = false;
    child.stdout?.on('data', (bytes) => (output += bytes));
    child.stderr?.on('data', (bytes) => (output += bytes));
    const timer = timeoutMs > 0 ? setTimeout(() => ((late = true), child.kill()), timeoutMs) : undefined;
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: error.message });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: late ? 124 : (code ?? 1), output });
    });
  });
}

/**
 * Calls back when the npm that started us has gone. Whoever stops npm with a signal stops npm's shell, and that shell does
 * not pass the signal on; without this the program would be left running.
 *
 * @param {() => void} then
 */
export function whenNpmIsGone(then) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 300);
  timer.unref();
}

/** @param {string} text @param {number} lines @returns {string} the last lines that are not empty, indented */
export const tail = (text, lines = 15) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');

/** @param {string} path @returns {any} the JSON in a file, or `null` when it is missing or cut short */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Runs a script's main function: a plain failure becomes one sentence and exit code 1, anything else a stack.
 *
 * @param {() => Promise<number | void>} main its number is the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof PlainError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/** @param {string} url a module's `import.meta.url` @returns {boolean} whether that module is the one that was started */
export const isEntry = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
