import { describe, expect, it } from 'vitest';
import { builtInReasons, reasonForRecord, reasonId, reasonText } from './refundReasons.ts';

describe('a built-in reason', () => {
  it('is known by its id and by its words in both languages', () => {
    for (const id of builtInReasons) {
      expect([id, reasonText(id, 'zh-CN'), reasonText(id, 'en')].map(reasonId)).toEqual([id, id, id]);
    }
  });

  it('is read in the language of the window, also where an older ledger holds the Chinese word', () => {
    expect(reasonText('paidTwice', 'en')).toBe('Paid twice');
    expect(reasonText('重复付款', 'en')).toBe('Paid twice');
    expect(reasonText('paidTwice', 'zh-CN')).toBe('重复付款');
  });

  it('goes to the gateway in Chinese', () => expect(reasonForRecord('other')).toBe('其他'));
});

it('a reason that somebody typed stays as typed', () => {
  for (const typed of ['杯子碎了', 'toString', 'Goods returned late']) {
    expect([reasonId(typed), reasonText(typed, 'en'), reasonForRecord(typed)]).toEqual([typed, typed, typed]);
  }
});
