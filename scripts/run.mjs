// Runs one of the project's TypeScript files with Node 24: node scripts/run.mjs <file.ts> [arguments]
// What the program prints is the program's own: setup speaks on stderr.
import { spawn } from 'node:child_process';
import { setup } from './setup.mjs';
import { PlainError, projectNode, runMain } from './steps.mjs';

await runMain(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) throw new PlainError('Usage: node scripts/run.mjs <file.ts> [arguments]');
  await setup({ say: (line) => console.error(line) });
  const child = spawn(projectNode(), [file, ...args], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => (console.error(error.message), resolve(127)));
    child.once('close', (code) => resolve(code ?? 1));
  });
});
