import type { KeyState } from '../../shared/domain/profile.ts';
import type { Result } from '../../shared/domain/result.ts';

/** Signs with a merchant's private key; the key itself never leaves the vault room. */
export interface Signer {
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the UTF-8 text, standard Base64 (huifu-api.md §2.1). */
  sign(text: string): string;
  /** The public half, SPKI DER in Base64. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly bits: number;
}

/**
 * What can go wrong with the keychain. `locked`: it answered that it is closed, or gives nothing for a key on record.
 * `absent`: no keychain service on this machine. `damaged`: an entry is there but does not pass its check.
 */
export type VaultProblem = 'locked' | 'absent' | 'damaged' | 'failed';

export interface VaultError {
  problem: VaultProblem;
  /** The operating system's own words, for the support text. Never contains a secret. */
  detail: string;
}

/**
 * Where private keys and other secrets live. All calls go through one queue (concurrent libsecret calls abort the
 * process), and `findCredentials` is never used (it crashes on a locked keyring).
 * Not-found is `null`; every other fault is an error.
 */
export interface Vault {
  /**
   * Stores an RSA private key (PKCS#8 DER) in the versioned, chunked format: chunks first, manifest last, read back
   * and compared, the old generation removed only after that.
   */
  storeKey(keyId: string, pkcs8: Buffer): Promise<Result<null, VaultError>>;
  /** Loads the key into memory for signing; `null` when there is none. */
  signer(keyId: string): Promise<Result<Signer | null, VaultError>>;
  /** `expected`: the ledger says that this key was stored, so nothing found means locked, not missing. */
  keyState(keyId: string, expected: boolean): Promise<KeyState>;
  removeKey(keyId: string): Promise<Result<null, VaultError>>;
  storeSecret(secretId: string, text: string): Promise<Result<null, VaultError>>;
  readSecret(secretId: string): Promise<Result<string | null, VaultError>>;
  removeSecret(secretId: string): Promise<Result<null, VaultError>>;
  /** Writes, reads and removes a throw-away entry. */
  probe(): Promise<Result<null, VaultError>>;
}
