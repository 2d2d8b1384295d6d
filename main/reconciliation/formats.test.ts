import { zipSync, strToU8 } from 'fflate';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeaderMapping } from '../../shared/domain/reconciliation/mapping.ts';
import { inspectStatement, readOriginalLine } from './index.ts';
import { PRACTICE_SETTLEMENTS } from './formats/learnt.ts';
import { withGbkNames, workbook } from './testing/archives.ts';
import { yuan } from './testing/lines.ts';
import { toGbk } from './testing/gbk.ts';
import { alipayFile, wechatFile } from './testing/walletFiles.ts';
import {
  codes,
  DAY,
  found,
  huifuCsv,
  ledgerCsv,
  MERCHANT,
  NOON,
  trades,
  workbench,
  type Workbench,
} from './testing/workbench.ts';

let bench: Workbench;
beforeEach(() => (bench = workbench()));
afterEach(() => bench.remove());

const make = trades(21);
const wechat = [0, 400, 800].map((later) => make.payment(NOON + later, 'wechat'));
const alipay = [0, 400].map((later) => make.payment(NOON + later, 'alipay'));
const refund = make.refund(wechat[0]!, wechat[0]!.amount, NOON + 900);
const alipayRefund = make.refund(alipay[0]!, alipay[0]!.amount, NOON + 900);
/** Whole fen, as the old lists had them, so that nothing is a matter of tolerance. */
for (const one of [...wechat, ...alipay, refund, alipayRefund]) one.exactFee = one.fee * 1_000;

const golden = (name: string): string =>
  readFileSync(new URL(`../../tests/fixtures/statements/${name}`, import.meta.url), 'utf8');

describe('Huifu', () => {
  it('reads the practice shape as a file, gzipped, and in a zip with several parts', async () => {
    bench.write('ledger.csv', ledgerCsv([...wechat, refund]));
    const one = huifuCsv(wechat.slice(0, 2));
    const two = huifuCsv([wechat[2]!, refund]);
    const stem = `20260106_${MERCHANT}_order`;
    const parts = zipSync({ [`${stem}_2.csv`]: strToU8(two), [`${stem}_1.csv`]: strToU8(one) });
    const zip = bench.write(`${stem}.zip`, parts);
    for (const statements of [
      [bench.write('all.csv', huifuCsv([...wechat, refund]))],
      [bench.write('one.csv.gz', gzipSync(one)), bench.write('two.csv', two)],
      [zip],
    ]) {
      const result = await bench.run({ statements, day: DAY });
      expect([found(result), result.clear, result.problems]).toEqual([{ OK: 4 }, true, []]);
    }
    const read = await bench.run({ statements: [zip] });
    expect(read.sources[0]).toMatchObject({ lines: 4, leg: 'huifu', parts: [{ format: 'huifu-trade' }, { lines: 2 }] });
    const line = await readOriginalLine(zip, { entry: `${stem}_1.csv`, line: 2 });
    expect(line.text).toContain(wechat[0]!.requestNumber);
  });

  it('reads the same columns in another order and in GBK, and says so', async () => {
    bench.write('ledger.csv', ledgerCsv(wechat));
    const lines = huifuCsv(wechat, { summary: false }).replace('\uFEFF', '').trimEnd().split('\r\n');
    const turned = lines.map((line) => line.split(',').toReversed().join(',')).join('\n');
    const result = await bench.run({ statements: [bench.write('turned.csv', toGbk(turned))], day: DAY });
    expect([found(result), result.clear]).toEqual([{ OK: 3 }, true]);
    expect(result.sources[0]!.parts[0]).toMatchObject({ encoding: 'gb18030', format: 'huifu-trade' });
    expect(result.notices.some(({ en }) => en.includes('another order'))).toBe(true);
  });

  it('asks once what an unknown header means, and then keeps to it', async () => {
    bench.write('ledger.csv', ledgerCsv(wechat));
    const line = (one: (typeof wechat)[number]): string =>
      `${DAY},${one.requestNumber},${one.huifuNumber},消费,成功,${one.amount},${one.fee}\n`;
    const header = '交易日期,交易流水号,全局流水号,交易类型,交易状态,交易金额,手续费';
    const file = bench.write('new.csv', `${header}\n${wechat.map(line).join('')}`);
    expect(codes(await bench.run({ statements: [file], day: DAY }))).toEqual(['needsMapping']);
    const [inspection] = await inspectStatement(file);
    expect(inspection!.undeclared).toEqual(['amount', 'fee']);
    const mapping: HeaderMapping = {
      ...inspection!.suggestion!,
      units: { amount: 'fen', fee: 'fen' },
      confirmed_by: '会计',
      confirmed_on: DAY,
    };
    const result = await bench.run({ statements: [file], day: DAY, mappings: [mapping] });
    expect([found(result), result.clear]).toEqual([{ OK: 3 }, true]);
    const other = bench.write(
      'other.csv',
      `${header},渠道手续费\n${wechat.map((one) => line(one).replace('\n', ',1\n')).join('')}`,
    );
    const changed = await bench.run({ statements: [other], day: DAY, mappings: [mapping] });
    expect(codes(changed)).toEqual(['headerChanged']);
    expect(changed.problems[0]!.why.zh).toContain('渠道手续费');
    expect(changed.outcomes['MISS-GW']).toBe(0);
    expect(changed.outcomes['NO-FILE']).toBe(1);
  });

  it('cuts the suffix that hosted orders get', async () => {
    bench.write('ledger.csv', ledgerCsv([{ ...wechat[0]!, huifuNumber: '', partyNumber: '', walletNumber: '' }]));
    const suffixed = { ...wechat[0]!, requestNumber: `${wechat[0]!.requestNumber}-1` };
    expect(found(await bench.run({ statements: [bench.write('h.csv', huifuCsv([suffixed]))], day: DAY }))).toEqual({
      OK: 1,
    });
  });
});

