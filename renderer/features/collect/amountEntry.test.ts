import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountProblems, fen, formatYuan, parseYuan, toYuan } from '../../../shared/domain/money.ts';
import { collect as english } from '../../../shared/i18n/en/collect.ts';
import { collect as chinese } from '../../../shared/i18n/zh-CN/collect.ts';
import { goodsTextProblemNames } from '../../../shared/domain/goodsText.ts';
import { readAmount, readNote } from './amountEntry.ts';

describe('readAmount', () => {
  it('reads what the numeric keypad can type', () => {
    expect(readAmount('12.5')).toEqual({ kind: 'amount', fen: 1250 });
    expect(readAmount('.5')).toEqual({ kind: 'amount', fen: 50 });
    expect(readAmount('12.')).toEqual({ kind: 'amount', fen: 1200 });
  });

  it('keeps quiet while an amount is being typed', () => {
    for (const text of ['', '0', '0.', '0.0', '0.00', '.', '.0', '00'])
      expect(readAmount(text).kind).toBe('unfinished');
  });

  it('never complains on the way to a good amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999_999 }), (amount) => {
        const text = toYuan(fen(amount));
        for (let end = 0; end <= text.length; end += 1) expect(readAmount(text.slice(0, end)).kind).not.toBe('problem');
        expect(readAmount(text)).toEqual({ kind: 'amount', fen: amount });
      }),
    );
  });

  it.each([
    ['0.001', 'decimals'],
    ['1e3', 'exponent'],
    ['12,50', 'comma'],
    ['-5', 'negative'],
    ['123456789012345', 'tooLarge'],
    ['12a', 'notANumber'],
  ])('names what is wrong with %s', (text, problem) => {
    expect(readAmount(text)).toEqual({ kind: 'problem', problem, plain: null });
  });

  it('offers the plain form of full-width digits, and only where that is an amount', () => {
    expect(readAmount('１２．５')).toEqual({ kind: 'problem', problem: 'fullWidth', plain: '12.5' });
    expect(readAmount('１２。５')).toEqual({ kind: 'problem', problem: 'fullWidth', plain: '12.5' });
    expect(readAmount('１２．５００')).toEqual({ kind: 'problem', problem: 'fullWidth', plain: null });
    expect(readAmount('０')).toEqual({ kind: 'problem', problem: 'fullWidth', plain: null });
  });

  it('offers nothing that would be refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.０１２３９．。，,e-') }), (text) => {
        const reading = readAmount(text);
        const offered = reading.kind === 'problem' ? reading.plain : null;
        expect(offered === null || parseYuan(offered).ok).toBe(true);
        expect(reading.kind === 'amount').toBe(parseYuan(text).ok);
      }),
    );
  });

  it('has a sentence for every problem', () => {
    for (const words of [chinese, english]) {
      for (const problem of amountProblems) expect(words.amount.problem[problem].length).toBeGreaterThan(2);
      for (const problem of goodsTextProblemNames) expect(words.note.problem[problem].length).toBeGreaterThan(2);
    }
  });

  it('shows an amount as it will be charged', () => {
    const reading = readAmount(' 1234.5 ');
    expect(reading.kind === 'amount' && formatYuan(reading.fen)).toBe('1,234.50');
  });
});

describe('readNote', () => {
  it('takes an ordinary note, or none', () => {
    expect(readNote('')).toBeNull();
    expect(readNote('奶茶 2 杯，3 号桌')).toBeNull();
    expect(readNote('字'.repeat(40))).toBeNull();
  });

  it('counts what is too much', () => {
    expect(readNote('字'.repeat(41))).toEqual({ problem: 'tooLong', over: 1 });
  });

  it('names control characters before emoji before length', () => {
    expect(readNote('a\u0007🙂')?.problem).toBe('controlCharacters');
    expect(readNote(`🙂${'字'.repeat(50)}`)?.problem).toBe('unsupportedCharacters');
  });
});
