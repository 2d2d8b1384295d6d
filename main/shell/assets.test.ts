import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containedFile, createAssetHandler } from './assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'assets-'));
const root = join(folder, 'renderer');

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<p>home</p>');
  writeFileSync(join(root, 'assets/a b.js'), 'run()');
  writeFileSync(join(root, 'notes.md'), 'not for the page');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  mkdirSync(join(folder, 'renderer-2'));
  writeFileSync(join(folder, 'renderer-2/secret.js'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true }));

const serve = createAssetHandler(root, () => '<p>crashed</p>');
const get = (url: string, method = 'GET') => serve({ url, method });

describe('what is served', () => {
  it.each([
    ['app://console/', '<p>home</p>', 'text/html; charset=utf-8'],
    ['app://console/index.html?v=1#top', '<p>home</p>', 'text/html; charset=utf-8'],
    ['app://console/assets/a%20b.js', 'run()', 'text/javascript; charset=utf-8'],
    ['app://console/crash', '<p>crashed</p>', 'text/html; charset=utf-8'],
  ])('%s', async (url, body, type) => {
    const answer = await get(url);
    expect([answer.status, await answer.text(), answer.headers.get('Content-Type')]).toEqual([200, body, type]);
  });

  it.each([
    'app://console/../secret.js',
    'app://console/..%2fsecret.js',
    'app://console/assets/%2e%2e/%2e%2e/secret.js',
    'app://console/assets/..%2f..%2fsecret.js',
    'app://console/..%5csecret.js',
    'app://console/..%2frenderer-2%2fsecret.js',
    'app://console/C:/secret.js',
    'app://console//etc/passwd',
    'app://console/index.html%00.js',
    'app://console/%',
    'app://console/notes.md',
    'app://console/assets',
    'app://console/missing.js',
    'app://other/index.html',
    'https://console/index.html',
  ])('not %s', async (url) => {
    const answer = await get(url);
    expect([answer.status, await answer.text()]).toEqual([404, 'Not found']);
  });

  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('nothing by %s', async (method) =>
    expect((await get('app://console/', method)).status).toBe(405),
  );
});

describe('the headers of every answer', () => {
  it.each(['app://console/', 'app://console/missing.js', 'app://console/crash'])('%s', async (url) => {
    const { headers } = await get(url);
    const policy = new Map(
      headers
        .get('Content-Security-Policy')
        ?.split('; ')
        .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

it('keeps a path inside its folder even where the separator of another system would lead out', () => {
  expect(containedFile(root, '/..\\secret.js')).toBeNull();
  expect(containedFile(root, '/a/../../secret.js')).toBeNull();
  expect(containedFile(root, '/')).toBeNull();
  expect(containedFile(root, '/assets/x.js')).toBe(join(root, 'assets/x.js'));
});
