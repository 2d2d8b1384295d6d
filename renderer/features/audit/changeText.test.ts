import { describe, expect, it } from 'vitest';
import { reasonText } from '../../../shared/i18n/refundReasons.ts';
import { wordsOf } from '../../app/words.ts';
import { changeText } from './changeText.ts';

const text = (before: Parameters<typeof changeText>[0], after: Parameters<typeof changeText>[1]) =>
  changeText(before, after, {
    audit: wordsOf('audit'),
    app: wordsOf('app'),
    operators: wordsOf('operators'),
    reasonOf: (reason) => reasonText(reason, 'en'),
    nameOf: (id) => (id === 'f3a1' ? '王店主' : String(id)),
  });

describe('what an act changed', () => {
  it('is told in words, with amounts in yuan and states by their names', () => {
    expect(text({ state: 'refunding' }, { state: 'refunded', amount: 1250 })).toBe(
      '状态: 退款中 → 已退款 · 金额: 12.50',
    );
    expect(text(null, { handled: true })).toBe('已处理: 是');
  });

  it('names people and roles, never ids', () => {
    expect(text({ role: 'cashier' }, { role: 'manager' })).toBe('角色: 收银员 → 店长');
    expect(text(null, { amount: 1250, approver: 'f3a1' })).toBe('金额: 12.50 · 审批人: 王店主');
    expect(text(null, { to: 'f3a1' })).toBe('交给: 王店主');
  });

  it('words the usual reasons of refunds in the language of the window', () => {
    expect(text(null, { reason: '重复付款' })).toBe('原因: Paid twice');
  });

  it('keeps what has no word of its own as it was written', () => {
    expect(text(null, { somethingNew: 'x', state: 'odd' })).toBe('somethingNew: x · 状态: odd');
    expect(text({ plate: '1 号桌' }, null)).toBe('台牌: 1 号桌 →');
  });
});
