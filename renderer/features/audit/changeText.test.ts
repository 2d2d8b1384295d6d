import { describe, expect, it } from 'vitest';
import { preferencesSchema } from '../../../shared/contract/app.ts';
import { listenerSettingsSchema, pageSettingsSchema } from '../../../shared/contract/counter.ts';
import { profileFieldsSchema } from '../../../shared/contract/profiles.ts';
import { reasonText } from '../../../shared/i18n/refundReasons.ts';
import { hasWord, wordsOf } from '../../app/words.ts';
import { changeText, subjectText } from './changeText.ts';

const about = {
  audit: wordsOf('audit'),
  reasonOf: String,
  nameOf: (id: string | null) => (id === 'f3a1' ? '王店主' : String(id)),
};
const text = (before: Parameters<typeof changeText>[0], after: Parameters<typeof changeText>[1]) =>
  changeText(before, after, {
    audit: wordsOf('audit'),
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

  it('words ways, statements, outcomes and locks; no English is left in a Chinese window', () => {
    expect(text(null, { way: 'hostedAlipay', till: '01' })).toBe('收款方式: 支付宝小程序 · 收银点: 01');
    expect(text(null, { on: 'hosted qrAlipay' })).toBe('收款方式: 通用收款码 + 支付宝码');
    expect(text({ kind: 'trade', source: 'imported' }, null)).toBe('种类: 交易账单 → · 来源: 导入 →');
    expect(text(null, { outcome: 'AMT', reason: 'idle' })).toBe('结论: 金额不符 · 原因: 长时间无人操作');
    expect(subjectText('ways a2c64a04', about)).toBe('收款方式');
    expect(subjectText('f3a1', about)).toBe('王店主');
  });

  it('has a word for every setting that can be changed', () => {
    const settings = [preferencesSchema, listenerSettingsSchema, pageSettingsSchema, profileFieldsSchema].flatMap(
      ({ shape }) => Object.keys(shape),
    );
    for (const name of settings) expect([name, hasWord('audit', `fact.${name}`)]).toEqual([name, true]);
  });

  it('keeps what has no word of its own as it was written', () => {
    expect(text(null, { somethingNew: 'x', state: 'odd' })).toBe('somethingNew: x · 状态: odd');
    expect(text({ plate: '1 号桌' }, null)).toBe('台牌: 1 号桌 →');
  });
});
