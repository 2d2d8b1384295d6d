import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeaderMapping } from '../../shared/domain/reconciliation/mapping.ts';
import { inspectStatement } from './index.ts';
import { readMappings } from './inputFiles.ts';
import { yuan } from './testing/lines.ts';
import {
  codes,
  DAY,
  found,
  huifuCsv,
  ledgerCsv,
  NOON,
  trades,
  workbench,
  type Workbench,
} from './testing/workbench.ts';

let bench: Workbench;
beforeEach(() => {
  bench = workbench();
  bench.write('ledger.csv', ledgerCsv(payments));
});
afterEach(() => bench.remove());

const make = trades(77);
const payments = [0, 400, 800].map((later) => make.payment(NOON + later));
const gross = payments.reduce((sum, one) => sum + one.amount, 0);
const fee = payments.reduce((sum, one) => sum + one.fee, 0);
const signed = { words: { kind: {}, status: {} }, confirmed_by: '会计', confirmed_on: DAY };

/** Titles of which not one is known. */
const bankHeader = ['入账日', '来款', '附加说明'];
const bank: HeaderMapping = {
  ...signed,
  leg: 'bank',
  header: bankHeader,
  columns: { trade_date: '入账日', money_in: '来款', remark: '附加说明' },
  units: { money_in: 'yuan' },
};
const bankCsv = (header = bankHeader, line = `20260107,${yuan(gross - fee)},结算`) => `${header.join(',')}\n${line}\n`;

const settledHeader = ['批次号', '结算日', '账期起', '账期止', '交易额(元)', '费用(元)', '净额(元)', '状态'];
const settled: HeaderMapping = {
  ...signed,
  leg: 'settlement',
  header: settledHeader,
  columns: {
    batch: '批次号',
    settled_date: '结算日',
    from_date: '账期起',
    to_date: '账期止',
    amount: '交易额(元)',
    fee: '费用(元)',
    net: '净额(元)',
    status: '状态',
  },
  units: {},
};
const settledCsv = (status: string) =>
  `${settledHeader.join(',')}\nB1,20260106,${DAY},${DAY},${yuan(gross)},${yuan(fee)},${yuan(gross - fee)},${status}\n`;

const run = (files: Record<string, string>, mappings: HeaderMapping[]) =>
  bench.run({
    statements: [
      bench.write('h.csv', huifuCsv(payments)),
      ...Object.entries(files).map(([name, text]) => bench.write(name, text)),
    ],
    day: DAY,
    mappings,
  });

describe('a header of which nothing is known', () => {
  it('can be given a meaning, and is read by it', async () => {
    const [look] = await inspectStatement(bench.write('b.csv', bankCsv()));
    expect(look).toMatchObject({
      format: null,
      suggestion: { columns: {} },
      sample: [['20260107', expect.any(String), '结算']],
    });
    expect(codes(await run({ 'b.csv': bankCsv() }, []))).toEqual(['needsMapping']);
    const result = await run({ 's.csv': settledCsv('成功'), 'b.csv': bankCsv() }, [bank, settled]);
    expect([found(result), result.clear]).toEqual([{ OK: 3 }, true]);
    expect(result.totals.settlement).toMatchObject([{ own_ties: true, trades_tie: true, bank: 'arrived' }]);
  });

  it('is not read while the unit of an amount is declared by nobody: yuan is no default', async () => {
    const unitless = { ...bank, units: {} };
    expect(codes(await run({ 'b.csv': bankCsv() }, [unitless]))).toEqual(['needsMapping']);
    const file = bench.write('m.json', JSON.stringify(unitless));
    await expect(readMappings(file)).rejects.toMatchObject({
      code: 'input',
      words: { en: expect.stringContaining('money_in') },
    });
  });
});

describe('a header that is not the one that was confirmed', () => {
  it.each([
    ['a new column', ['入账日', '来款', '附加说明', '柜员'], '柜员', '无'],
    ['a renamed column', ['入账日', '来款金额', '附加说明'], '来款金额', '来款'],
  ])('with %s is told, not read, and begins with what was confirmed of the rest', async (_, header, added, missing) => {
    const text = bankCsv(header, header.map((_title, i) => `${i}1.00`).join(','));
    const result = await run({ 'b.csv': text }, [bank]);
    expect(codes(result)).toEqual(['headerChanged']);
    expect(result.problems[0]!.why.zh).toContain(`新增 ${added}；缺少 ${missing}`);
    expect([result.clear, result.totals.settlement]).toEqual([false, []]);
    const [look] = await inspectStatement(bench.path('b.csv'), [bank]);
    expect(look!.problem).toMatchObject({ code: 'headerChanged' });
    expect(look!.suggestion).toMatchObject({
      leg: 'bank',
      header,
      columns: { trade_date: '入账日', remark: '附加说明' },
    });
    const kept = missing === '无' ? { money_in: 'yuan' } : {};
    expect(look!.suggestion!.units).toEqual(kept);
  });

  it('tells of the order even where a title is new as well', async () => {
    const result = await run({ 'b.csv': bankCsv(['来款', '入账日', '附言', '附加说明']) }, [bank]);
    expect(result.problems[0]!.why.zh).toContain('新增 附言；缺少 无；次序不同');
  });

  it('in another order is told as well: no value goes into a neighbour’s place', async () => {
    const result = await run({ 'b.csv': bankCsv(['来款', '入账日', '附加说明']) }, [bank]);
    expect(codes(result)).toEqual(['headerChanged']);
    expect(result.problems[0]!.why.zh).toContain('次序不同');
    const [look] = await inspectStatement(bench.path('b.csv'), [bank]);
    expect(look!.suggestion).toMatchObject({ columns: bank.columns, units: bank.units });
  });
});

describe('words of a mapped file', () => {
  it('that nobody has explained keep the day from being clear; explained, they are read', async () => {
    const unknown = await run({ 's.csv': settledCsv('已打款') }, [settled]);
    expect([unknown.outcomes['UNKNOWN-KIND'], unknown.clear]).toEqual([1, false]);
    const [look] = await inspectStatement(bench.path('s.csv'), [settled]);
    expect(look).toMatchObject({ format: 'huifu-settlement', suggestion: settled, problem: null });
    expect(look!.values[settledHeader.indexOf('状态')]).toEqual(['已打款']);

    const told = (status: 'paid' | 'failed') => ({ ...settled, words: { kind: {}, status: { 已打款: status } } });
    expect((await run({ 's.csv': settledCsv('已打款') }, [told('paid')])).clear).toBe(true);
    const failed = await run({ 's.csv': settledCsv('已打款') }, [told('failed')]);
    expect(failed.outcomes['SETTLE-DIFF']).toBe(1);
    expect((await inspectStatement(bench.path('s.csv'), [told('paid')]))[0]!.suggestion).toBeNull();
  });

  it('are asked for where the titles explain themselves, too', async () => {
    const text = huifuCsv(payments).replace('消费', '线上收款');
    const [look] = await inspectStatement(bench.write('h.csv', text));
    expect(look).toMatchObject({ format: 'huifu-trade', suggestion: { leg: 'huifu', columns: { kind: '交易类型' } } });
    expect((await inspectStatement(bench.write('h.csv', huifuCsv(payments))))[0]!.suggestion).toBeNull();
  });
});
