import { describe, expect, test } from 'vitest';
import { phoneAddress } from './address.ts';

const gateway = 'http://127.0.0.1:9000';

describe('phoneAddress', () => {
  test.each([
    [`${gateway}/q/abc`, `${gateway}/q/abc`],
    [`${gateway}/hostingh5/?jump_id=abc`, `${gateway}/hostingh5/?jump_id=abc`],
    ['weixin://dl/business/?t=a-b_c', `${gateway}/q/a-b_c`],
    [
      'alipays://platformapi/startapp?appId=1&page=pages%2Fcashier%2Fcashier%3Fp%3DH1%26t%3Da-b_c',
      `${gateway}/q/a-b_c`,
    ],
    ['https://evil.example.com/?t=abc', null],
    ['http://127.0.0.1:90001/q/abc', null],
    ['weixin://dl/business/', null],
    ['', null],
  ])('%s', (link, address) => {
    expect(phoneAddress(link, gateway)).toBe(address);
  });
});
