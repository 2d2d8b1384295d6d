import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Ledger } from '../ledger/types.ts';
import type { PracticeGateway } from '../practice/index.ts';
import type { Vault } from '../vault/types.ts';
import { fingerprintOf } from '../vault/fingerprint.ts';
import { vaultErrorCode } from '../vault/problem.ts';

/** The one profile of practice mode, and its key's name in the keychain. */
export const PRACTICE_ID = 'practice';

/** Nobody plays the payer of a payment code in practice mode: the password is typed after this time. */
const PASSWORD_MS = 6_000;

/**
 * Makes practice mode ready: the embedded gateway runs, its merchant key is in the keychain, its profile in the practice
 * ledger. Existing practice payments stay, since gateway and ledger both keep their data in `dir`.
 */
export async function preparePractice(options: {
  dir: string;
  ledger: Ledger;
  vault: Vault;
  now(): Instant;
}): Promise<{ gateway: PracticeGateway; keychainProblem: ReturnType<typeof vaultErrorCode> | null }> {
  const { startPracticeGateway } = await import('../practice/index.ts'); // nobody else needs it
  const gateway = await startPracticeGateway({
    dataDir: options.dir,
    statements: 'atOnce',
    timing: { passwordMs: PASSWORD_MS },
  });
  const pkcs8 = Buffer.from(gateway.merchantPrivateKey, 'base64');
  const stored = await options.vault.storeKey(PRACTICE_ID, pkcs8);
  await options.ledger.saveProfile(practiceProfile(gateway, pkcs8, options.now()));
  return { gateway, keychainProblem: stored.ok ? null : vaultErrorCode(stored.error) };
}

function practiceProfile(gateway: PracticeGateway, pkcs8: Buffer, now: Instant): Profile {
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    id: PRACTICE_ID,
    name: '练习商户',
    environment: 'practice',
    sysId: gateway.sysId,
    productId: gateway.productId,
    huifuId: gateway.huifuId,
    baseUrl: gateway.gatewayUrl,
    generation: 'v3',
    projectId: gateway.projectId,
    projectTitle: '练习商户',
    skillSource: '',
    linkMinutes: 10,
    huifuPublicKey: gateway.huifuPublicKey,
    keyId: PRACTICE_ID,
    keyFingerprint: fingerprintOf(spki),
    keyBits: publicKey.asymmetricKeyDetails?.modulusLength ?? 0,
    hasWebhookKey: false,
    createdAt: now,
  };
}
