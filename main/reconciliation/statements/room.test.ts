import { afterEach, describe, expect, it, vi } from 'vitest';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, type BusinessDate } from '../../../shared/domain/time.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { openBench, type Bench, type BenchOptions } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

async function opened(options?: BenchOptions): Promise<Bench> {
  bench = await openBench(options);
  return bench;
}

/** Lets the schedule run by itself, from a start on. */
async function running(): Promise<void> {
  await bench.room.resume();
  await bench.room.tick();
}

const month = () => bench.today.slice(0, 6) as StatementPeriod;

describe('by itself', () => {
  it('waits for the time that Huifu names, says so, and then stores the trade statement', async () => {
    await opened();
    await bench.trade('12.50');
    await bench.clock(1, '0920');
    await running();
    const waiting = await bench.room.overview(month());
    expect(waiting.quota).toMatchObject({ used: 0, limit: 3 });
    expect(waiting.waits.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['trade', 'ready'],
      ['settlement', 'ready'],
    ]);
    expect(await bench.queries()).toBe(0);

    await bench.clock(1, '1204');
    await bench.room.tick();
    expect(await bench.queries()).toBe(0);
    await bench.clock(1, '1206');
    await bench.room.tick();
    expect(await bench.wait('trade')).toMatchObject({ state: 'stored' });
    const [statement] = await bench.room.list(bench.today);
    expect(statement).toMatchObject({ kind: 'trade', source: 'fetched', part: 1, period: bench.today });
    expect(statement!.name).toMatch(
      new RegExp(`^${addDays(bench.today as string as BusinessDate, 1)}_\\d+_order_1\\.zip$`),
    );
    const text = await bench.room.lines(statement!.id, { entry: null, from: 1, count: 5 });
    expect(text.ok && text.data.lines[1]).toContain(',12.50,');
    expect(bench.audit.some(({ act }) => act === 'statement.fetched')).toBe(true);
    expect(JSON.stringify([bench.warnings, bench.audit])).not.toContain('http');
  });

  it('asks once for both statements when both are due, and three times a day at most', async () => {
    await opened();
    await bench.trade('8.00');
    await bench.clock(1, '1830');
    await running();
    expect(await bench.queries()).toBe(1);
    expect(await bench.wait('trade')).toMatchObject({ state: 'stored' });
    expect(await bench.wait('settlement')).toMatchObject({ state: 'stored' });
    for (let n = 0; n < 5; n += 1) {
      await bench.room.fetch(['trade'], bench.today);
      await bench.room.tick();
    }
    expect(await bench.queries()).toBe(3);
    const { quota, waits } = await bench.room.overview(month());
    expect(quota).toMatchObject({ used: 3, limit: 3 });
    expect(waits).toMatchObject([{ kind: 'trade', reason: 'quota' }]);

    await bench.restart();
    await bench.room.tick();
    expect(await bench.queries()).toBe(3);
    await bench.clock(2, '0010');
    await bench.room.tick();
    expect(await bench.queries()).toBe(4);
    expect(await bench.wait('trade')).toMatchObject({ state: 'unchanged' });
  });

  it.each([
    ['back', -3 * 86_400_000],
    ['forward', 2 * 86_400_000],
  ])('a clock that is set %s wins no questions', async (_, ms) => {
    await opened();
    await bench.trade('8.00');
    await bench.clock(1, '1830');
    for (let n = 0; n < 3; n += 1) {
      await bench.room.fetch(['trade'], bench.today);
      await bench.room.tick();
    }
    expect(await bench.queries()).toBe(3);
    bench.pcAhead(ms);
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    expect((await bench.room.overview(month())).quota.used).toBe(3);
    expect(await bench.queries()).toBe(3);
  });

  it('fetches a month under whichever of its first days the file comes', async () => {
    await opened({ since: Date.UTC(2026, 0, 1) as never });
    await bench.room.choose(['tradeMonth']);
    await bench.trade('8.00');
    const days = new Date(Date.UTC(Number(bench.today.slice(0, 4)), Number(bench.today.slice(4, 6)), 0)).getUTCDate();
    await bench.clock(days - Number(bench.today.slice(6)) + 1, '1806');
    await running();
    expect(await bench.wait('tradeMonth', month())).toMatchObject({ state: 'stored' });
    const [statement] = await bench.room.list(month());
    expect(statement).toMatchObject({ kind: 'tradeMonth', period: month() });
  });
});

