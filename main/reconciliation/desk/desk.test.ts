import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../shared/domain/difference.ts';
import { addDays, instant, startOfBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import { Desk, DAY } from '../testing/desk.ts';

let desk: Desk;
beforeEach(async () => void (desk = await Desk.open()));
afterEach(() => desk.close());

const list = async () => (await desk.room.list({}, null, 100)).rows;
const found = async (outcome: string) => (await list()).find((row) => row.outcome === outcome)!;
const runOf = async (day = DAY) => (await desk.room.day(day)).run!;

/** Three payments; the statement agrees with one, differs on one, lacks one, and has one of its own. */
async function differingDay(): Promise<void> {
  await desk.paid('PA', 10_000);
  await desk.paid('PB', 20_000);
  await desk.paid('PC', 30_000);
  desk.statement([
    { number: 'PA', amount: 10_000 },
    { number: 'PB', amount: 20_100 },
    { number: 'PX', amount: 4_000 },
  ]);
  expect(await desk.compare()).toMatchObject({ state: 'done' });
}

describe('comparing a day', () => {
  it('that agrees is clear, and says so', async () => {
    await desk.paid('PA', 10_000);
    desk.statement([{ number: 'PA', amount: 10_000 }]);
    await desk.compare();
    const view = await desk.room.day(DAY);
    expect(view.overview).toMatchObject({ state: 'clear', open: 0 });
    expect(view.run).toMatchObject({ matched: 1, by: '李会计', version: '1.0.0' });
    expect(desk.audit).toMatchObject([{ act: 'reconciliation.run', subject: DAY, after: { clear: true } }]);
  });

  it('finds each difference once, by amount at risk, with both rows and what to do', async () => {
    await differingDay();
    expect((await list()).map(({ outcome, requestNumber }) => [outcome, requestNumber])).toEqual(
      expect.arrayContaining([
        ['AMT', 'PB'],
        ['MISS-GW', 'PC'],
        ['MISS-US', 'PX'],
      ]),
    );
    const risks = (await list()).map(({ atRisk }) => atRisk);
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    const detail = await desk.room.differences.detail((await found('AMT')).id);
    expect(detail).toMatchObject({
      ok: true,
      data: {
        paymentId: 'PB',
        exception: { ledger: { amount_fen: 20_000 }, statement: { amount_fen: 20_100 }, file: 'trade.csv' },
      },
    });
    expect((await desk.room.day(DAY)).overview).toMatchObject({ state: 'open', open: 3 });
  });

  it('without a statement is never clear', async () => {
    await desk.paid('PA', 10_000);
    desk.noStatements();
    await desk.compare();
    expect((await desk.room.day(DAY)).overview.state).toBe('noFile');
    expect((await list()).map(({ outcome }) => outcome)).not.toContain('MISS-GW');
  });

  it('clears what a better statement explains, and gives the same bytes for the same inputs', async () => {
    await differingDay();
    const [before, first] = [await found('AMT'), await runOf()];
    await desk.compare();
    expect((await runOf()).resultSha256).toBe(first.resultSha256);
    desk.statement([
      { number: 'PA', amount: 10_000 },
      { number: 'PB', amount: 20_000 },
      { number: 'PC', amount: 30_000 },
    ]);
    await desk.compare();
    expect((await list()).map(({ state }) => state)).toEqual(['cleared', 'cleared', 'cleared']);
    const detail = await desk.room.differences.detail(before.id);
    expect(detail.ok && detail.data.notes.at(-1)).toMatchObject({ kind: 'cleared' });
    expect((await desk.room.day(DAY)).overview.state).toBe('clear');
  });

  it('that is stopped leaves nothing behind, and the next one works', async () => {
    await desk.paid('PA', 10_000);
    desk.statement([{ number: 'PA', amount: 10_000 }]);
    const started = desk.room.compare(DAY);
    const end = desk.ended((started as { data: Parameters<Desk['ended']>[0] }).data);
    expect(desk.room.compare(DAY)).toMatchObject({ ok: false, error: { code: 'runBusy' } });
    desk.jobs.cancel((started as { data: { id: string } }).data.id);
    expect(await end).toMatchObject({ state: 'cancelled' });
    expect((await desk.room.day(DAY)).run).toBeNull();
    expect(readdirSync(join(desk.dir, 'reconciliation', 'shop'))).toEqual([]);
    expect(await desk.compare()).toMatchObject({ state: 'done' });
  });

  it('carries what is missing over to the next day with its age', async () => {
    await differingDay();
    const next = addDays(DAY, 1);
    desk.statement([]);
    await desk.compare(next);
    const shortage = await found('MISS-GW');
    expect(shortage).toMatchObject({ day: DAY, lastDay: next, state: 'open' });
  });
});

describe('a difference in the hands of people', () => {
  it('is resolved with a reason, and the machine’s finding stays', async () => {
    await differingDay();
    const { id } = await found('AMT');
    const done = await desk.room.differences.resolve(id, { reason: 'coupon', text: '满减', approvalId: null });
    expect(done).toMatchObject({
      ok: true,
      data: { difference: { state: 'resolved', reason: 'coupon', outcome: 'AMT' } },
    });
    expect(desk.audit.at(-1)).toMatchObject({ act: 'reconciliation.resolved', subject: id });
    await desk.compare();
    expect(await found('AMT')).toMatchObject({ state: 'resolved' });
    expect((await desk.room.day(DAY)).overview).toMatchObject({ state: 'open', open: 2 });
  });

  it('needs a second person where there is one and money at risk', async () => {
    await differingDay();
    const { id, atRisk } = await found('AMT');
    desk.second = true;
    const how = { reason: 'other' as const, text: '已查', approvalId: null };
    expect(await desk.room.differences.resolve(id, how)).toMatchObject({ error: { code: 'approvalNeeded' } });
    const done = await desk.room.differences.resolve(id, { ...how, approvalId: 'ap-1' });
    expect(done).toMatchObject({ ok: true });
    expect(desk.approved).toEqual([`ap-1 李会计 resolve ${atRisk}`]);
    const detail = await desk.room.differences.detail(id);
    expect(detail.ok && detail.data.notes.at(-1)).toMatchObject({ by: '李会计', approvedBy: '王店长', text: '已查' });
  });

  it('that is a surplus can be taken into the ledger by what its line says', async () => {
    await differingDay();
    const { id } = await found('MISS-US');
    expect(await desk.room.differences.adopt(id)).toMatchObject({ ok: true });
    expect(desk.adopted).toMatchObject([
      {
        requestNumber: 'PX',
        requestDate: DAY,
        amount: 4_000,
        fee: 15,
        news: 'paid',
        place: expect.stringMatching(/^trade.csv:\d+$/),
      },
    ]);
    expect(await desk.room.differences.adopt((await found('AMT')).id)).toMatchObject({
      error: { code: 'stateChanged' },
    });
  });

  it('that is a refund made elsewhere can be taken over, by what its line says and once', async () => {
    await desk.paid('PA', 10_000);
    desk.statement([
      { number: 'PA', amount: 10_000 },
      { number: 'RX', amount: 3_000, fee: 11, refundOf: 'PA' },
    ]);
    await desk.compare();
    const { id } = await found('MISS-US');
    expect(await desk.room.differences.detail(id)).toMatchObject({ data: { adoptable: true, paymentId: 'PA' } });
    const done = await desk.room.differences.adoptRefund(id, null);
    expect(done).toMatchObject({ ok: true });
    expect(desk.takenOver).toMatchObject([
      {
        paymentId: 'PA',
        requestDate: DAY,
        requestNumber: 'RX',
        huifuNumber: 'HRX',
        amount: 3_000,
        fee: 11,
        news: 'refunded',
        place: expect.stringMatching(/^trade.csv:\d+$/),
      },
    ]);
    expect(done.ok && done.data.notes.at(-1)).toMatchObject({ kind: 'adopted', text: 'refunded', by: '李会计' });
    expect(desk.audit.at(-1)).toMatchObject({ act: 'refund.adopted', subject: 'RX', after: { amount: 3_000 } });
  });

  it('that is a refund made elsewhere needs the second person like any other with money at risk', async () => {
    await desk.paid('PA', 10_000);
    desk.statement([
      { number: 'PA', amount: 10_000 },
      { number: 'RX', amount: 3_000, fee: 11, refundOf: 'PA', status: '处理中' },
    ]);
    await desk.compare();
    const { id, atRisk } = await found('REF-PEND');
    desk.second = true;
    expect(await desk.room.differences.adoptRefund(id, null)).toMatchObject({ error: { code: 'approvalNeeded' } });
    expect(desk.takenOver).toEqual([]);
    const done = await desk.room.differences.adoptRefund(id, 'ap-1');
    expect(done.ok && done.data.notes.at(-1)).toMatchObject({ kind: 'adopted', approvedBy: '王店长' });
    expect(desk.approved).toEqual([`ap-1 李会计 resolve ${atRisk}`]);
    expect(desk.takenOver).toMatchObject([{ requestNumber: 'RX', news: 'refunding' }]);
  });

  it('is no refund to take over while its payment is not in the ledger, or the ledger has the refund', async () => {
    desk.statement([{ number: 'RX', amount: 3_000, fee: 11, refundOf: 'PELSEWHERE' }]);
    await desk.compare();
    const [orphan] = await list();
    expect(await desk.room.differences.detail(orphan!.id)).toMatchObject({ data: { adoptable: false } });
    expect(await desk.room.differences.adoptRefund(orphan!.id, null)).toMatchObject({
      error: { code: 'stateChanged' },
    });
    await differingDay();
    const payment = await found('MISS-US');
    expect(await desk.room.differences.adoptRefund(payment.id, null)).toMatchObject({
      error: { code: 'stateChanged' },
    });
  });

  it('leads to the original bytes of its line', async () => {
    await differingDay();
    const { id } = await found('AMT');
    const detail = await desk.room.differences.detail(id);
    if (!detail.ok) throw new Error(detail.error.code);
    const original = await desk.room.differences.original((await runOf()).id, detail.data.exception);
    expect(original).toMatchObject({ ok: true, data: { name: 'trade.csv', text: expect.stringContaining('PB,HPB') } });
    expect(original.ok && Buffer.from(original.data.hex, 'hex').toString('utf8')).toContain('201.00');
  });
});

describe('a month', () => {
  const MONTH = '202611' as Month;
  beforeEach(async () => {
    await differingDay();
    desk.now = instant(startOfBusinessDate('20261202' as BusinessDate));
  });

  it('is locked with its control totals and unlocked only with the net typed and the second person', async () => {
    const view = await desk.room.months.view(MONTH);
    expect(view.problems).toEqual([]);
    expect(view.totals).toMatchObject({
      payments: { count: 3, sum_fen: 60_000 },
      net_fen: 60_000,
      differences: { opening: 0, new: 3, cleared: 0, closing: 3 },
    });
    expect(await desk.room.months.lock(MONTH)).toMatchObject({ ok: true, data: { locked: true } });
    expect(await desk.room.months.lock(MONTH)).toMatchObject({ error: { code: 'monthLocked' } });

    desk.second = true;
    const how = { typed: 59_999, reason: '更正', approvalId: 'ap-9' };
    expect(await desk.room.months.unlock(MONTH, how)).toMatchObject({ error: { code: 'badRequest' } });
    expect(await desk.room.months.unlock(MONTH, { ...how, typed: 60_000, approvalId: null })).toMatchObject({
      error: { code: 'approvalNeeded' },
    });
    const open = await desk.room.months.unlock(MONTH, { ...how, typed: 60_000 });
    expect(open).toMatchObject({ ok: true, data: { locked: false } });
    expect(desk.audit.map(({ act }) => act).slice(-2)).toEqual(['month.locked', 'month.unlocked']);
  });

  it('that is locked takes no new difference: it goes to the next one and says where it belongs', async () => {
    await desk.room.months.lock(MONTH);
    desk.statement([{ number: 'PY', amount: 700 }]);
    await desk.compare();
    const late = (await list()).find(({ requestNumber }) => requestNumber === 'PY');
    expect(late).toMatchObject({ month: '202612', belongs: MONTH });
    expect(await desk.room.months.view(MONTH)).toMatchObject({
      late: { count: 2, rows: expect.arrayContaining([late]) },
      totals: { differences: { closing: 3 } },
    });
    expect(await desk.room.months.view('202612' as Month)).toMatchObject({ late: { count: 0 }, posted: { count: 2 } });
  });
});

const save = async (format: 'xlsx' | 'csv' | 'json') => {
  const path = join(desk.dir, `out.${format}`);
  const job = await desk.room.exports.run(path, (await runOf()).id, format, 'zh-CN');
  if (!job.ok) throw new Error(job.error.code);
  return { path, end: await desk.ended(job.data) };
};

describe('exports of a run', () => {
  it('as a spreadsheet have the six sheets, numbers of orders as text, money as numbers', async () => {
    await differingDay();
    const { path, end } = await save('xlsx');
    expect(end).toMatchObject({ state: 'done', kind: 'export' });
    const sheets = (await readExcel(path)) as unknown as { sheet: string; data: unknown[][] }[];
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '差异', '已平', '跨日', '手续费', '来源文件']);
    const [titles = [], ...rows] = sheets[1]!.data;
    const column = (title: string, row: unknown[]) => row[titles.indexOf(title)];
    expect(rows.map((row) => column('风险金额', row))).toEqual([300, 40, 1]);
    const amount = rows.find((row) => column('类别代码', row) === 'AMT')!;
    expect(column('请求流水号', amount)).toBe('PB');
    expect(column('账本金额', amount)).toBe(200);
    expect(column('文件金额', amount)).toBe(201);
    expect(column('差额', amount)).toBe(1);
    expect(sheets[2]!.data.slice(1).map((row) => row[3])).toEqual(['PA']);
    expect(desk.audit.at(-1)).toMatchObject({ act: 'exported', subject: DAY });
  });

  it('as CSV are the differences, and as JSON the very bytes of the run', async () => {
    await differingDay();
    const csv = readFileSync((await save('csv')).path, 'utf8');
    expect(csv.split('\r\n').length).toBe(5);
    const json = readFileSync((await save('json')).path, 'utf8');
    expect(JSON.parse(json)).toMatchObject({ day: DAY, clear: false });
  });

  it('refuse a result that was changed on the disk', async () => {
    await differingDay();
    const folder = join(desk.dir, 'reconciliation', 'shop', (await runOf()).id);
    const result = join(folder, 'result.json');
    writeFileSync(result, readFileSync(result, 'utf8').replace('PB', 'PZ'));
    const { path, end } = await save('json');
    expect(end).toMatchObject({ state: 'failed', error: 'exportDamaged' });
    expect(existsSync(path)).toBe(false);
  });
});

describe('the day’s money', () => {
  it('sums to zero and opens to its rows', async () => {
    await desk.paid('PA', 10_000);
    await desk.paid('PB', 20_000);
    const view = await desk.room.money.day(DAY);
    expect(view.yuan.sum).toBe(0);
    expect(view.yuan.places.find(({ key }) => key === 'nextDay')?.millifen).toBe((30_000 - 38 - 76) * 1000);
    const rows = await desk.room.money.rows(DAY, 'payment');
    expect(rows).toMatchObject({ count: 2, rows: [{ requestNumber: 'PA', amount: 10_000, fee: 38 }, {}] });
  });

  it('names the orders that cross the shop’s day', async () => {
    await desk.paid('PN', 100);
    const settings = await desk.room.settings();
    await desk.room.saveSettings({ ...settings, shopDayStart: 600 });
    expect(await desk.room.money.bridge(DAY)).toMatchObject({ leaving: [], joining: [], gateway: { net: 100 } });
    await desk.room.saveSettings({ ...settings, shopDayStart: 800 });
    expect((await desk.room.money.bridge(DAY)).leaving.map(({ id }) => id)).toEqual(['PN']);
  });
});
