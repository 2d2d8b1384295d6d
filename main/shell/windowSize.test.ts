import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadWindowSize, saveWindowSize } from './windowSize.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'size-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const first = { width: 1440, height: 900, maximized: false };

it('remembers the size', () => {
  saveWindowSize(folder, { width: 1200, height: 800, maximized: true });
  expect(loadWindowSize(folder)).toEqual({ width: 1200, height: 800, maximized: true });
});

it.each([
  '',
  '{',
  'null',
  '{"width":200,"height":100,"maximized":false}',
  '{"width":1e9,"height":900,"maximized":false}',
  '[]',
])('takes the first size instead of %j', (text) => {
  writeFileSync(join(folder, 'window.json'), text);
  expect(loadWindowSize(folder)).toEqual(first);
});

it('has a size without a folder to remember it in', () => {
  saveWindowSize(join(folder, 'gone'), { width: 1200, height: 800, maximized: false });
  expect(loadWindowSize(join(folder, 'gone'))).toEqual(first);
});
