import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../app/words.ts';
import { changeText } from './changeText.ts';

const text = (before: Parameters<typeof changeText>[0], after: Parameters<typeof changeText>[1]) =>
  changeText(before, after, wordsOf('audit'), wordsOf('app'));

describe('what an act changed', () => {
  it('is told in words, with amounts in yuan and states by their names', () => {
    expect(text({ state: 'refunding' }, { state: 'refunded', amount: 1250 })).toBe(
      '状态: 退款中 → 已退款 · 金额: 12.50',
    );
    expect(text(null, { handled: true })).toBe('已处理: 是');
  });

  it('keeps what has no word of its own as it was written', () => {
    expect(text(null, { somethingNew: 'x', state: 'odd' })).toBe('somethingNew: x · 状态: odd');
    expect(text({ plate: '1 号桌' }, null)).toBe('台牌: 1 号桌 →');
  });
});
