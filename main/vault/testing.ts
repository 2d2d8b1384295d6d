import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SecretStore } from './secretStore.ts';

/** A fresh RSA pair; the private half as PKCS#8 DER. For tests only. */
export function newKeyPair(bits = 2048): { pkcs8: Buffer; publicKey: KeyObject; privateKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { pkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }), publicKey, privateKey };
}

/** The power goes: from call `step` on (0 = the first that changes anything), nothing reaches the store. For tests only. */
export function dyingStore(store: SecretStore, step: number): SecretStore & { writes: () => number } {
  let writes = 0;
  const change = <T>(work: () => Promise<T>): Promise<T> => {
    if (writes >= step) return Promise.reject(new Error('the power went'));
    writes += 1;
    return work();
  };
  return {
    get: (account) => (writes >= step ? Promise.reject(new Error('the power went')) : store.get(account)),
    set: (account, text) => change(() => store.set(account, text)),
    delete: (account) => change(() => store.delete(account)),
    writes: () => writes,
  };
}