describe('WeChat', () => {
  it('reads ALL, with commas in names, refund numbers of their own and its totals', async () => {
    bench.write('ledger.csv', ledgerCsv([...wechat, refund]));
    const list = wechatFile(bench.path('w.csv'), '1230000109');
    for (const one of [...wechat, refund]) list.write(one, {});
    const result = await bench.run({ statements: [list.close().path], day: DAY });
    expect([found(result), result.clear]).toEqual([{ OK: 4 }, true]);
    const [part] = result.sources[0]!.parts;
    expect(part).toMatchObject({ format: 'wechat-all', lines: 4 });
    expect(part!.summary).toHaveLength(7);
    expect(part!.summary.every(({ ties }) => ties)).toBe(true);
  });

  it.each([
    ['wechat-success.csv', 'wechat-success', { OK: 1 }, []],
    ['wechat-refund.csv', 'wechat-refund', { 'REF-ORPHAN': 1, 'REF-PEND': 1 }, []],
    ['wechat-legacy.csv', 'wechat-legacy', { OK: 1 }, []],
    ['wechat-funds.csv', 'wechat-funds', { 'NO-FILE': 1 }, []],
    ['wechat-funds-broken.csv', 'wechat-funds', { 'NO-FILE': 1 }, ['totals', 'balance']],
  ])('%s', async (name, format, outcome, problems) => {
    bench.write('ledger.csv', golden('wechat-ledger.csv'));
    const result = await bench.run({ statements: [bench.write(name, golden(name))], day: '20260105' });
    expect(result.sources[0]!.parts[0]).toMatchObject({ format, bad_lines: 0 });
    expect(found(result)).toEqual(outcome);
    expect(codes(result)).toEqual(problems);
  });
});

describe('Alipay', () => {
  it('reads details in GBK from a zip with GBK names, chosen by content', async () => {
    bench.write('ledger.csv', ledgerCsv([...alipay, alipayRefund]));
    const list = alipayFile(bench.path('a.csv'));
    for (const one of [...alipay, alipayRefund]) list.write(one, {});
    const details = toGbk(readFileSync(list.close().path, 'utf8'));
    const received = alipay.reduce((sum, one) => sum + one.amount, 0) - alipayRefund.amount;
    const told = golden('alipay-summary.csv').replace(',10.00\t,10.00\t', `,10.00\t,${yuan(received)}\t`);
    const summary = toGbk(told);
    const zip = Buffer.from(
      zipSync({
        [toGbk('业务明细(汇总).csv').toString('latin1')]: summary,
        [toGbk('业务明细.csv').toString('latin1')]: details,
      }),
    );
    // fflate writes names as UTF-8 of their Latin-1 letters: put the GBK bytes in their place, and clear the flag.
    const result = await bench.run({ statements: [bench.write('a.zip', withGbkNames(zip))], day: DAY });
    expect([found(result), codes(result), result.clear]).toEqual([{ OK: 3 }, [], true]);
    expect(result.sources[0]!.parts).toMatchObject([
      { format: 'alipay-summary', entry: '业务明细(汇总).csv' },
      { format: 'alipay-detail', encoding: 'gb18030', lines: 3, entry: '业务明细.csv' },
    ]);
  });

  it('holds the summary against the details', async () => {
    bench.write('ledger.csv', ledgerCsv(alipay));
    const list = alipayFile(bench.path('a.csv'));
    for (const one of alipay) list.write(one, {});
    const summary = bench.write('s.csv', golden('alipay-summary.csv'));
    const result = await bench.run({ statements: [list.close().path, summary], day: DAY });
    expect([codes(result), result.clear]).toEqual([['totals'], false]);
  });

  it('checks the balance of an account list', async () => {
    bench.write('ledger.csv', ledgerCsv([]));
    const good = await bench.run({ statements: [bench.write('f.csv', toGbk(golden('alipay-funds.csv')))] });
    expect([codes(good), good.sources[0]!.parts[0]!.summary.every(({ ties }) => ties)]).toEqual([[], true]);
  });
});

