import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPng, saveFile } from './saveFile.ts';

const png = PNG.sync.write(new PNG({ width: 3, height: 2 }));

describe('readPng', () => {
  it('takes a PNG and gives its bytes', () => {
    expect(readPng(png.toString('base64'))?.equals(png)).toBe(true);
  });

  it('refuses what only claims to be one', () => {
    expect(readPng('')).toBeNull();
    expect(readPng(Buffer.from('<svg onload=alert(1)>'.repeat(9)).toString('base64'))).toBeNull();
    const huge = Buffer.from(png);
    huge.writeUInt32BE(100_000, 16);
    expect(readPng(huge.toString('base64'))).toBeNull();
  });
});

describe('saveFile', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'card-'));
  });

  it('writes the file whole, and replaces an older one', async () => {
    const path = join(dir, '收款码.png');
    await writeFile(path, 'old');
    expect(await saveFile(path, png)).toEqual({ ok: true, data: path });
    expect((await readFile(path)).equals(png)).toBe(true);
    expect(await readdir(dir)).toEqual(['收款码.png']);
  });

  it('says why it could not, and leaves nothing behind', async () => {
    const answer = await saveFile(join(dir, 'nowhere', 'card.png'), png);
    expect(answer).toMatchObject({ ok: false, error: { code: 'fileWrite', params: { reason: 'ENOENT' } } });
    expect(await readdir(dir)).toEqual([]);
  });
});
