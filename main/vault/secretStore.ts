/**
 * The little that the vault asks of a keychain: named texts. Keytar and memory both fit behind it, so that the stored
 * format above is the same code everywhere. Rejects with an `Error` that carries the system's own words.
 */
export interface SecretStore {
  /** `null` when there is no such entry, or (on Linux) when the keyring is locked. */
  get(account: string): Promise<string | null>;
  /** Neither empty nor with a NUL in it: keytar refuses the one and cuts off at the other. */
  set(account: string, text: string): Promise<void>;
  /** Whether an entry went away. */
  delete(account: string): Promise<boolean>;
}

/** No entry is larger than this, since Windows takes at most 2,560 bytes (`CRED_MAX_CREDENTIAL_BLOB_SIZE`). */
export const MAX_ENTRY_BYTES = 2_000;
