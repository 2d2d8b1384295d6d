import type { ProfileView } from '../../shared/contract/profiles.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { fingerprintOf } from '../vault/fingerprint.ts';
import type { Vault } from '../vault/types.ts';

/** A profile as the window may see it: with the state of its private key, without Huifu's key and keychain names. */
export async function viewProfile(profile: Profile, vault: Pick<Vault, 'keyState'>): Promise<ProfileView> {
  const { huifuPublicKey, keyId, ...shown } = profile;
  return {
    ...shown,
    // The ledger holds a profile only after its key was stored.
    keyState: await vault.keyState(keyId, true),
    huifuKeyFingerprint: fingerprintOf(huifuPublicKey),
  };
}
