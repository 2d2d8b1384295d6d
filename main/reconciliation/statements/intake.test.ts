import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { zipSync } from 'fflate';
import { CHUNK_BYTES, type ImportResult } from '../../../shared/contract/statements.ts';
import { inspectStatement } from '../index.ts';
import { makeHosted } from '../../practice/testing/merchant.ts';
import { watchFolder } from './watch.ts';
import { openBench, type Bench } from './testing/bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ inspect: inspectStatement, practice: 'atOnce', environment: 'practice' });
});
afterEach(() => bench.close());

const waiting = () => readdir(join(bench.dir, 'statements', 'incoming')).catch(() => []);
const utf8 = (text: string) => new TextEncoder().encode(text);

async function bring(name: string, bytes: Buffer | string): Promise<ImportResult> {
  const [result] = await bench.room.importPaths([await bench.put(name, bytes)]);
  return result!;
}

async function fromControl(what: string): Promise<Buffer> {
  const response = await fetch(`${bench.gateway.controlUrl}/statements/today/${what}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('a file that is brought in', () => {
  it.each([
    ['trade', 'huifu-trade', 'huifu', 'trade'],
    ['settlement', 'huifu-settlement', 'settlement', 'settlement'],
    ['wechat', 'wechat-all', 'wallet', null],
    ['alipay', 'alipay-detail', 'wallet', null],
  ])('%s is recognised by what stands in it, with its day', async (what, format, leg, kind) => {
    await bench.trade('12.50');
    await bench.trade('8.80');
    if (what === 'alipay') {
      const made = await makeHosted(bench.merchant, { trans_amt: '3.30' });
      await bench.merchant.control(`/orders/${made.number}/pay`, { wallet: 'A' });
    }
    // A name that lies about the day.
    const result = await bring(`20200101_${what}_order_1.bin`, await fromControl(what));
    expect(result).toMatchObject({ state: 'stored', statement: { format, leg, kind, period: bench.today } });
    expect(bench.audit.at(-1)).toMatchObject({ act: 'statement.imported' });
  });

  it('is labelled by what a person said of its columns: those to come, and those that were there already', async () => {
    const header = ['入账日', '来款', '附加说明'];
    const text = (line: string) => `${header.join(',')}\r\n${line}\r\n`;
    const before = await bring('before.csv', text('2026-11-20,12.50,结算'));
    expect(before).toMatchObject({ statement: { format: null, period: null } });
    await bench.room.saveMapping({
      leg: 'bank',
      header,
      columns: { trade_date: '入账日', money_in: '来款', remark: '附加说明' },
      units: { money_in: 'yuan' },
      words: { kind: {}, status: {} },
      confirmed_by: '会计',
      confirmed_on: '20261121',
    });
    expect(await bench.room.list(null)).toMatchObject([{ format: 'bank', leg: 'bank', period: '20261120' }]);
    const after = await bring('after.csv', text('2026-11-23,8.80,结算'));
    expect(after).toMatchObject({ statement: { format: 'bank', leg: 'bank', period: '20261123' } });
  });

  it('is known again by its bytes, whatever it is called', async () => {
    const first = await bring('a.csv', '日期,金额\r\n2026-11-20,1.00\r\n');
    const second = await bring('b.csv', '日期,金额\r\n2026-11-20,1.00\r\n');
    expect([first.state, second.state]).toEqual(['stored', 'duplicate']);
    expect(await bench.room.list(null)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('need not be fetched any more', async () => {
    await bench.trade('12.50');
    await bench.merchant.control('/statements', { mode: 'onTime' });
    await bench.room.fetch(['trade'], bench.today);
    const result = await bring('trade.csv', await fromControl('trade'));
    expect(result).toMatchObject({ state: 'stored' });
    expect(await bench.wait('trade')).toMatchObject({ state: 'stored' });
  });

  it.each([
    ['empty', 'empty', () => Buffer.alloc(0)],
    ['a page', 'notAStatement', () => Buffer.from('\uFEFF<!DOCTYPE html><title>expired</title>')],
    [
      'an XML error',
      'notAStatement',
      () => Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
    ],
    ['JSON', 'notAStatement', () => Buffer.from('{"error":"expired"}')],
    ['a PDF', 'notAStatement', () => Buffer.from('%PDF-1.7\n…')],
    ['a picture', 'notAStatement', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
    ['half a zip', 'truncated', () => Buffer.from(zipSync({ 'a.csv': utf8('a,b\r\n'.repeat(5_000)) })).subarray(0, 60)],
    [
      'a zip with a flipped bit',
      'truncated',
      () => {
        const zip = Buffer.from(zipSync({ 'a.csv': utf8('a,b\r\n'.repeat(5_000)) }, { level: 0 }));
        zip[1_000]! ^= 1;
        return zip;
      },
    ],
    ['a zip that points outside', 'archivePath', () => Buffer.from(zipSync({ '../../evil.csv': utf8('a,b,c\r\n') }))],
    [
      'a zip bomb',
      'archiveBomb',
      () => Buffer.from(zipSync({ 'big.csv': new Uint8Array(64 * 1024 * 1024) }, { level: 9 })),
    ],
    ['an empty zip', 'archive', () => Buffer.from(zipSync({}))],
    ['rar', 'archive', () => Buffer.from('Rar!\x1a\x07\x00…')],
    ['half a gzip', 'truncated', () => Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])],
  ] as const)('%s is refused as %s, and nothing of it stays', async (_, problem, make) => {
    expect(await bring('file.zip', make())).toMatchObject({ state: 'refused', problem });
    expect(await bench.room.list(null)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('that is no file, or is gone, is refused', async () => {
    const [folder, gone] = await bench.room.importPaths([bench.dir, join(bench.dir, 'gone.csv')]);
    expect([folder, gone]).toMatchObject([{ problem: 'unreadable' }, { problem: 'unreadable' }]);
  });

  it.skipIf(process.platform === 'win32')('that is a pipe does not keep anybody waiting', async () => {
    const pipe = join(bench.dir, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    expect((await bench.room.importPaths([pipe]))[0]).toMatchObject({ state: 'refused' });
  });

  it('of 5 GB is not even begun', async () => {
    const path = await bench.put('huge.csv', '');
    await truncate(path, 5 * 1024 ** 3);
    expect((await bench.room.importPaths([path]))[0]).toMatchObject({ state: 'refused', problem: 'tooLarge' });
  });

  it('is not read back once its bytes changed: it says so instead', async () => {
    const result = await bring('a.csv', '日期,金额\r\n2026-11-20,1.00\r\n');
    if (result.state === 'refused') throw new Error(result.problem);
    await bench.damage(result.statement.sha256);
    const { id } = result.statement;
    expect(await bench.room.verify(id)).toMatchObject({ data: { check: 'damaged' } });
    expect(await bench.room.lines(id, { entry: null, from: 1, count: 1 })).toMatchObject({
      error: { code: 'statementDamaged' },
    });
    await bench.room.assign(id, null, bench.today);
    expect(await bench.room.filesOf(bench.today)).toMatchObject({ error: { code: 'statementDamaged' } });
    // Bringing it again mends it.
    expect(await bring('again.csv', '日期,金额\r\n2026-11-20,1.00\r\n')).toMatchObject({ state: 'duplicate' });
    expect(await bench.room.verify(id)).toMatchObject({ data: { check: 'sound' } });
  });
});

describe('a file that is dropped', () => {
  const text = Buffer.from('日期,金额\r\n'.repeat(150_000));
  const pieces = (id: string) =>
    Array.from({ length: Math.ceil(text.length / CHUNK_BYTES) }, (_, n) => ({
      transferId: id,
      name: 'dropped.csv',
      size: text.length,
      offset: n * CHUNK_BYTES,
      bytes: text.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES),
    }));

  it('comes in piece by piece, as the bytes that it had', async () => {
    const all = pieces(randomUUID());
    expect(all.length).toBeGreaterThan(2);
    for (const piece of all.slice(0, -1))
      expect(await bench.room.importChunk(piece)).toEqual({ ok: true, data: { done: false } });
    const last = await bench.room.importChunk(all.at(-1)!);
    expect(last).toMatchObject({ data: { done: true, result: { state: 'stored', statement: { source: 'dropped' } } } });
    const [statement] = await bench.room.list(null);
    expect(statement!.bytes).toBe(text.length);
    expect(await bench.room.verify(statement!.id)).toMatchObject({ data: { check: 'sound' } });
  });

  it.each([
    ['out of order', (all: ReturnType<typeof pieces>) => [all[0]!, all[2]!]],
    ['twice', (all: ReturnType<typeof pieces>) => [all[0]!, all[0]!]],
    ['more than announced', (all: ReturnType<typeof pieces>) => [{ ...all[0]!, size: 10 }]],
    ['with another size', (all: ReturnType<typeof pieces>) => [all[0]!, { ...all[1]!, size: 999_999_999 }]],
    ['without a beginning', (all: ReturnType<typeof pieces>) => [all[1]!]],
  ])('%s is thrown away', async (_, of) => {
    const answers = [];
    for (const piece of of(pieces(randomUUID()))) answers.push(await bench.room.importChunk(piece));
    expect(answers.at(-1)).toMatchObject({ ok: false });
    await bench.room.stop();
    expect(await waiting()).toEqual([]);
    expect(await bench.room.list(null)).toEqual([]);
  });

  it('is not kept open for ever: a few at once, no more', async () => {
    for (let n = 0; n < 4; n += 1)
      expect(await bench.room.importChunk(pieces(randomUUID())[0]!)).toMatchObject({ ok: true });
    expect(await bench.room.importChunk(pieces(randomUUID())[0]!)).toMatchObject({ error: { code: 'stateChanged' } });
  });
});

describe('a watched folder', () => {
  it('takes what is whole, once, and leaves every file where it is', async () => {
    const folder = join(bench.dir, 'in');
    await mkdir(folder);
    const taken: string[] = [];
    const known = new Set<string>();
    const watcher = watchFolder({
      folder,
      before: async ({ path, bytes, modifiedAt }) => known.has(`${path} ${bytes} ${modifiedAt}`),
      take: async ({ path, bytes, modifiedAt }) => {
        known.add(`${path} ${bytes} ${modifiedAt}`);
        taken.push(`${path.slice(folder.length + 1)} ${bytes}`);
      },
      changed: () => {},
      warn: () => {},
      timing: { lookMs: 100, stableMs: 250 },
    });
    try {
      // Grows for a while: not taken before it is still.
      for (let n = 1; n <= 5; n += 1) {
        await writeFile(join(folder, 'grows.csv'), 'a,b,c\r\n'.repeat(n));
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(taken).toEqual([]);
      }
      await writeFile(join(folder, 'note.docx'), 'no statement');
      await writeFile(join(folder, '~$open.xlsx'), 'a lock file');
      await symlink('/etc/hostname', join(folder, 'link.csv'));
      await vi.waitFor(() => expect(taken).toEqual(['grows.csv 35']), 5_000);
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(taken).toEqual(['grows.csv 35']);
      await writeFile(join(folder, 'grows.csv'), 'changed,later,on\r\n');
      await vi.waitFor(() => expect(taken).toHaveLength(2), 5_000);
      expect((await readdir(folder)).sort()).toEqual(['grows.csv', 'link.csv', 'note.docx', '~$open.xlsx']);

      await rm(folder, { recursive: true });
      await vi.waitFor(() => expect(watcher.state().state).toBe('missing'), 5_000);
      await mkdir(folder);
      await writeFile(join(folder, 'back.csv'), 'a,b\r\n');
      await vi.waitFor(() => expect(taken).toHaveLength(3), 5_000);
      expect(watcher.state().state).toBe('watching');
    } finally {
      await watcher.close();
    }
  });

  it('is remembered over a restart, with what was taken from it', async () => {
    const folder = join(bench.dir, 'in');
    await mkdir(folder);
    await writeFile(join(folder, 'one.csv'), '日期,金额\r\n2026-11-20,1.00\r\n');
    await bench.room.watchFolder(folder);
    await vi.waitFor(async () => expect(await bench.room.list(null)).toHaveLength(1), 15_000);
    await bench.restart();
    await bench.room.resume();
    await writeFile(join(folder, 'two.csv'), '日期,金额\r\n2026-11-21,2.00\r\n');
    await vi.waitFor(async () => expect(await bench.room.list(null)).toHaveLength(2), 15_000);
    expect((await bench.room.list(null)).every(({ source }) => source === 'watched')).toBe(true);
    await bench.room.watchFolder(null);
    expect((await bench.room.overview(bench.today.slice(0, 6) as never)).watch.state).toBe('off');
  });
});
