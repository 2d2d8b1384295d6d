import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fen,
  formatYuan,
  MAX_FEN,
  parseYuan,
  readGatewayAmount,
  toHalfWidth,
  toYuan,
  type AmountProblem,
} from './money.ts';

const amounts = fc.integer({ min: 1, max: MAX_FEN }).map(fen);

describe('parseYuan', () => {
  it.each([
    ['12.50', 1250],
    ['12.5', 1250],
    ['12', 1200],
    ['.5', 50],
    ['12.', 1200],
    ['0.01', 1],
    ['  8.70 ', 870],
    ['2257.99', 225799],
    ['0012.50', 1250],
    ['99999999999.99', MAX_FEN],
  ])('reads %j as %d fen', (text, expected) => {
    expect(parseYuan(text)).toEqual({ ok: true, data: expected });
  });

  it.each<[string, AmountProblem]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['0.001', 'decimals'],
    ['12.505', 'decimals'],
    ['1e3', 'exponent'],
    ['1.5E+2', 'exponent'],
    ['１２．５', 'fullWidth'],
    ['12。5', 'fullWidth'],
    ['12,50', 'comma'],
    ['1,234.00', 'comma'],
    ['-5', 'negative'],
    ['－5', 'fullWidth'],
    ['123456789012345', 'tooLarge'],
    ['100000000000', 'tooLarge'],
    ['.', 'notANumber'],
    ['12.5.0', 'notANumber'],
    ['¥12', 'notANumber'],
    ['0x10', 'notANumber'],
    ['Infinity', 'notANumber'],
    ['1 2', 'notANumber'],
  ])('refuses %j as %s', (text, problem) => {
    expect(parseYuan(text)).toEqual({ ok: false, error: problem });
  });

  it('takes back exactly what toYuan wrote, for every amount', () => {
    fc.assert(
      fc.property(amounts, (n) => {
        expect(parseYuan(toYuan(n))).toEqual({ ok: true, data: n });
      }),
    );
  });
});

describe('amounts as text', () => {
  it('always shows two decimals, and separators on screen only', () => {
    expect(toYuan(fen(5))).toBe('0.05');
    expect(toYuan(fen(123456789))).toBe('1234567.89');
    expect(formatYuan(fen(123456789))).toBe('1,234,567.89');
    expect(formatYuan(fen(99999))).toBe('999.99');
  });

  it('offers the plain form of full-width input', () => {
    expect(toHalfWidth('１２．５')).toBe('12.5');
    expect(toHalfWidth('12。5')).toBe('12.5');
  });
});

describe('readGatewayAmount', () => {
  it.each([
    ['12.50', 1250],
    ['12.5', 1250],
    ['12', 1200],
    [0, 0],
    [12.5, 1250],
    ['0.00', 0],
    ['12.5000', 1250],
  ])('reads %j', (value, expected) => expect(readGatewayAmount(value)).toBe(expected));

  it.each([[''], [null], [undefined], ['12.505'], ['-1.00'], ['1e3'], [{}], ['abc'], ['1234567890123456']])(
    'reads nothing from %j',
    (value) => expect(readGatewayAmount(value)).toBeNull(),
  );
});
