// Runs one of the project's TypeScript files with Node 24: node scripts/run.mjs <file.ts> [arguments]
// What the program prints is the program's own: setup speaks on stderr.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setup } from './setup.mjs';
import { PlainError, projectNode, root, runMain, whenNpmIsGone } from './steps.mjs';

await runMain(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) throw new PlainError('Usage: node scripts/run.mjs <file.ts> [arguments]');
  await setup({ say: (line) => console.error(line) });
  // What Node makes of our TypeScript is kept: the next start is quicker by what it took.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache/compile'), ...process.env };
  const child = spawn(projectNode(), [file, ...args], { stdio: 'inherit', env });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  // Ctrl+C in a terminal reaches the program by itself; we only wait for its end.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  whenNpmIsGone(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => (console.error(error.message), resolve(127)));
    child.once('close', (code) => resolve(code ?? 1));
  });
});
