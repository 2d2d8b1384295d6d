import { createPublicKey } from 'node:crypto';
import { isBuiltin } from 'node:module';
import type { PackedFile } from './asar.ts';

/** What may never be packed, by where it lies or what it is called. */
const forbiddenPaths: readonly [RegExp, string][] = [
  [/\.[cm]?tsx?$/, 'source code'],
  [/\.map$/, 'a source map'],
  [/\.test\.|\.spec\.|(^|\/)(tests?|fixtures|test-results)\//, 'a test or its data'],
  [/electron-host/, 'the stand-in for the Electron shell'],
  [/\.(pem|key|p12|pfx|der|jks|keyring)$/i, 'a key file'],
  [/\.(db|sqlite|db-wal|db-shm|log|env)$/i, 'data of a running console'],
  [/(^|\/)\./, 'a hidden file'],
];

/** What may never be inside a packed file. The console's own code speaks of PEM headers; only a header with a body is a key. */
const forbiddenContents: readonly [RegExp, string][] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----[\s\\nr]*[A-Za-z0-9+/=\s\\]{100}/, 'a private key (PEM)'],
  [/\/[/*]# sourceMappingURL=/, 'a link to a source map'],
  [/tests\/electron-host|playwright-core/, 'the stand-in for the Electron shell'],
];

/** Keys and certificates begin so in base64. */
const longBase64 = /MII[A-Za-z0-9+/]{200,}={0,2}/g;

/** Public halves may be packed: the self-test brings one. */
function isPublicKey(base64: string): boolean {
  try {
    createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return true;
  } catch {
    return false;
  }
}

/** What the main process may load at run time: what is part of the runtime, what is packed, its own files. */
const mayImport = (name: string) => isBuiltin(name) || name === 'electron' || name === 'keytar' || name.startsWith('.');

const required = [
  'package.json',
  'dist/main/index.js',
  'dist/main/ledger-worker.js',
  'dist/preload/index.cjs',
  'dist/renderer/index.html',
  'node_modules/keytar/lib/keytar.js',
];

/**
 * Judges what would be packed.
 *
 * @param files the archive's contents
 * @returns one sentence for each thing that is wrong; empty when all is well
 */
export function packageProblems(files: readonly PackedFile[]): string[] {
  const paths = new Set(files.map((file) => file.path));
  const missing = required.filter((path) => !paths.has(path)).map((path) => `${path} is missing`);
  const natives = files.filter((file) => file.path.endsWith('.node'));
  if (natives.length === 0) missing.push("keytar's native library is missing");
  const locked = natives.filter((file) => !file.unpacked).map((file) => `${file.path} must be unpacked to be loadable`);
  return [...missing, ...locked, ...files.flatMap(problemsOf)];
}

function problemsOf({ path, bytes }: PackedFile): string[] {
  const problems = forbiddenPaths.filter(([pattern]) => pattern.test(path)).map(([, what]) => `${path} is ${what}`);
  if (/\.(node|png|woff2?|ico)$/.test(path)) return problems;
  const text = bytes.toString('utf8');
  for (const [pattern, what] of forbiddenContents) if (pattern.test(text)) problems.push(`${path} contains ${what}`);
  for (const [base64] of text.matchAll(longBase64)) {
    if (!isPublicKey(base64)) problems.push(`${path} contains a key or certificate (base64)`);
  }
  if (path.startsWith('dist/main/')) {
    for (const [, name = ''] of text.matchAll(/^import\s(?:[^'"\n]*\sfrom\s)?["']([^"']+)["'];?$/gm)) {
      if (!mayImport(name)) problems.push(`${path} needs the package ${name}, which is not packed`);
    }
  }
  return problems;
}
