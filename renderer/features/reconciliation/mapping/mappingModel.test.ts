import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../shared/domain/reconciliation/mapping.ts';
import {
  confirmed,
  draftOf,
  gapsOf,
  needsUnit,
  readAmount,
  withRole,
  withWord,
  wordsToExplain,
  type Draft,
} from './mappingModel.ts';

const header = ['日期', '流水号', '类型', '状态', '金额', '手续费（元）', '备注'];
const file: Inspection = {
  file: 'a.csv',
  entry: '',
  format: null,
  leg: null,
  encoding: 'utf-8',
  header,
  sample: [['20261123', '1', '线上收款', '成功', '1250', '0.05', '']],
  values: [['20261123'], ['1', '2'], ['线上收款', '退款'], ['成功', '已入账'], [], [], []],
  suggestion: {
    leg: 'huifu',
    header,
    columns: { trade_date: '日期', request_number: '流水号', amount: '金额', fee: '手续费（元）' },
    units: {},
    words: { kind: {}, status: {} },
    confirmed_by: '',
    confirmed_on: '',
  },
  undeclared: ['amount'],
  problem: null,
};
/** As a person completes it. */
const whole: Draft = withRole(withRole({ ...draftOf(file), leg: 'huifu' }, '类型', 'kind'), '状态', 'status');

describe('the meaning of columns', () => {
  it('begins with the suggestion; whose file it is, is asked unless its columns leave no doubt', () => {
    const draft = draftOf(file);
    expect(draft.roles).toMatchObject({ 流水号: 'request_number', 金额: 'amount' });
    expect([draft.leg, gapsOf(draft).leg]).toEqual([null, true]);
    const columns = { ...file.suggestion!.columns, kind: '类型', status: '状态' };
    expect(draftOf({ ...file, suggestion: { ...file.suggestion!, columns } }).leg).toBe('huifu');
  });

  it('asks for the unit of every amount that its title does not declare, whoever suggested it', () => {
    expect(gapsOf(draftOf(file)).unitless).toEqual(['amount']);
    expect(gapsOf({ ...whole, units: { amount: 'fen' } }).unitless).toEqual([]);
    // A column that nothing was known of, given a meaning by hand.
    expect(gapsOf(withRole({ ...whole, units: { amount: 'fen' } }, '备注', 'net')).unitless).toEqual(['net']);
    expect([needsUnit('净额', 'net'), needsUnit('净额(分)', 'net'), needsUnit('净额', 'remark')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is of one column only: given to another, it leaves the first, and the unit with it', () => {
    const moved = withRole({ ...whole, units: { amount: 'fen' } }, '备注', 'amount');
    expect(moved.roles).toMatchObject({ 备注: 'amount' });
    expect(moved.roles).not.toHaveProperty('金额');
    expect(gapsOf(moved).unitless).toEqual(['amount']);
    expect(withRole(moved, '备注', null).roles).not.toHaveProperty('备注');
  });

  it('is not enough without what the engine needs of that leg', () => {
    expect(gapsOf(whole).missing).toEqual([]);
    const without = withRole(withRole(whole, '日期', null), '类型', null);
    expect(gapsOf(without).missing).toEqual([['trade_date', 'trade_time'], ['kind']]);
    expect(gapsOf({ ...whole, leg: 'settlement' }).missing).toEqual([['settled_date'], ['net']]);
  });

  it('asks for the words of the file that nobody knows, and keeps what was told', () => {
    expect(wordsToExplain(whole, file, 'kind')).toEqual(['线上收款']);
    expect(wordsToExplain(whole, file, 'status')).toEqual(['已入账']);
    expect(wordsToExplain({ ...whole, leg: 'bank' }, file, 'status')).toEqual([]);
    const told = withWord(whole, 'kind', '线上收款', 'payment');
    expect(wordsToExplain(told, file, 'kind')).toEqual(['线上收款']);
    expect(confirmed({ ...told, leg: 'huifu' }, file).words).toEqual({ kind: { 线上收款: 'payment' }, status: {} });
    expect(withWord(told, 'kind', '线上收款', null).words.kind).toEqual({});
  });

  it('is confirmed with the header as it stood and only the units that are used', () => {
    const draft = { ...withRole(whole, '金额', null), leg: 'huifu' as const, units: { amount: 'fen' as const } };
    expect(confirmed(draft, file)).toEqual({
      leg: 'huifu',
      header,
      columns: { trade_date: '日期', request_number: '流水号', fee: '手续费（元）', kind: '类型', status: '状态' },
      units: {},
      words: { kind: {}, status: {} },
    });
  });
});

describe('an amount of the file', () => {
  it.each([
    ['12.50', 'yuan', 'amount', 1_250_000],
    ['1,234.5', 'yuan', 'net', 123_450_000],
    ['-0.05', 'yuan', 'refunded', -5_000],
    ['0.33440', 'yuan', 'fee', 33_440],
    ['1250', 'fen', 'amount', 1_250_000],
    ['12.50', 'fen', 'amount', null],
    ['12.505', 'yuan', 'amount', null],
    ['一百', 'yuan', 'amount', null],
  ] as const)('%s in %s as %s', (text, unit, role, millifen) => {
    expect(readAmount(text, unit, role)).toBe(millifen);
  });
});