describe('what Huifu says without a file', () => {
  it('tells empty, not ready, failed and not opened apart', async () => {
    await opened();
    await bench.merchant.control('/statements', { limit: 100 });
    await bench.clock(1, '1830');
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    expect(await bench.wait('trade')).toMatchObject({ state: 'empty' });

    await bench.fault('statementState', { state: 'DP' });
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    const generating = await bench.wait('trade');
    expect(generating).toMatchObject({ state: 'generating', problem: 'notReady' });
    expect(generating!.dueAt - generating!.changedAt).toBeGreaterThanOrEqual(30 * 60_000 - 1_000);
    // Impatience costs no question.
    await bench.room.fetch(['trade'], bench.today);
    const before = await bench.queries();
    await bench.room.tick();
    expect(await bench.queries()).toBe(before);

    await bench.fault('statementState', { state: 'F' });
    await bench.room.fetch(['split'], bench.today);
    await bench.room.tick();
    expect(await bench.wait('split')).toMatchObject({ state: 'failed', problem: 'taskFailed' });
  });

  it('not opened: says so, and asks no more until a person does', async () => {
    await opened();
    await bench.merchant.control('/statements', { opened: false });
    await bench.clock(1, '1830');
    await running();
    expect(await bench.wait('trade')).toMatchObject({ state: 'notOpened' });
    expect(await bench.room.overview(month())).toMatchObject({ notOpened: true });
    expect(await bench.room.checkOpened()).toMatchObject({ data: { opened: false } });
    const asked = await bench.queries();
    await bench.clock(2, '1830');
    await bench.room.tick();
    expect(await bench.queries()).toBe(asked);
    await bench.merchant.control('/statements', { opened: true });
    expect(await bench.room.checkOpened()).toMatchObject({ data: { opened: true } });
    expect(await bench.room.overview(month())).toMatchObject({ notOpened: false });
  });

  it('Huifu’s own “too frequent” ends the day’s questions, whatever was counted here', async () => {
    await opened();
    await bench.merchant.control('/statements', { limit: 0 });
    await bench.clock(1, '1830');
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    const { quota, waits } = await bench.room.overview(month());
    expect(quota).toMatchObject({ usedUp: true });
    expect(waits).toMatchObject([{ kind: 'trade', reason: 'quota', tries: 0 }]);
    await bench.room.tick();
    expect(await bench.queries()).toBe(1);
  });

  it('not a word about a kind: asks for it by name, and finds out whether statements are opened', async () => {
    await opened();
    await bench.trade('8.00');
    await bench.clock(1, '1830');
    await bench.fault('statementSilent');
    await bench.room.fetch(['trade', 'settlement'], bench.today);
    await bench.room.tick();
    expect(await bench.queries()).toBe(3);
    expect(await bench.wait('trade')).toMatchObject({ state: 'stored', alone: true });
    expect(await bench.wait('settlement')).toMatchObject({ state: 'stored' });
  });

  it('no network: costs nothing of the limit and is tried again', async () => {
    await opened();
    await bench.trade('8.00');
    await bench.clock(1, '1830');
    await bench.gateway.close();
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    expect(await bench.wait('trade')).toMatchObject({ state: 'waiting', problem: 'offline', tries: 0 });
    expect((await bench.room.overview(month())).quota.used).toBe(0);
  });
});

/** A network on which files begin and never end, and whose bodies do not notice that nobody wants them any more. */
const stuck: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!String(input).includes('/statements/')) return response;
  const body = new ReadableStream<Uint8Array>({ start: (stream) => stream.enqueue(new Uint8Array(10)) });
  return new Response(body, { headers: { 'content-length': '1000' } });
};

