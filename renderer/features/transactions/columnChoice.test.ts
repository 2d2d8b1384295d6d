import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentColumns } from '../../../shared/contract/payments.ts';
import { moved, toggled } from './columnChoice.ts';

const anyColumn = fc.constantFrom(...paymentColumns);

describe('choosing columns', () => {
  it('never shows one twice, never none, and hides what it has shown', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...paymentColumns], { minLength: 1 }), anyColumn, (columns, column) => {
        const next = toggled(columns, column);
        expect(new Set(next).size).toBe(next.length);
        expect(next.length).toBeGreaterThan(0);
        expect(columns.includes(column) ? columns : toggled(next, column)).toEqual(columns);
      }),
    );
  });

  it('puts a column back where the default order has it', () => {
    expect(toggled(['createdAt', 'amount'], 'state')).toEqual(['createdAt', 'state', 'amount']);
    expect(toggled(['amount'], 'createdAt')).toEqual(['createdAt', 'amount']);
    expect(toggled(['note', 'amount'], 'endedAt')).toEqual(['note', 'amount', 'endedAt']);
  });

  it('moves by one place and stops at the ends', () => {
    expect(moved(['createdAt', 'state', 'amount'], 'amount', -1)).toEqual(['createdAt', 'amount', 'state']);
    expect(moved(['createdAt', 'state', 'amount'], 'createdAt', 1)).toEqual(['state', 'createdAt', 'amount']);
    expect(moved(['createdAt', 'state'], 'createdAt', -1)).toEqual(['createdAt', 'state']);
    expect(moved(['createdAt', 'state'], 'state', 1)).toEqual(['createdAt', 'state']);
  });
});
