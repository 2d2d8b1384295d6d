import { describe, expect, it } from 'vitest';
import { choiceOf, isClosable, placements, wayChoices } from './way.ts';

describe('choices', () => {
  it('are found again on the payments that they made', () => {
    for (const choice of wayChoices) expect(choiceOf(placements[choice])).toBe(choice);
  });

  it('are found again when the customer has paid a link with some wallet', () => {
    expect(choiceOf({ way: 'hosted', method: 'alipay' })).toBe('hosted');
  });

  it('made no payment code, no page, no adopted payment', () => {
    for (const way of ['code', 'page', 'applet', 'adopted'] as const)
      expect(choiceOf({ way, method: 'wechat' })).toBeNull();
  });
});

describe('isClosable', () => {
  it('is no for UnionPay and e-CNY, except in the hosted cashier', () => {
    expect(isClosable({ way: 'hosted', method: 'unionpay' })).toBe(true);
    expect(isClosable({ way: 'qr', method: 'alipay' })).toBe(true);
    expect(isClosable({ way: 'code', method: 'wechat' })).toBe(true);
    for (const way of ['qr', 'code', 'page'] as const)
      for (const method of ['unionpay', 'ecny'] as const) expect(isClosable({ way, method })).toBe(false);
  });
});
