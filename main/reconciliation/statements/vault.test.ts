import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVault, type StatementVault } from './vault.ts';

let dir = '';
let vault: StatementVault;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hc-vault-'));
  vault = openVault(join(dir, 'statements'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function arrive(text: string) {
  const incoming = await vault.incoming();
  await writeFile(incoming.path, text);
  return { incoming, sha256: createHash('sha256').update(text).digest('hex') };
}

describe('the vault', () => {
  it('keeps bytes under their hash, for the user alone and not to be written to', async () => {
    const { incoming, sha256 } = await arrive('交易日期,金额');
    await vault.keep(incoming, sha256);
    const path = vault.pathOf(sha256);
    expect(await readFile(path, 'utf8')).toBe('交易日期,金额');
    expect((await stat(path)).mode & 0o777).toBe(0o400);
    expect((await stat(dirname(path))).mode & 0o077).toBe(0);
    expect(await vault.check(sha256)).toBe('sound');
    expect(await readdir(join(dir, 'statements', 'incoming'))).toEqual([]);
  });

  it('never writes over what is there: the same bytes again change nothing', async () => {
    const first = await arrive('a');
    await vault.keep(first.incoming, first.sha256);
    const before = await stat(vault.pathOf(first.sha256));
    const second = await arrive('a');
    await vault.keep(second.incoming, second.sha256);
    const after = await stat(vault.pathOf(first.sha256));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(await readdir(join(dir, 'statements', 'incoming'))).toEqual([]);
  });

  it('says when bytes changed or are gone, and is mended by the same bytes without losing the damaged ones', async () => {
    const { incoming, sha256 } = await arrive('abc');
    await vault.keep(incoming, sha256);
    const path = vault.pathOf(sha256);
    await chmod(path, 0o600);
    await writeFile(path, 'abd');
    expect(await vault.check(sha256)).toBe('damaged');
    const again = await arrive('abc');
    await vault.keep(again.incoming, sha256);
    expect(await vault.check(sha256)).toBe('sound');
    expect((await readdir(dirname(path))).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
    rmSync(path);
    expect(await vault.check(sha256)).toBe('missing');
  });

  it('makes a path of nothing but a hash', () => {
    for (const bad of ['../../etc/passwd', '', 'A'.repeat(64), randomUUID()])
      expect(() => vault.pathOf(bad)).toThrow('SHA-256');
  });

  it('throws away what an earlier run left in the entrance, and nothing else', async () => {
    const kept = await arrive('kept');
    await vault.keep(kept.incoming, kept.sha256);
    await arrive('half');
    await vault.tidy();
    expect(await readdir(join(dir, 'statements', 'incoming'))).toEqual([]);
    expect(await vault.check(kept.sha256)).toBe('sound');
  });
});
