import { EventEmitter } from 'node:events';
import { beforeAll, describe, expect, it, vi } from 'vitest';

/* Electron's events are played to the real rules: `will-redirect` and webviews cannot be brought about from our own page. */
const { app } = vi.hoisted(() => ({ app: null as unknown as EventEmitter }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  return { app: new Emitter() };
});

class Contents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  webRtc = 'default';
  setWindowOpenHandler = (handler: typeof this.openHandler) => (this.openHandler = handler);
  setWebRTCIPHandlingPolicy = (policy: string) => (this.webRtc = policy);

  /** Whether the event's default was prevented. */
  refuses(name: string, details: object = {}): boolean {
    const preventDefault = vi.fn<() => void>();
    this.emit(name, { ...details, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }
}

class Session extends EventEmitter {
  request: ((contents: null, permission: string, callback: (granted: boolean) => void) => void) | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  spellChecker = true;
  setPermissionRequestHandler = (handler: typeof this.request) => (this.request = handler);
  setPermissionCheckHandler = (handler: typeof this.check) => (this.check = handler);
  setDevicePermissionHandler = (handler: typeof this.device) => (this.device = handler);
  setSpellCheckerEnabled = (on: boolean) => (this.spellChecker = on);
}

const contents = new Contents();
const session = new Session();
const refused: string[] = [];

beforeAll(async () => {
  const electron = (await import('electron')) as unknown as { app: typeof app };
  const { guardEverything } = await import('./guards.ts');
  guardEverything((what, detail) => refused.push(`${what} ${detail}`.trim()));
  electron.app.emit('session-created', session);
  electron.app.emit('web-contents-created', {}, contents);
});

describe('every page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays at home on %s', (event) => {
    expect(contents.refuses(event, { url: 'https://evil.example/steal?key=1' })).toBe(true);
    expect(contents.refuses(event, { url: 'app://console.evil/' })).toBe(true);
    expect(contents.refuses(event, { url: 'about:blank' })).toBe(true);
    expect(contents.refuses(event, { url: 'app://console/' })).toBe(false);
  });

  it('opens no window, attaches no webview, sends nothing by WebRTC', () => {
    expect(contents.openHandler?.({ url: 'app://console/' })).toEqual({ action: 'deny' });
    expect(contents.refuses('will-attach-webview')).toBe(true);
    expect(contents.webRtc).toBe('disable_non_proxied_udp');
  });

  it('reports where a refused navigation went, without what it carried', () => {
    expect(refused).toContain('navigation https://evil.example');
    expect(refused.join()).not.toContain('steal');
  });
});

describe('every session', () => {
  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'unknown'])(
    'refuses %s',
    (permission) => {
      const answers: boolean[] = [];
      session.request?.(null, permission, (granted) => answers.push(granted));
      expect(answers).toEqual([false]);
      expect(session.check?.()).toBe(false);
    },
  );

  it('refuses devices and downloads and fetches no dictionaries', () => {
    const preventDefault = vi.fn<() => void>();
    session.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(session.device?.()).toBe(false);
    expect(session.spellChecker).toBe(false);
  });
});
