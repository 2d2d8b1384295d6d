import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../shared/domain/reconciliation/mapping.ts';
import { confirmed, draftOf, missingRoles, withoutUnit, withRole } from './mappingModel.ts';

const file: Inspection = {
  file: 'a.csv',
  entry: '',
  format: null,
  leg: 'huifu',
  encoding: 'utf-8',
  header: ['流水号', '金额', '手续费（元）', '备注'],
  sample: [['1', '2', '3', '4']],
  suggestion: {
    leg: 'huifu',
    header: ['流水号', '金额', '手续费（元）', '备注'],
    columns: { request_number: '流水号', amount: '金额', fee: '手续费（元）' },
    units: {},
    words: { kind: { 消费: 'payment' }, status: {} },
    confirmed_by: '',
    confirmed_on: '',
  },
  undeclared: ['amount'],
  problem: null,
};

describe('the meaning of columns', () => {
  it('begins with the suggestion, and asks for units that no title declares', () => {
    const draft = draftOf(file);
    expect(draft.roles).toEqual({ 流水号: 'request_number', 金额: 'amount', '手续费（元）': 'fee' });
    expect(withoutUnit(draft, file.undeclared)).toEqual(['amount']);
    expect(withoutUnit({ ...draft, units: { amount: 'fen' } }, file.undeclared)).toEqual([]);
  });

  it('is of one column only: given to another, it leaves the first', () => {
    const moved = withRole(draftOf(file), '备注', 'amount');
    expect(moved.roles).toEqual({ 流水号: 'request_number', '手续费（元）': 'fee', 备注: 'amount' });
    expect(withRole(moved, '备注', null).roles).not.toHaveProperty('备注');
  });

  it('is not enough without an amount and a number to match by', () => {
    expect(missingRoles(draftOf(file))).toEqual([]);
    const without = withRole(withRole(draftOf(file), '金额', null), '流水号', null);
    expect(missingRoles(without)).toEqual(['amount', 'request_number']);
    expect(missingRoles({ ...without, roles: { ...without.roles, x: 'wallet_number', y: 'amount' } })).toEqual([]);
  });

  it('is confirmed with the header as it stood and only the units that are used', () => {
    const draft = { ...withRole(draftOf(file), '金额', null), units: { amount: 'fen' as const } };
    expect(confirmed(draft, file)).toEqual({
      leg: 'huifu',
      header: file.header,
      columns: { request_number: '流水号', fee: '手续费（元）' },
      units: {},
      words: { kind: { 消费: 'payment' }, status: {} },
    });
  });
});
