import type { PageSecret } from '../../shared/contract/counter.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { ok } from '../../shared/domain/result.ts';
import { failure } from '../log/failure.ts';
import { readKeys } from '../profiles/keyText.ts';
import { vaultErrorCode } from '../vault/problem.ts';
import type { Signer, Vault } from '../vault/types.ts';

/** A keychain that asks a person for a password is not waited for longer than this by a stranger's request. */
const PATIENCE_MS = 3_000;

/** Secrets of the shop's own page: in the keychain, and in memory once they were needed; nowhere else. */
export interface PageSecrets {
  text(profile: Profile, which: 'wechat' | 'applet' | 'webhook'): Promise<string | null>;
  /** Signs for Alipay's open platform with the application's own key. */
  alipaySigner(profile: Profile): Promise<Signer | null>;
  has(profile: Profile, which: PageSecret): Promise<boolean>;
  store(profile: Profile, which: PageSecret, text: string): Promise<Answered<null>>;
  remove(profile: Profile, which: PageSecret): Promise<Answered<null>>;
}

export function createPageSecrets(vault: Vault): PageSecrets {
  const known = new Map<string, string | Signer>();

  async function text(profile: Profile, which: 'wechat' | 'applet' | 'webhook'): Promise<string | null> {
    const id = idOf(profile, which);
    const kept = known.get(id);
    if (typeof kept === 'string') return kept;
    const read = await patiently(vault.readSecret(id));
    const found = read?.ok ? read.data : null;
    if (found !== null) known.set(id, found);
    return found;
  }

  async function alipaySigner(profile: Profile): Promise<Signer | null> {
    const id = idOf(profile, 'alipay');
    const kept = known.get(id);
    if (kept && typeof kept !== 'string') return kept;
    const read = await patiently(vault.signer(id));
    const found = read?.ok ? read.data : null;
    if (found) known.set(id, found);
    return found;
  }

  return {
    text,
    alipaySigner,
    has: async (profile, which) =>
      (which === 'alipay' ? await alipaySigner(profile) : await text(profile, which)) !== null,
    async store(profile, which, pasted) {
      const id = idOf(profile, which);
      const secret = pasted.trim();
      known.delete(id);
      if (which === 'alipay') {
        const key = readKeys(secret).find((read) => read.kind === 'private');
        if (!key) return failure('secretUnreadable');
        const stored = await vault.storeKey(id, key.pkcs8);
        key.pkcs8.fill(0);
        return stored.ok
          ? ok(null)
          : failure(vaultErrorCode(stored.error), { params: { detail: stored.error.detail } });
      }
      if (!/^[\x21-\x7e]{8,128}$/.test(secret)) return failure('secretUnreadable');
      const stored = await vault.storeSecret(id, secret);
      return stored.ok ? ok(null) : failure(vaultErrorCode(stored.error), { params: { detail: stored.error.detail } });
    },
    async remove(profile, which) {
      const id = idOf(profile, which);
      known.delete(id);
      const removed = which === 'alipay' ? await vault.removeKey(id) : await vault.removeSecret(id);
      return removed.ok
        ? ok(null)
        : failure(vaultErrorCode(removed.error), { params: { detail: removed.error.detail } });
    },
  };
}

/** The Webhook key has been kept under the profile's own id since before there was a page. */
const idOf = (profile: Profile, which: PageSecret) => (which === 'webhook' ? profile.id : `${profile.id}_${which}`);

async function patiently<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  const first = await Promise.race([answer, waiting]);
  clearTimeout(timer);
  return first;
}
