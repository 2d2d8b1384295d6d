import { expect, it } from 'vitest';
import { outsideAddress } from './addresses.ts';

it.each([
  'https://api.huifu.com/v3',
  'https://example.com:8443/',
  'http://localhost:4000/pay',
  'http://127.0.0.1:4000/',
  'http://127.9.9.9/',
  'http://[::1]:4000/',
])('%s may be called and opened', (url) => expect(outsideAddress(url)?.href).toContain(url));

it.each([
  'http://example.com/',
  'http://localhost.evil.com/',
  'http://127.0.0.1.evil.com/',
  'http://127001/',
  'https://name@example.com/',
  'https://name:word@example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)', // oxlint-disable-line no-script-url
  'ms-settings:privacy',
  'smb://host/share',
  'ftp://example.com/',
  'app://console/',
  'https:',
  'example.com',
  '',
])('%j may not', (url) => expect(outsideAddress(url)).toBeNull());
