import { describe, expect, it } from 'vitest';
import { cannotBeClosed } from './closing.ts';

describe('cannotBeClosed', () => {
  it('is yes for UnionPay, except in the hosted cashier, and for e-CNY and bank payments anywhere', () => {
    expect(cannotBeClosed({ way: 'hosted', method: 'unionpay' })).toBe(false);
    expect(cannotBeClosed({ way: 'hosted', method: 'bank' })).toBe(true);
    expect(cannotBeClosed({ way: 'qr', method: 'alipay' })).toBe(false);
    expect(cannotBeClosed({ way: 'code', method: 'wechat' })).toBe(false);
    for (const way of ['qr', 'code', 'page'] as const)
      for (const method of ['unionpay', 'ecny'] as const) expect(cannotBeClosed({ way, method })).toBe(true);
  });
});
