import type { Answered } from '../../shared/contract/errors.ts';
import { ok } from '../../shared/domain/result.ts';
import { failure } from '../log/failure.ts';
import { readCredentialFile } from '../profiles/credentialFile.ts';
import { readCredentials } from '../profiles/credentials.ts';
import { unsealKey } from '../profiles/keyText.ts';

/**
 * Whether a file holds the private key that this console's merchant signs with: what only the shop's owner has, and what
 * could do more with the shop's money than any PIN. The key itself is forgotten at once.
 *
 * @param fingerprints of the keys of the merchants in this ledger
 */
export async function holdsShopKey(
  path: string,
  passphrase: string | undefined,
  fingerprints: readonly string[],
): Promise<Answered<null>> {
  const file = await readCredentialFile(path);
  if (!file.ok) return failure(file.error);
  const read = readCredentials(file.data, 'privateKey');
  file.data.fill(0);
  let key = read.privateKey;
  if (key?.kind === 'sealed') {
    if (passphrase === undefined) return failure('recoverySealed');
    const opened = unsealKey(key, passphrase);
    if (opened.kind === 'problem') return failure('recoverySealed');
    key = opened;
  }
  if (!key) return failure('recoveryWrongKey');
  key.pkcs8.fill(0);
  return fingerprints.includes(key.fingerprint) ? ok(null) : failure('recoveryWrongKey');
}
