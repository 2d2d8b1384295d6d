import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

const schema = z.object({
  definitions: z.object({ FuseOptionsV1: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
});

/** The lines below `electronFuses:` up to the next line that is not indented. */
function statedFuses(): Record<string, boolean> {
  const yml = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(yml)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)\b/gm)].map(([, name, value]) => [name, value === 'true']),
  );
}

test('electron-builder.yml states every fuse that electron-builder knows', () => {
  const file = readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8');
  const known = Object.keys(schema.parse(JSON.parse(file)).definitions.FuseOptionsV1.properties);
  expect(Object.keys(statedFuses()).sort()).toEqual(known.sort());
});

test('only the two fuses that protect the archive are on', () => {
  const on = Object.entries(statedFuses()).filter(([, value]) => value);
  expect(on.map(([name]) => name)).toEqual(['enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar']);
});
