import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppState } from '../../shared/contract/app.ts';
import { createLog, supportText } from './log.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'log-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

type Line = Record<string, unknown>;
const linesOf = async (name: string): Promise<Line[]> =>
  (await readFile(join(dir, name), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const open = (maxBytes = 1_000_000, files = 3) => createLog({ dir, maxBytes, files });

describe('the log', () => {
  it('writes JSON lines in order, redacted, and all of them by the time it is closed', async () => {
    const log = open();
    for (let n = 0; n < 200; n += 1) log.info('test', `line ${n}`, { n, sign: 'abc' });
    await log.close();
    const lines = await linesOf('console.log');
    expect(lines.map((line) => line['n'])).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(lines[0]).toMatchObject({ level: 'info', topic: 'test', message: 'line 0', sign: '[hidden]' });
  });

  it('goes on in the file of the last run', async () => {
    const first = open();
    first.warn('test', 'one');
    await first.close();
    const second = open();
    second.error('test', 'two');
    await second.close();
    expect((await linesOf('console.log')).map((line) => line['level'])).toEqual(['warn', 'error']);
  });

  it('keeps so many files of so many bytes, the newest lines among them', async () => {
    const log = open(2_000, 3);
    for (let n = 0; n < 100; n += 1) {
      log.info('test', 'x'.repeat(100), { n });
      await log.flush();
    }
    await log.close();
    const names = (await readdir(dir)).sort();
    expect(names).toEqual(['console.1.log', 'console.2.log', 'console.log']);
    for (const name of names) expect((await stat(join(dir, name))).size).toBeLessThanOrEqual(2_000);
    const kept = [
      ...(await linesOf('console.2.log')),
      ...(await linesOf('console.1.log')),
      ...(await linesOf('console.log')),
    ];
    const last = kept.map((line) => line['n'] as number);
    expect(last).toEqual(Array.from({ length: last.length }, (_, n) => 100 - last.length + n));
  });

  it('survives a disk that takes nothing, and says afterwards how much is missing', async () => {
    await rm(dir, { recursive: true });
    await writeFile(dir, 'in the way');
    const log = open();
    log.info('test', 'lost');
    await log.flush();
    log.info('test', 'lost too');
    await log.flush();
    expect(log.recent()).toHaveLength(2);
    await rm(dir);
    await mkdir(dir);
    log.info('test', 'kept');
    await log.close();
    expect(await linesOf('console.log')).toMatchObject([
      { topic: 'log', lines: 2 },
      { topic: 'test', message: 'kept' },
    ]);
  });

  it.runIf(process.platform === 'linux')('survives a full disk', async () => {
    const full = createLog({ dir: '/dev/full', maxBytes: 1000, files: 2 });
    full.info('test', 'nowhere');
    await full.close();
    expect(full.recent()).toHaveLength(1);
  });

  it('does not let fields take the place of time, level, topic and message', async () => {
    const log = open();
    log.info('test', 'said', { message: 'other', level: 'error', time: 0 });
    await log.close();
    expect((await linesOf('console.log'))[0]).toMatchObject({
      message: 'said',
      level: 'info',
      time: expect.stringMatching(/Z$/) as string,
    });
  });
});

describe('copy for support', () => {
  const state = {
    version: '0.1.0',
    host: 'electron',
    platform: 'linux',
    environment: 'live',
    preferences: { language: 'zh-CN', theme: 'system', sound: true, till: '01' },
    profile: {
      huifuId: '6666000000000001',
      baseUrl: 'https://api.huifu.com',
      generation: 'v3',
      keyState: 'present',
      keyBits: 2048,
    },
    profiles: [],
    health: { state: 'up', since: null, lastAnswerAt: null, waiting: 0, clockAheadMs: null },
    startupProblem: null,
    now: 1767576600000,
  } as unknown as AppState;

  it('holds the failure and what led to it, not what came after, and no number in full', () => {
    const log = open();
    log.info('test', 'before', { card: '6222021234567890123' });
    log.error('test', 'failed', { supportId: 'E-7K2M9Q' });
    log.info('test', 'afterwards');
    const text = supportText({ supportId: 'E-7K2M9Q', state, log });
    expect(text).toContain('E-7K2M9Q');
    expect(text).toContain('"before"');
    expect(text).toContain('"failed"');
    expect(text).not.toContain('afterwards');
    expect(text).toContain('merchant: …0001');
    expect(text).not.toMatch(/6666000000000001|6222021234567890123/);
  });

  it('without a support id gives the newest lines', () => {
    const log = open();
    log.info('test', 'newest');
    expect(supportText({ state, log })).toContain('newest');
  });
});
