import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFreeText, cleanGoodsText, goodsTextProblems, MAX_GOODS_LENGTH } from './goodsText.ts';

describe('goods text', () => {
  it.each(['拿铁/大杯 <热> & 曲奇', '会员充值', 'Latte #2 *hot* ©®™', '★特价☆ №5', '𠮷野家', 'é ü ñ', 'A"B\'C'])(
    'keeps %s',
    (text) => {
      expect(cleanGoodsText(text)).toEqual({ text, removed: false });
      expect(goodsTextProblems(text)).toEqual([]);
    },
  );

  it('trims blanks without calling that a loss', () => {
    expect(cleanGoodsText('  茶  ')).toEqual({ text: '茶', removed: false });
    expect(cleanGoodsText('   ')).toEqual({ text: '', removed: false });
  });

  it.each([
    ['茶\n咖啡', '茶咖啡', 'controlCharacters'],
    ['a\u0000b', 'ab', 'controlCharacters'],
    ['a\u007fb\u009f', 'ab', 'controlCharacters'],
    ['a\u2028b\u2029', 'ab', 'controlCharacters'],
    ['茶🍵', '茶', 'unsupportedCharacters'],
    ['爱❤️你', '爱你', 'unsupportedCharacters'],
    ['👨‍👩‍👧 家庭', '家庭', 'unsupportedCharacters'],
    ['🇨🇳', '', 'unsupportedCharacters'],
    ['1️⃣号', '1号', 'unsupportedCharacters'],
    ['a\ud83db', 'ab', 'unsupportedCharacters'],
    ['\udc00a', 'a', 'unsupportedCharacters'],
    ['a\u200b\u202eb', 'ab', 'unsupportedCharacters'],
    ['\ue001', '', 'unsupportedCharacters'],
    ['a\\u003cb', 'au003cb', 'unsupportedCharacters'],
  ])('removes what cannot be sent: %j', (typed, text, problem) => {
    expect(cleanGoodsText(typed)).toEqual({ text, removed: true });
    expect(goodsTextProblems(typed)).toEqual([problem]);
  });

  it('takes 40 characters and not 41', () => {
    const forty = '茶'.repeat(40);
    expect(cleanGoodsText(forty)).toEqual({ text: forty, removed: false });
    expect(cleanGoodsText(forty + '茶')).toEqual({ text: forty, removed: true });
    expect(goodsTextProblems(forty + '茶')).toEqual(['tooLong']);
  });

  it('never cuts a character in two', () => {
    expect(cleanGoodsText('a'.repeat(39) + '𠮷').text).toBe('a'.repeat(39));
    expect(cleanGoodsText('a'.repeat(39) + 'e\u0301').text).toBe('a'.repeat(39));
    expect(cleanFreeText('𠮷𠮷', 3).text).toBe('𠮷');
  });

  it('gives for any text something sendable, and says so exactly when something is missing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (typed) => {
        const { text, removed } = cleanGoodsText(typed);
        expect(text.length).toBeLessThanOrEqual(MAX_GOODS_LENGTH);
        expect(text.isWellFormed()).toBe(true);
        expect(cleanGoodsText(text)).toEqual({ text, removed: false });
        expect(removed).toBe(text !== typed.trim());
        expect(goodsTextProblems(typed).length > 0).toBe(removed);
      }),
      { numRuns: 2_000 },
    );
  });
});
