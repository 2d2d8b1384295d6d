import { describe, expect, it } from 'vitest';
import { createSessions, isSame, walletOf } from '../page/sessions.ts';
import { createBudget } from './body.ts';
import { clientOf } from './client.ts';
import { createRate } from './rate.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  clientOf({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } });

describe('who called', () => {
  it('is the other end of the connection, whatever it says of itself', () => {
    expect(from('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
    expect(from('::ffff:203.0.113.9')).toBe('203.0.113.9');
  });

  it('is what a proxy on this machine adds at the end, not what the caller put in front', () => {
    expect(from('127.0.0.1', '10.0.0.1, 198.51.100.1')).toBe('198.51.100.1');
    expect(from('::1', '2001:db8::1')).toBe('2001:db8::1');
    expect(from('127.0.0.1', 'nonsense')).toBe('127.0.0.1');
    expect(from('127.0.0.1')).toBe('127.0.0.1');
  });
});

describe('a rate', () => {
  it('allows a burst, then as much as time brings back, for each caller alone', () => {
    let now = 0;
    const rate = createRate(6, () => now);
    const allowed = (client: string, times: number) =>
      Array.from({ length: times }, () => rate.allow(client)).filter(Boolean).length;
    expect(allowed('a', 10)).toBe(6);
    expect(allowed('b', 3)).toBe(3);
    now = 20_000;
    expect(allowed('a', 10)).toBe(2);
    now = 3_600_000;
    expect(allowed('a', 10)).toBe(6);
  });

  it('remembers no more callers than it has room for', () => {
    const rate = createRate(1, () => 0);
    for (let n = 0; n < 10_001; n += 1) rate.allow(`client ${n}`);
    expect(rate.allow('client 10000')).toBe(false);
    expect(rate.allow('client 0')).toBe(true);
  });
});

describe('the budget of all bodies', () => {
  it('is given back by whoever is done, once', () => {
    const budget = createBudget(10);
    const [one, two] = [budget.open(), budget.open()];
    expect(one.take(8)).toBe(true);
    expect(two.take(3)).toBe(false);
    one.close();
    one.close();
    expect(two.take(10)).toBe(true);
    expect(budget.open().take(1)).toBe(false);
  });
});

describe('a visit', () => {
  it('is known by its cookie for half an hour of silence', () => {
    let now = 0;
    const sessions = createSessions(() => now);
    const visit = sessions.of(undefined);
    const cookie = sessions.cookie(visit, '/', true).split(';')[0]!;
    expect(sessions.cookie(visit, '/', true)).toContain('; Secure');
    now = 29 * 60_000;
    expect(sessions.of(`other=1; ${cookie}`)).toBe(visit);
    now += 31 * 60_000;
    expect(sessions.of(cookie)).not.toBe(visit);
    expect(sessions.of('hc_page=../../etc')).not.toBe(visit);
  });

  it('is in the wallet whose browser it is', () => {
    expect(walletOf('… MicroMessenger/8.0 …')).toBe('wechat');
    expect(walletOf('… AliApp(AP/10) AlipayClient/10 …')).toBe('alipay');
    expect(walletOf('… UnionPay/1.0 CloudPay')).toBe('unionpay');
    expect(walletOf('Mozilla/5.0 Safari')).toBe('plain');
  });

  it('compares its marks whole', () => {
    expect(isSame('abc', 'abc')).toBe(true);
    expect(isSame('abc', 'abd')).toBe(false);
    expect(isSame('ab', 'abc')).toBe(false);
    expect(isSame('', null)).toBe(false);
  });
});
