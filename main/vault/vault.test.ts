import { createHash, verify } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from './memoryVault.ts';
import type { SecretStore } from './secretStore.ts';
import { dyingStore, newKeyPair } from './testing.ts';
import type { Vault } from './types.ts';
import { createVault } from './vault.ts';

const first = newKeyPair();
const second = newKeyPair(3072);
const spkiOf = (pair: typeof first) => pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

let entries: Map<string, string>;
let store: SecretStore;
let vault: Vault;
beforeEach(() => {
  entries = new Map();
  store = createMemoryStore(entries);
  vault = createVault(store);
});

async function publicKeyOf(from: Vault, keyId = 'shop'): Promise<string | null> {
  const signer = await from.signer(keyId);
  if (!signer.ok) throw new Error(`${signer.error.problem}: ${signer.error.detail}`);
  return signer.data?.publicKey ?? null;
}

describe('the stored format', () => {
  it.each([2048, 3072, 4096])('keeps an RSA-%i key and signs with it', async (bits) => {
    const pair = newKeyPair(bits);
    const copy = Buffer.from(pair.pkcs8);
    expect(await vault.storeKey('shop', pair.pkcs8)).toEqual({ ok: true, data: null });
    expect(pair.pkcs8.equals(copy)).toBe(true);
    const signer = await vault.signer('shop');
    if (!signer.ok || !signer.data) throw new Error('no signer');
    const signature = Buffer.from(signer.data.sign('{"金额":"1.50"}'), 'base64');
    expect(verify('sha256', Buffer.from('{"金额":"1.50"}'), pair.publicKey, signature)).toBe(true);
    expect(signer.data.bits).toBe(bits);
    expect(signer.data.publicKey).toBe(spkiOf(pair));
    const hash = createHash('sha256')
      .update(Buffer.from(spkiOf(pair), 'base64'))
      .digest('hex');
    expect(signer.data.fingerprint.replaceAll(' ', '').toLowerCase()).toBe(hash);
    expect(signer.data.fingerprint).toMatch(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
  });

  it('writes entries that Windows takes, under the names on record, and no PEM', async () => {
    await vault.storeKey('shop', newKeyPair(4096).pkcs8);
    for (const text of entries.values()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000);
    const manifest = JSON.parse(entries.get('shop')!) as Record<string, unknown>;
    expect(manifest).toMatchObject({ v: 1, alg: 'RSA', bits: 4096, chunks: 2 });
    const generation = manifest['generation'] as string;
    expect([...entries.keys()].sort()).toEqual(['shop', `shop/${generation}/0`, `shop/${generation}/1`].sort());
  });

  it('leaves nothing of the old key after a new one, and nothing at all after removal', async () => {
    await vault.storeKey('shop', first.pkcs8);
    await vault.storeKey('shop', second.pkcs8);
    expect(await publicKeyOf(vault)).toBe(spkiOf(second));
    expect(entries.size).toBe(3);
    await vault.removeKey('shop');
    expect(entries.size).toBe(0);
    expect(await publicKeyOf(vault)).toBeNull();
  });

  it('writes nothing when the same key is stored already', async () => {
    await vault.storeKey('shop', first.pkcs8);
    const before = new Map(entries);
    await vault.storeKey('shop', first.pkcs8);
    expect(entries).toEqual(before);
  });

  it('keeps keys with different ids apart', async () => {
    await vault.storeKey('a', first.pkcs8);
    await vault.storeKey('b', second.pkcs8);
    await vault.removeKey('a');
    expect(await publicKeyOf(vault, 'b')).toBe(spkiOf(second));
  });

  it.each([
    ['a part is cut short', (text: string) => text.slice(0, -8)],
    ['a part is changed', (text: string) => `AAAA${text.slice(4)}`],
  ])('says damaged when %s', async (_, spoil) => {
    await vault.storeKey('shop', first.pkcs8);
    const part = [...entries.keys()].find((name) => name.endsWith('/0'))!;
    entries.set(part, spoil(entries.get(part)!));
    expect(await vault.signer('shop')).toMatchObject({ ok: false, error: { problem: 'damaged' } });
  });

  it('says damaged for a missing part and for a manifest of another format, and takes a new key after both', async () => {
    await vault.storeKey('shop', first.pkcs8);
    entries.delete([...entries.keys()].find((name) => name.endsWith('/0'))!);
    expect(await vault.signer('shop')).toMatchObject({ ok: false, error: { problem: 'damaged' } });
    entries.set('shop', '{"v":2}');
    expect(await vault.signer('shop')).toMatchObject({ ok: false, error: { problem: 'damaged' } });
    expect(await vault.keyState('shop', true)).toBe('unavailable');
    expect(await vault.storeKey('shop', second.pkcs8)).toMatchObject({ ok: true });
    expect(await publicKeyOf(vault)).toBe(spkiOf(second));
  });

  it('refuses names that would reach into another key', async () => {
    await expect(vault.storeKey('shop/1', first.pkcs8)).rejects.toThrow(RangeError);
  });
});

/** Runs `work` against a store that dies at each step in turn, from `start`, and looks at what is left. */
async function atEveryStep(
  start: Map<string, string>,
  work: (dying: Vault) => Promise<unknown>,
  look: (after: Vault, left: Map<string, string>, step: number) => Promise<void>,
): Promise<number> {
  for (let step = 0; ; step += 1) {
    const left = new Map(start);
    const dying = dyingStore(createMemoryStore(left), step);
    await work(createVault(dying));
    await look(createVault(createMemoryStore(left)), left, step);
    if (dying.writes() < step) return step;
  }
}

describe('when the power goes', () => {
  it('a replaced key is the old or the new one, and the next store tidies up', async () => {
    await vault.storeKey('shop', first.pkcs8);
    const seen = new Set<string | null>();
    const steps = await atEveryStep(
      entries,
      (dying) => dying.storeKey('shop', second.pkcs8),
      async (after, left) => {
        seen.add(await publicKeyOf(after));
        expect(await after.storeKey('shop', newKeyPair().pkcs8)).toMatchObject({ ok: true });
        left.delete('probe/throw-away');
        expect(left.size).toBe(2);
      },
    );
    expect(seen).toEqual(new Set([spkiOf(first), spkiOf(second)]));
    expect(steps).toBeGreaterThan(5);
  });

  it('a first key is there or not, never half', async () => {
    const seen = new Set<string | null>();
    await atEveryStep(
      entries,
      (dying) => dying.storeKey('shop', first.pkcs8),
      async (after) => void seen.add(await publicKeyOf(after)),
    );
    expect(seen).toEqual(new Set([null, spkiOf(first)]));
  });

  it('a removal can be repeated until nothing is left', async () => {
    await vault.storeKey('shop', newKeyPair(4096).pkcs8);
    await atEveryStep(
      entries,
      (dying) => dying.removeKey('shop'),
      async (after, left) => {
        expect(await after.removeKey('shop')).toMatchObject({ ok: true });
        expect([...left.keys()]).toEqual([]);
      },
    );
  });
});

describe('a keychain with moods', () => {
  const locked: SecretStore = {
    get: async () => null,
    set: () => Promise.reject(new Error('Cannot create an item in a locked collection')),
    delete: async () => false,
  };

  it('nothing found for a key on record is unavailable, for another it is missing', async () => {
    expect(await vault.keyState('shop', true)).toBe('unavailable');
    expect(await vault.keyState('shop', false)).toBe('missing');
    await vault.storeKey('shop', first.pkcs8);
    expect(await vault.keyState('shop', true)).toBe('present');
  });

  it('a locked one refuses to store, and refuses to say that something was removed', async () => {
    const closed = createVault(locked);
    for (const result of [
      await closed.storeKey('shop', first.pkcs8),
      await closed.removeKey('shop'),
      await closed.storeSecret('webhook', 'x'),
      await closed.removeSecret('webhook'),
      await closed.probe(),
    ]) {
      expect(result).toMatchObject({ ok: false, error: { problem: 'locked' } });
    }
  });

  it('one that locks between two reads is locked, not damaged', async () => {
    await vault.storeKey('shop', first.pkcs8);
    let reads = 0;
    const closing = createVault({ ...store, get: async (name) => ((reads += 1) === 1 ? store.get(name) : null) });
    expect(await closing.signer('shop')).toMatchObject({ ok: false, error: { problem: 'locked' } });
  });

  it('a locked one that opens for the first write does not overwrite the key it hid', async () => {
    await vault.storeKey('shop', first.pkcs8);
    let open = false;
    const shy = createVault({
      get: async (name) => (open ? store.get(name) : null),
      set: async (name, text) => {
        open = true;
        if (name === 'shop') throw new Error('locked again');
        await store.set(name, text);
      },
      delete: (name) => store.delete(name),
    });
    expect((await shy.storeKey('shop', second.pkcs8)).ok).toBe(false);
    expect(await publicKeyOf(vault)).toBe(spkiOf(first));
  });

  it('runs one call at a time', async () => {
    let running = 0;
    let most = 0;
    const slowly = async <T>(work: Promise<T>): Promise<T> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return work;
    };
    const busy = createVault({
      get: (name) => slowly(store.get(name)),
      set: (name, text) => slowly(store.set(name, text)),
      delete: (name) => slowly(store.delete(name)),
    });
    await Promise.all([
      busy.storeKey('a', first.pkcs8),
      busy.storeKey('b', second.pkcs8),
      busy.keyState('a', true),
      busy.storeSecret('c', 'd'),
      busy.signer('a'),
    ]);
    expect(most).toBe(1);
    expect(await publicKeyOf(busy, 'b')).toBe(spkiOf(second));
  });

  it('shows a page while the system asks a person for a password, and goes on when it has it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      await vault.storeKey('shop', first.pkcs8);
      const typed = Promise.withResolvers<null>();
      const asking = createVault({ ...store, get: (name) => typed.promise.then(() => store.get(name)) });
      const signer = asking.signer('shop');
      const state = asking.keyState('shop', true);
      await vi.runAllTimersAsync();
      expect(await state).toBe('unavailable');
      typed.resolve(null);
      expect(await signer).toMatchObject({ ok: true, data: { publicKey: spkiOf(first) } });
      expect(await asking.keyState('shop', true)).toBe('present');
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['absent', 'Cannot autolaunch D-Bus without X11 $DISPLAY'],
    ['absent', 'The name org.freedesktop.secrets was not provided by any .service files'],
    ['absent', 'Failed to load keytar native addon, checked ["../build/Release"] on linux-x64'],
    ['locked', 'Cannot create an item in a locked collection'],
    ['locked', 'The user name or passphrase you entered is not correct.'],
    ['locked', 'User interaction is not allowed.'],
    ['failed', 'The stub received bad data.'],
  ])('reads %s out of "%s"', async (problem, words) => {
    const failing = createVault({ ...locked, set: () => Promise.reject(new Error(words)) });
    expect(await failing.probe()).toEqual({ ok: false, error: { problem, detail: words } });
  });
});

describe('secrets', () => {
  it.each(['0123456789abcdef0123456789abcdef', '', 'with\0nul', '终端密钥'])('keeps %j', async (text) => {
    await vault.storeSecret('webhook', text);
    expect(await vault.readSecret('webhook')).toEqual({ ok: true, data: text });
    await vault.removeSecret('webhook');
    expect(await vault.readSecret('webhook')).toEqual({ ok: true, data: null });
    expect(entries.size).toBe(0);
  });
});
