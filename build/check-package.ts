// Runs electron-builder's own packaging for each system as far as the archive, lists what went in, and judges it.
// Electron's binary is not needed (see placeholder-electron.ts); no installer is made. Run by `npm test`, after the build.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readAsar } from './asar.ts';
import type { PackedFile } from './asar.ts';
import { packageProblems } from './package-rules.ts';
import { fuseWire, layPlaceholder, systems } from './placeholder-electron.ts';
import type { System } from './placeholder-electron.ts';

const root = join(import.meta.dirname, '..');
const temporary = mkdtempSync(join(tmpdir(), 'package-check-'));

/** The wire that electron-builder.yml asks for: asar integrity and asar-only are on, the six others off. */
const wantedWire = '00001100';

/** Only what cannot be done to a placeholder is left out: signing, and writing into a Windows program. */
const overrides: Record<System, object> = {
  linux: {},
  win: { disableAsarIntegrity: true, win: { signAndEditExecutable: false } },
  mac: { mac: { identity: null, notarize: false } },
};

async function pack(system: System): Promise<string> {
  const electronDist = join(temporary, `${system}-electron`);
  const output = join(temporary, system);
  const electron = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
  layPlaceholder(system, electronDist, z.object({ version: z.string() }).parse(JSON.parse(electron)).version);
  const config = join(temporary, `${system}.json`);
  const base = { extends: join(root, 'electron-builder.yml'), electronDist, directories: { output } };
  writeFileSync(config, JSON.stringify({ ...base, ...overrides[system] }));
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const args = [builder, `--${system}`, 'dir', '--x64', '--config', config, '--publish', 'never'];
  await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 64 * 2 ** 20 });
  return output;
}

/** @returns the one file below `folder` whose name passes */
function findFile(folder: string, passes: (name: string) => boolean): string {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(passes);
  if (found === undefined) throw new Error(`Nothing was packed in ${folder}.`);
  return join(folder, found);
}

function fuseProblems(system: System, output: string): string[] {
  const name = { linux: /huifu-merchant-console$/, win: /Huifu Console\.exe$/, mac: /\/Electron Framework$/ }[system];
  const wire = fuseWire(readFileSync(findFile(output, (path) => name.test(path))));
  return wire === wantedWire ? [] : [`the fuses are ${wire}, not ${wantedWire}`];
}

function list(files: readonly PackedFile[]): void {
  for (const file of files) {
    const kib = (file.bytes.length / 1024).toFixed(1).padStart(9);
    console.log(`  ${kib} KiB  ${file.path}${file.unpacked ? '  (beside the archive)' : ''}`);
  }
  const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
  console.log(`  ${(total / 1024).toFixed(1).padStart(9)} KiB  in ${files.length} files`);
}

try {
  for (const system of systems) {
    const output = await pack(system);
    const files = readAsar(findFile(output, (path) => path.endsWith('app.asar')));
    console.log(`\nThe package for ${system}:`);
    list(files);
    const problems = [...packageProblems(files), ...fuseProblems(system, output)];
    for (const problem of problems) console.error(`  PROBLEM: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
