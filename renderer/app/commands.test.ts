import { describe, expect, it } from 'vitest';
import { looksLikeNumber, matchCommands, type Command } from './commands.ts';

const command = (text: string, also = ''): Command => ({ id: text, text, also, run: () => null });
const all = [
  command('打开 收款', 'collect'),
  command('外观：深色', 'theme dark'),
  command('语言：English', 'language en'),
];

describe('matchCommands', () => {
  it('shows everything before anything is typed', () => {
    expect(matchCommands(all, '  ')).toEqual(all);
  });

  it('finds by either language, in any case and order', () => {
    expect(matchCommands(all, '深色').map((c) => c.text)).toEqual(['外观：深色']);
    expect(matchCommands(all, 'DARK theme').map((c) => c.text)).toEqual(['外观：深色']);
    expect(matchCommands(all, 'nothing')).toEqual([]);
  });
});

describe('looksLikeNumber', () => {
  it.each([
    ['847201', true],
    ['P20260106000001017K2M9QX4', true],
    [' 9QX4 ', true],
    ['123', false],
    ['dark', false],
    ['深色 12', false],
    ['', false],
  ])('%j: %s', (typed, expected) => expect(looksLikeNumber(typed)).toBe(expected));
});
