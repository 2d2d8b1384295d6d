import { expect, it } from 'vitest';
import { createEvents, NotInStandIn, onlyKnown, strict } from './strict.ts';

it('throws by name for every part that is not there', () => {
  const app = strict('app', { getName: () => 'console' }) as unknown as Electron.App;
  expect(app.getName()).toBe('console');
  expect(() => app.setBadgeCount(1)).toThrow('app.setBadgeCount is not part of the stand-in host');
  expect(() => ((app as { badge?: number }).badge = 1)).toThrow(NotInStandIn);
  expect(() => onlyKnown('BrowserWindow', { kiosk: true }, ['width'])).toThrow("BrowserWindow option 'kiosk'");
});

it('throws for events it never emits, and tells whether a listener prevented the default', () => {
  const events = createEvents('webContents', ['will-navigate']);
  expect(() => events.on('did-navigate', () => {})).toThrow("webContents.on('did-navigate')");
  expect(events.ask('will-navigate', { url: 'a' })).toBe(false);
  events.on(
    'will-navigate',
    (event: { url: string; preventDefault(): void }) => event.url === 'b' && event.preventDefault(),
  );
  expect([events.ask('will-navigate', { url: 'a' }), events.ask('will-navigate', { url: 'b' })]).toEqual([false, true]);
});
