import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PackedFile } from './asar.ts';
import { packageProblems } from './package-rules.ts';

const file = (path: string, content = '', unpacked = false): PackedFile => ({
  path,
  bytes: Buffer.from(content),
  unpacked,
});

const clean = [
  file('package.json', '{}'),
  file(
    'dist/main/index.js',
    'import { app } from "electron";\nimport "node:sqlite";\nif (s.includes("-----BEGIN PRIVATE KEY-----")) {}',
  ),
  file('dist/main/ledger-worker.js'),
  file('dist/preload/index.cjs'),
  file('dist/renderer/index.html'),
  file('node_modules/keytar/lib/keytar.js'),
  file('node_modules/keytar/prebuilds/linux-x64/keytar.node', '', true),
];

describe('what may be packed', () => {
  test('the built console and keytar, and nothing is wrong', () => {
    expect(packageProblems(clean)).toEqual([]);
  });

  test.each([
    'dist/main/index.ts',
    'dist/renderer/assets/index.js.map',
    'dist/tests/e2e.js',
    'dist/electron-host/host.js',
    'dist/merchant.pem',
    'dist/ledger.db',
    'dist/.cache/x.json',
  ])('%s is refused', (path) => {
    expect(packageProblems([...clean, file(path)])).toEqual([expect.stringContaining(path)]);
  });

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  test.each([
    ['a PEM key', pem],
    ['a PEM key within JSON', JSON.stringify({ key: pem })],
    ['a bare base64 key', privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')],
    ['a bare base64 key (PKCS#1)', privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
    ['a source map link', 'x();\n//# sourceMappingURL=index.js.map'],
    ['the stand-in host', 'import("/tests/electron-host/host.ts")'],
  ])('%s inside a file is found', (_what, content) => {
    expect(packageProblems([...clean, file('dist/renderer/a.js', content)])).not.toEqual([]);
  });

  test('a public key may be packed', () => {
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(packageProblems([...clean, file('dist/main/chunk-1.js', `const key = '${spki}';`)])).toEqual([]);
  });

  test('a package that main needs and nobody packs is found', () => {
    const files = [...clean, file('dist/main/chunk-1.js', 'import axios from "axios";\n')];
    expect(packageProblems(files)).toEqual(['dist/main/chunk-1.js needs the package axios, which is not packed']);
  });

  test('a missing part and a locked-in native library are found', () => {
    const files = clean.filter((one) => !one.path.endsWith('.node') && one.path !== 'dist/preload/index.cjs');
    expect(packageProblems(files)).toEqual(['dist/preload/index.cjs is missing', "keytar's native library is missing"]);
    expect(packageProblems([...clean, file('node_modules/keytar/prebuilds/x/keytar.node')])).toEqual([
      expect.stringContaining('must be unpacked'),
    ]);
  });
});
