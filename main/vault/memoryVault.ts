import type { SecretStore } from './secretStore.ts';
import type { Vault } from './types.ts';
import { createVault } from './vault.ts';

/** A store that forgets everything with the process. */
export function createMemoryStore(entries: Map<string, string> = new Map()): SecretStore {
  return {
    async get(account) {
      return entries.get(account) ?? null;
    },
    async set(account, text) {
      entries.set(account, text);
    },
    async delete(account) {
      return entries.delete(account);
    },
  };
}

/** The keychain's twin in memory: for tests, and for practice keys where a machine has no keychain. */
export function createMemoryVault(): Vault {
  return createVault(createMemoryStore());
}
