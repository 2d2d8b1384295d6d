import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPaymentCode, readPaymentCode } from './paymentCode.ts';

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const after = (starts: string[], min: number, max: number) =>
  fc.tuple(fc.constantFrom(...starts), digits(min, max)).map(([start, rest]) => start + rest);

describe('readPaymentCode', () => {
  it.each([
    ['wechat', after(['10', '11', '12', '13', '14', '15'], 16, 16)],
    ['alipay', after(['25', '26', '27', '28', '29', '30'], 14, 22)],
    ['unionpay', after(['62'], 17, 17)],
    ['ecny', after(['01'], 17, 17)],
  ] as const)('knows every code of %s', (wallet, codes) => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readPaymentCode(code)).toEqual({ ok: true, data: wallet });
      }),
    );
  });

  it('takes full-width digits and blanks around as what they are', () => {
    expect(readPaymentCode(' １３４５６７８９０１２３４５６７８９\r')).toEqual({ ok: true, data: 'wechat' });
  });

  it.each([
    ['6901234567892', 'goods'],
    ['69012345', 'goods'],
    ['https://qr.alipay.com/fkx1', 'link'],
    ['weixin://wxpay/bizpayurl?pr=1', 'link'],
    ['4200002026010512345678901234', 'order'],
    ['13456789012345678', 'unknownStart'],
    ['1345678901234567890', 'unknownStart'],
    ['164567890123456789', 'unknownStart'],
    ['620000000000000001', 'unknownStart'],
    ['123456789012345', 'length'],
    ['1234567890123456789012345', 'length'],
    ['P20260105093000T1AAAAAAAA', 'notDigits'],
    ['', 'notDigits'],
  ])('names what is wrong with %j', (text, problem) => {
    expect(readPaymentCode(text)).toEqual({ ok: false, error: problem });
  });

  it('never takes anything but digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readPaymentCode(text).ok && !/^\d{16,24}$/.test(text.normalize('NFKC').trim())).toBe(false);
      }),
    );
    expect(readPaymentCode('13456789012345678X').ok).toBe(false);
  });
});

describe('maskPaymentCode', () => {
  it('shows too little to charge with', () => {
    expect(maskPaymentCode('134567890123456789')).toBe('13…89');
    fc.assert(
      fc.property(digits(0, 40), (code) => {
        expect(maskPaymentCode(code).replace('…', '').length).toBeLessThan(5);
      }),
    );
  });
});