describe('UnionPay', () => {
  it('reads fixed widths in bytes, and finds the year across New Year', async () => {
    bench.write('ledger.csv', golden('unionpay-ledger.csv'));
    const file = bench.write('INN26010188ZM', toGbk(golden('unionpay-zm.txt')));
    const result = await bench.run({ statements: [file], day: '20260101' });
    expect(result.sources[0]!.parts[0]).toMatchObject({
      format: 'unionpay-zm',
      from: '20251231',
      to: '20260101',
      bad_lines: 0,
    });
    expect(found(result)).toEqual({ OK: 1, LATE: 1 });
  });
});

describe('a workbook', () => {
  it('is read like any table, and its numbers are the text that it holds', async () => {
    const [one] = wechat;
    bench.write('ledger.csv', ledgerCsv([{ ...one!, amount: 1_234 }]));
    const header = ['交易日期', '全局流水号', '交易类型', '交易状态', '交易金额(元)'];
    const rows = [header, [DAY, one!.huifuNumber, '消费', '成功', 12.34]];
    const file = workbook('结算', rows);
    const result = await bench.run({ statements: [bench.write('b.xlsx', file)], day: DAY });
    expect([found(result), result.clear]).toEqual([{ OK: 1 }, true]);
    expect(result.sources[0]!.parts[0]).toMatchObject({ entry: '结算', encoding: 'xlsx', lines: 1 });
  });
});

describe('settlement, bank and splits', () => {
  const payments = wechat;
  const gross = payments.reduce((sum, one) => sum + one.amount, 0);
  const fee = payments.reduce((sum, one) => sum + one.fee, 0);
  const settlement = (net: number): string =>
    `\uFEFF${PRACTICE_SETTLEMENTS}\r\n20260106,20260106170000,${MERCHANT},B20260106001,T1,${DAY},${DAY},${yuan(gross)},0.00,${yuan(fee)},0.00,0.00,${yuan(net)},成功,6789,\r\n`;
  const bank: HeaderMapping = {
    leg: 'bank',
    header: ['日期', '贷方金额(元)', '摘要'],
    columns: { trade_date: '日期', money_in: '贷方金额(元)', remark: '摘要' },
    units: {},
    words: { kind: {}, status: {} },
    confirmed_by: '会计',
    confirmed_on: DAY,
  };

  it('follow the money to the bank', async () => {
    bench.write('ledger.csv', ledgerCsv(payments));
    const trade = bench.write('h.csv', huifuCsv(payments));
    const settled = bench.write('s.csv', settlement(gross - fee));
    const arrived = `某某银行,对账单\n日期,贷方金额(元),摘要\n2026-01-07,"${(gross - fee).toString().replace(/(\d+)(\d\d)$/, '$1.$2')}",汇付结算\n2026-01-09,1.00,利息\n`;
    const result = await bench.run({
      statements: [trade, settled, bench.write('b.csv', arrived)],
      day: DAY,
      mappings: [bank],
    });
    expect([found(result), result.clear]).toEqual([{ OK: 3 }, true]);
    expect(result.totals.settlement).toMatchObject([{ own_ties: true, trades_tie: true, bank: 'arrived' }]);
  });

  it('say what does not add up and what did not arrive', async () => {
    bench.write('ledger.csv', ledgerCsv(payments));
    const trade = bench.write('h.csv', huifuCsv(payments));
    const settled = bench.write('s.csv', settlement(gross - fee - 100));
    const other = '日期,贷方金额(元),摘要\n2026-01-09,1.00,利息\n';
    const result = await bench.run({
      statements: [trade, settled, bench.write('b.csv', other)],
      day: DAY,
      mappings: [bank],
    });
    expect(found(result)).toEqual({ OK: 3, 'SETTLE-DIFF': 1, 'BANK-MISS': 1 });
    expect(result.exceptions.map(({ kind, line }) => [kind, line])).toEqual([
      ['settlement', 2],
      ['bank', 2],
    ]);
    const [difference] = result.exceptions;
    expect(difference!.why.zh).toContain(yuan(gross - fee));
  });

  it('hold the parts of a split against the whole', async () => {
    bench.write('ledger.csv', ledgerCsv(payments));
    const parts = payments.flatMap((one, i) => [
      `${one.huifuNumber},A,${yuan(one.amount - 100)}\n`,
      `${one.huifuNumber},B,${i === 1 ? '0.99' : '1.00'}\n`,
    ]);
    const split = bench.write('split.csv', `全局流水号,分账接收方,分账金额(元)\n${parts.join('')}`);
    const result = await bench.run({ statements: [bench.write('h.csv', huifuCsv(payments)), split], day: DAY });
    expect(found(result)).toEqual({ OK: 3, 'SPLIT-DIFF': 1 });
    expect(result.exceptions[0]).toMatchObject({ at_risk_fen: 1, line: 4, others: [{ line: 5 }] });
  });
});
