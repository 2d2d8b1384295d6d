import { expect, it } from 'vitest';
import { fromChromium, toChromium } from './addresses.ts';
import { protocol } from './session.ts';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

it.each(['app://console/', 'app://console/assets/a.js?x=1', 'app://console/%2e%2e/x', 'app://other/'])(
  'maps %s onto an address that Chromium takes, and back',
  (url) => {
    expect(new URL(toChromium(url)).protocol).toBe('https:');
    expect(fromChromium(toChromium(url))).toBe(url);
  },
);

it.each([
  'https://console.app.invalid.evil.com/',
  'https://evil.com/console.app.invalid/',
  'http://console.app.invalid/',
  'https://console.other.invalid/',
  'https://example.com/',
  'about:blank',
])('never takes %s for a page of the app', (url) => expect(fromChromium(url)).toBe(url));

it('keeps what a page made itself apart from what it was served', () => {
  expect(fromChromium('blob:https://console.app.invalid/1')).toBe('blob:app://console/1');
});