describe('downloads', () => {
  it('takes up a download that was cut, with the same bytes in the end', async () => {
    await opened();
    await bench.trade('12.50');
    await bench.clock(1, '1206');
    await bench.fault('download', { how: 'cut' });
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    const [statement] = await bench.room.list(bench.today);
    expect(statement).toMatchObject({ kind: 'trade' });
    expect(await bench.room.verify(statement!.id)).toMatchObject({ data: { check: 'sound' } });
  });

  it.each([
    ['redirect', 'redirect'],
    ['expired', 'expired'],
    ['page', 'notAStatement'],
  ])('%s: nothing is kept, and it is tried again later', async (how, problem) => {
    await opened();
    await bench.trade('12.50');
    await bench.clock(1, '1206');
    await bench.fault('download', { how });
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    expect(await bench.wait('trade')).toMatchObject({ state: 'waiting', problem });
    expect(await bench.room.list(bench.today)).toEqual([]);
    expect(await readdir(join(bench.dir, 'statements', 'incoming'))).toEqual([]);
    await bench.clock(1, '1240');
    await bench.room.tick();
    expect(await bench.wait('trade')).toMatchObject({ state: 'stored', problem: null });
  });

  it('that a person cancels leaves nothing behind, and is not taken up the same day', async () => {
    await opened({ fetch: stuck });
    await bench.trade('12.50');
    await bench.clock(1, '1206');
    await bench.room.fetch(['trade'], bench.today);
    const through = bench.room.tick();
    const incoming = () => readdir(join(bench.dir, 'statements', 'incoming')).catch(() => []);
    await vi.waitFor(async () => expect(await incoming()).toHaveLength(1), 5_000);
    const [job] = bench.jobs.list();
    expect(job).toMatchObject({ kind: 'fetchStatements', state: 'running' });
    bench.jobs.cancel(job!.id);
    await through;
    expect(bench.jobs.list()[0]).toMatchObject({ state: 'cancelled' });
    expect(await incoming()).toEqual([]);
    expect(await bench.wait('trade')).toMatchObject({ state: 'waiting', problem: 'cancelled' });
    await bench.room.tick();
    expect(await bench.queries()).toBe(1);
  });

  it.each(['file_name', 'file_Name', 'FILE_NAME'])('reads %s, in lists of every shape', async (spelling) => {
    await opened();
    await bench.trade('12.50');
    await bench.clock(1, '1206');
    for (const lists of ['array', 'object', 'string']) {
      await bench.fault('statementShape', { spelling, lists });
      await bench.room.fetch(['trade'], bench.today);
      await bench.room.tick();
    }
    expect(await bench.wait('trade')).toMatchObject({ state: 'unchanged' });
    expect(await bench.room.list(bench.today)).toMatchObject([
      { kind: 'trade', name: expect.stringMatching(/_order_1\.zip$/) },
    ]);
  });

  it('keeps several parts as one version', async () => {
    await opened();
    for (const yuan of ['1.00', '2.00', '3.00']) await bench.trade(yuan);
    await bench.merchant.control('/statements', { rows_per_file: 1 });
    await bench.clock(1, '1206');
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    const parts = await bench.room.list(bench.today);
    expect(parts.map(({ part }) => part).sort()).toEqual([1, 2, 3]);
    expect(new Set(parts.map(({ batch }) => batch)).size).toBe(1);
    const files = await bench.room.filesOf(bench.today);
    expect(files.ok && files.data.length).toBe(3);
  });
});

describe('regenerated', () => {
  it('keeps both versions and says what the newer one adds', async () => {
    await opened({ practice: 'atOnce', environment: 'practice' });
    await bench.trade('12.50');
    await bench.room.fetch(['trade'], bench.today);
    await bench.room.tick();
    for (let n = 0; n < 3; n += 1) await bench.trade('40.00');
    expect(await bench.room.regenerate('trade', bench.today)).toMatchObject({
      ok: true,
      data: { reason: 'generating' },
    });
    await vi.waitFor(
      async () => {
        await bench.room.tick();
        expect(await bench.wait('trade')).toMatchObject({ state: 'stored' });
        expect(await bench.room.list(bench.today)).toHaveLength(2);
      },
      { timeout: 15_000, interval: 200 },
    );
    const [newer, older] = await bench.room.list(bench.today);
    const diff = await bench.room.diff(older!.id, newer!.id);
    expect(diff).toMatchObject({
      data: { added: 3, removed: 0, changed: 0, sumFen: 12_000, totalsFen: { older: 1_250, newer: 13_250 } },
    });
    expect((await bench.room.overview(month())).days.find(({ period }) => period === bench.today)).toMatchObject({
      cells: [{ kind: 'trade', state: 'stored', versions: 2 }],
    });
    const files = await bench.room.filesOf(bench.today);
    expect(files.ok && files.data.map(({ statement }) => statement.id)).toEqual([newer!.id]);
  });
});
