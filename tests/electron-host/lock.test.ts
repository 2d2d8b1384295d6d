import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = `
  const { takeLock } = await import(process.argv[1]);
  const got = takeLock(process.argv[2], (argv) => console.log('second ' + argv[3]));
  console.log(got ? 'mine' : 'taken');
  if (got) setInterval(() => {}, 1000);
`;

/** Starts a process that asks for the lock; `says` resolves with its next line. */
function ask(name: string) {
  const module = new URL('lock.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, module, folder, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let told: (() => void) | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.trim().split('\n'));
    told?.();
  });
  const says = async () => {
    while (lines.length === 0) await new Promise<void>((resolve) => (told = resolve));
    return lines.shift();
  };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await once(child, 'exit');
  };
  return { says, end };
}

it('lets one process in, tells it about the next, and is free again after a kill', async () => {
  const first = ask('first');
  expect(await first.says()).toBe('mine');
  const second = ask('second');
  expect(await second.says()).toBe('taken');
  expect(await first.says()).toBe('second second');
  await first.end('SIGKILL');
  const third = ask('third');
  expect(await third.says()).toBe('mine');
  await third.end('SIGKILL');
});
