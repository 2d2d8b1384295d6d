import { createRequire } from 'node:module';
import type { SecretStore } from './secretStore.ts';
import type { Vault } from './types.ts';
import { createVault } from './vault.ts';

/** The three calls that are used. `findCredentials` is left out on purpose: on a locked Linux keyring it crashes. */
type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

/** The name our entries carry in the system's keychain. Never changed: entries under another name would be lost. */
const SERVICE = 'huifu-merchant-console';

/**
 * The vault in the operating system's keychain. The native module is loaded by the first call, so that a machine on
 * which it cannot be loaded reports an absent keychain instead of failing to start.
 */
export function createKeytarVault(): Vault {
  return createVault(keytarStore());
}

function keytarStore(): SecretStore {
  let loaded: Keytar | null = null;
  const keytar = (): Keytar => (loaded ??= createRequire(import.meta.url)('keytar') as Keytar);
  return {
    get: async (account) => keytar().getPassword(SERVICE, account),
    set: async (account, text) => keytar().setPassword(SERVICE, account, text),
    delete: async (account) => keytar().deletePassword(SERVICE, account),
  };
}
