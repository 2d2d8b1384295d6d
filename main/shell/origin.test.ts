import { expect, it } from 'vitest';
import { CRASH_URL, HOME_URL, isOwnPage } from './origin.ts';

it.each([HOME_URL, CRASH_URL, 'app://console', 'app://console/index.html?x=1#y', 'APP://console/'])(
  '%s is ours',
  (url) => expect(isOwnPage(url)).toBe(true),
);

it.each([
  'app://console.evil/',
  'app://consol/',
  'app://console:81/',
  'app://x@console/',
  'app://:y@console/',
  'app://Console/',
  'app:console',
  'app:///console/',
  'appx://console/',
  'https://console/',
  'blob:app://console/1',
  'data:text/html,app://console/',
  'about:blank',
  'file:///app://console/',
  'https://evil/app://console/',
  '',
])('%j is not', (url) => expect(isOwnPage(url)).toBe(false));
