import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import type { ChannelName } from '../../shared/contract/channels.ts';
import { ok } from '../../shared/domain/result.ts';
import { answer, isTrusted, type Sender } from './answer.ts';
import type { Handlers } from './handlers/index.ts';

const page = { id: 1 } as WebContents;
const other = { id: 2 } as WebContents;

const from = (url: string, rest: { parent?: object; sender?: WebContents } = {}): Sender => ({
  sender: rest.sender ?? page,
  senderFrame: { url, parent: rest.parent ?? null } as Sender['senderFrame'],
});
const home = from('app://console/');

describe('the sender of a call', () => {
  it('is the top frame of our page in our window', () => expect(isTrusted(home, page)).toBe(true));

  it.each<[string, Sender]>([
    ['another origin', from('https://example.com/')],
    ['an origin that looks like ours', from('app://console.evil/')],
    ['an address that contains ours', from('https://evil.example/#app://console/')],
    ['an empty page', from('about:blank')],
    ['a page made of data', from('data:text/html,x')],
    ['a page made of our data', from('blob:app://console/1')],
    ['a file', from('file:///app/console/index.html')],
    ['a frame inside our page', from('app://console/', { parent: {} })],
    ['our page in another window', from('app://console/', { sender: other })],
    ['a frame that is gone', { sender: page, senderFrame: null }],
  ])('is not %s', (_name, sender) => expect(isTrusted(sender, page)).toBe(false));

  it('is nobody while there is no window', () => expect(isTrusted(home, null)).toBe(false));
});

/** Calls one channel whose handler is `handle`; returns the answer and what was reported. */
async function call(channel: ChannelName, request: unknown, options: { sender?: Sender; handle?: () => unknown } = {}) {
  const seen: unknown[] = [];
  const faults: { error: unknown; supportId: string }[] = [];
  const handler = async (input: unknown) => {
    seen.push(input);
    return options.handle ? options.handle() : ok(null);
  };
  const result = await answer(
    channel,
    { [channel]: handler } as unknown as Handlers,
    {
      page: () => page,
      permit: async () => ok(null),
      onFault: (_channel, error, supportId) => faults.push({ error, supportId }),
    },
    options.sender ?? home,
    request,
  );
  return { result, seen, faults };
}

describe('a call', () => {
  it('reaches its handler with the parsed request', async () => {
    const { result, seen, faults } = await call('payments.search', { text: '  123456 ' });
    expect(result).toEqual(ok(null));
    expect(seen).toEqual([{ text: '123456' }]);
    expect(faults).toEqual([]);
  });

  it.each<[ChannelName, unknown]>([
    ['app.quit', { force: true }],
    ['payments.detail', undefined],
    ['payments.detail', { id: 'P1', extra: 1 }],
    ['payments.collect', { attemptId: 'x', profileId: 'p', amount: 1, note: '' }],
    ['payments.collect', { attemptId: '0b5b6b1e-6f2c-4d7e-9a53-3f7a3d1f9a10', profileId: 'p', amount: 0.5, note: '' }],
    ['payments.collect', { attemptId: '0b5b6b1e-6f2c-4d7e-9a53-3f7a3d1f9a10', profileId: 'p', amount: 0, note: '' }],
    ['profiles.pickFile', { part: 'all', path: '/etc/passwd' }],
  ])('to %s with %j is a bad request and reaches nobody', async (channel, request) => {
    const { result, seen, faults } = await call(channel, request);
    expect(result).toMatchObject({ ok: false, error: { code: 'badRequest', supportId: faults[0]?.supportId } });
    expect(seen).toEqual([]);
  });

  it('from a foreign sender is refused before its request is read', async () => {
    const request = Object.defineProperty({}, 'id', { get: () => expect.unreachable('it was read') });
    const { result, seen, faults } = await call('payments.detail', request, { sender: from('https://example.com/') });
    expect(result).toMatchObject({ ok: false, error: { code: 'forbiddenSender' } });
    expect([seen.length, faults.length]).toEqual([0, 1]);
  });

  it('whose handler throws becomes an answer, with an id that finds the report', async () => {
    const bug = new Error('key MIIEv... in a message');
    const { result, faults } = await call('app.quit', undefined, {
      handle: () => {
        throw bug;
      },
    });
    expect(result).toEqual({ ok: false, error: { code: 'internal', supportId: faults[0]?.supportId } });
    expect(faults[0]?.error).toBe(bug);
  });

  it('reports what was wrong with a request, never what was in it', async () => {
    const { faults } = await call('profiles.passphrase', { draftId: 'open sesame', passphrase: 5 });
    expect(String(faults[0]?.error)).toContain('draftId: invalid_format');
    expect(String(faults[0]?.error)).not.toContain('sesame');
  });
});
