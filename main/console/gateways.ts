import type { Answered } from '../../shared/contract/errors.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { Audit } from '../audit/types.ts';
import { createPaymentGateway, type GatewayIo } from '../gateway/index.ts';
import { createLookups } from '../gateway/lookups/index.ts';
import type { MerchantLookups } from '../gateway/lookups/types.ts';
import type { StatementGateway } from '../gateway/statementTypes.ts';
import type { Gateway, GatewayIdentity } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { vaultErrorCode } from '../vault/problem.ts';
import type { Vault } from '../vault/types.ts';

/** Each merchant's gateway, made when it is first needed and kept until the profiles are read anew. */
export interface Gateways {
  /** Fails when the private key cannot be had from the keychain. */
  of(profileId: string): Promise<Answered<Gateway & StatementGateway>>;
  lookups(profileId: string): Promise<Answered<MerchantLookups>>;
  /** Keys are taken from the keychain again. */
  forget(): void;
  /** Ends every wait for a keychain that waits for a person, so that quitting does not wait with it. */
  close(): void;
}

/** The gateways of one workspace. */
export function createGateways(given: {
  vault: Vault;
  audit: Audit;
  io: GatewayIo;
  /** The profile as it is now; `null` once it is gone. */
  profile(profileId: string): Profile | null;
  /** A key has been read: the window may still show the keychain as locked. */
  keyRead(): void;
}): Gateways {
  const known = new Map<string, Gateway & StatementGateway>();
  const closing = Promise.withResolvers<Awaited<ReturnType<Vault['signer']>>>();

  async function identityOf(profileId: string): Promise<Answered<GatewayIdentity>> {
    const keyId = given.profile(profileId)?.keyId;
    if (keyId === undefined) return failure('notFound');
    const signer = await Promise.race([given.vault.signer(keyId), closing.promise]);
    // The wait may have been for a person, who may have changed the settings meanwhile.
    const profile = given.profile(profileId);
    if (!profile) return failure('notFound');
    if (profile.keyId !== keyId) return identityOf(profileId);
    if (!signer.ok) return failure(vaultErrorCode(signer.error), { params: { detail: signer.error.detail } });
    // The ledger says that a key exists, so nothing found means a closed keychain, not a lost key.
    if (signer.data === null) return failure('keychainLocked');
    return ok({ profile, signer: signer.data });
  }

  return {
    async of(profileId) {
      const gateway = known.get(profileId);
      if (gateway) return ok(gateway);
      const identity = await identityOf(profileId);
      if (!identity.ok) return identity;
      const { profile } = identity.data;
      await given.audit.record({
        act: 'key.read',
        subject: profile.id,
        after: { fingerprint: profile.keyFingerprint },
      });
      const made = createPaymentGateway(identity.data, given.io);
      known.set(profileId, made);
      given.keyRead();
      return ok(made);
    },
    async lookups(profileId) {
      const identity = await identityOf(profileId);
      return identity.ok ? ok(createLookups(identity.data, given.io)) : identity;
    },
    forget: () => known.clear(),
    close: () => closing.resolve(err({ problem: 'locked', detail: 'the console is closing' })),
  };
}
