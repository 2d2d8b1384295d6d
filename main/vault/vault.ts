import { constants, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { fingerprintOf } from './fingerprint.ts';
import { eraseKey, readKey, readManifest, writeKey } from './keyFormat.ts';
import { DamagedEntry, LockedMeanwhile, vaultErrorOf } from './problem.ts';
import { MAX_ENTRY_BYTES, type SecretStore } from './secretStore.ts';
import type { Signer, Vault, VaultError } from './types.ts';

/** Ids become entry names, in which `/` sets the parts of a key apart. */
const ID = /^[0-9A-Za-z_-]{1,64}$/;

/** A keychain that has not answered for this long waits for a person; nobody else should wait with it to see a page. */
const PATIENCE_MS = 1_500;

/**
 * A vault over any store of named texts. Operations run one after another in one queue: concurrent libsecret calls abort
 * the process. No operation times out, since the system may be asking a person for a password; only
 * {@link Vault.keyState} does not wait for that and says `unavailable` meanwhile.
 */
export function createVault(store: SecretStore): Vault {
  let last: Promise<unknown> = Promise.resolve();

  function queued<T>(work: () => Promise<T>): Promise<Result<T, VaultError>> {
    const result = last.then(work).then(ok, (error: unknown) => err(vaultErrorOf(error)));
    last = result;
    return result;
  }

  /** Makes a locked keychain say so: it answers reads with "nothing there", but refuses a write. */
  async function probe(): Promise<null> {
    const token = randomBytes(16).toString('hex');
    await store.set('probe/throw-away', token);
    const found = await store.get('probe/throw-away');
    await store.delete('probe/throw-away');
    if (found === null) throw new LockedMeanwhile('the keychain took an entry and does not give it back');
    if (found !== token) throw new DamagedEntry('the keychain gives back something else than was put in');
    return null;
  }

  return {
    async storeKey(keyId, pkcs8) {
      checkId(keyId);
      return queued(async () => {
        if (await holds(store, keyId, pkcs8)) return null;
        await probe();
        await writeKey(store, keyId, pkcs8);
        return null;
      });
    },

    async signer(keyId) {
      checkId(keyId);
      return queued(async () => {
        const found = await readKey(store, keyId);
        return found && signerOf(found.pkcs8, found.manifest);
      });
    },

    async keyState(keyId, expected) {
      checkId(keyId);
      const read = queued(() => readManifest(store, keyId));
      let timer: NodeJS.Timeout | undefined;
      const waiting = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS, null);
      });
      const manifest = await Promise.race([read, waiting]);
      clearTimeout(timer);
      if (!manifest?.ok) return 'unavailable';
      if (manifest.data) return 'present';
      return expected ? 'unavailable' : 'missing';
    },

    async removeKey(keyId) {
      checkId(keyId);
      return queued(async () => {
        await probe();
        await eraseKey(store, keyId);
        return null;
      });
    },

    async storeSecret(secretId, text) {
      checkId(secretId);
      return queued(async () => {
        const entry = sealText(text);
        await store.set(secretOf(secretId), entry);
        if ((await store.get(secretOf(secretId))) !== entry) throw new DamagedEntry('the secret did not read back');
        return null;
      });
    },

    async readSecret(secretId) {
      checkId(secretId);
      return queued(async () => {
        const entry = await store.get(secretOf(secretId));
        return entry === null ? null : openText(entry);
      });
    },

    async removeSecret(secretId) {
      checkId(secretId);
      return queued(async () => {
        await probe();
        await store.delete(secretOf(secretId));
        return null;
      });
    },

    probe: () => queued(probe),
  };
}

const secretOf = (secretId: string) => `secret/${secretId}`;

/** Base64, since keytar refuses an empty text and cuts off at a NUL; versioned like the keys. */
function sealText(text: string): string {
  const entry = `1:${Buffer.from(text, 'utf8').toString('base64')}`;
  if (entry.length > MAX_ENTRY_BYTES) throw new RangeError('secret too long for a keychain entry');
  return entry;
}

function openText(entry: string): string {
  if (!entry.startsWith('1:')) throw new DamagedEntry('the secret was not written by this console');
  return Buffer.from(entry.slice(2), 'base64').toString('utf8');
}

/** Whether exactly this key is stored already, and whole. */
async function holds(store: SecretStore, keyId: string, pkcs8: Buffer): Promise<boolean> {
  try {
    const found = await readKey(store, keyId);
    const same = found?.pkcs8.equals(pkcs8) ?? false;
    found?.pkcs8.fill(0);
    return same;
  } catch (error) {
    if (error instanceof DamagedEntry) return false;
    throw error;
  }
}

/** Keeps the key as an OpenSSL object only; the bytes it was read from are filled with zeros. */
function signerOf(pkcs8: Buffer, { spki, bits }: { spki: string; bits: number }): Signer {
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  pkcs8.fill(0);
  return {
    sign: (text) =>
      sign('sha256', Buffer.from(text, 'utf8'), { key, padding: constants.RSA_PKCS1_PADDING }).toString('base64'),
    publicKey: spki,
    fingerprint: fingerprintOf(spki),
    bits,
  };
}

function checkId(id: string): void {
  if (!ID.test(id)) throw new RangeError('not an entry id');
}
