import { describe, expect, it } from 'vitest';
import { checkBaseUrl, isLoopbackUrl } from './baseUrl.ts';

describe('base URL', () => {
  it.each([
    ['https://api.huifu.com', 'https://api.huifu.com'],
    [' https://api.huifu.com/ ', 'https://api.huifu.com'],
    ['https://proxy.example.com/huifu/', 'https://proxy.example.com/huifu'],
    ['HTTPS://API.HUIFU.COM:443', 'https://api.huifu.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/practice', 'http://localhost:8080/practice'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('takes %s', (text, url) => {
    expect(checkBaseUrl(text)).toEqual({ ok: true, data: url });
  });

  it.each([
    'http://api.huifu.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://192.168.1.2',
  ])('refuses plain http to another machine: %s', (text) => {
    expect(checkBaseUrl(text)).toEqual({ ok: false, error: 'plainHttp' });
  });

  it.each([
    '',
    'api.huifu.com',
    'https://',
    'ftp://api.huifu.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:pw@api.huifu.com',
    'https://api.huifu.com/?a=1',
    'https://api.huifu.com/?',
    'https://api.huifu.com/#x',
    'https:\\\\api.huifu.com',
  ])('refuses %j', (text) => {
    expect(checkBaseUrl(text)).toEqual({ ok: false, error: 'badAddress' });
  });

  it('knows loopback addresses', () => {
    expect(isLoopbackUrl('http://127.0.0.1:1/x')).toBe(true);
    expect(isLoopbackUrl('https://api.huifu.com')).toBe(false);
    expect(isLoopbackUrl('nonsense')).toBe(false);
  });
});
