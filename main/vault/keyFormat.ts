import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DamagedEntry, LockedMeanwhile } from './problem.ts';
import { MAX_ENTRY_BYTES, type SecretStore } from './secretStore.ts';

/**
 * How a private key lies in the keychain, version 1. The same on every system, so that it is exercised everywhere:
 *
 * - `<key-id>`: the manifest, JSON. Written last; a key exists from the moment it stands.
 * - `<key-id>/<generation>/<n>`: Base64 of the PKCS#8 DER, cut into entries of at most 2,000 bytes (Windows' limit).
 * - `<key-id>/leftovers`: generations whose entries may lie about unused. Written before any of their entries, so that
 *   nothing of a private key stays behind after a crash, though keychains must not be listed (`findCredentials` crashes).
 *
 * A generation is never written twice, so nothing can overwrite a key that is in use, not even when a locked keychain
 * pretends that there is none.
 */
const manifestSchema = z.object({
  v: z.literal(1),
  alg: z.literal('RSA'),
  bits: z.number().int().positive(),
  /** Public half, SPKI DER in Base64. */
  spki: z.base64().min(1),
  generation: z.string().regex(/^[0-9a-f]{12}$/),
  chunks: z.number().int().min(1).max(64),
  /** SHA-256 of the PKCS#8 DER, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Manifest = z.infer<typeof manifestSchema>;

const leftoversSchema = z.array(manifestSchema.pick({ generation: true, chunks: true })).max(16);
type Generation = Pick<Manifest, 'generation' | 'chunks'>;

const leftoversOf = (keyId: string) => `${keyId}/leftovers`;
const chunkOf = (keyId: string, generation: string, n: number) => `${keyId}/${generation}/${n}`;

/** @returns `null` when there is no such key */
export async function readManifest(store: SecretStore, keyId: string): Promise<Manifest | null> {
  const text = await store.get(keyId);
  return text === null ? null : parseManifest(text);
}

/**
 * Reads a key and checks it against its manifest.
 *
 * @returns the PKCS#8 DER, which the caller fills with zeros after use; `null` when there is no such key
 */
export async function readKey(
  store: SecretStore,
  keyId: string,
): Promise<{ pkcs8: Buffer; manifest: Manifest } | null> {
  const manifest = await readManifest(store, keyId);
  if (!manifest) return null;
  try {
    return { pkcs8: await readChunks(store, keyId, manifest), manifest };
  } catch (error) {
    // A keychain that was locked between the two reads gives nothing for the manifest any more either.
    if (error instanceof DamagedEntry && (await store.get(keyId)) === null) throw new LockedMeanwhile(error.message);
    throw error;
  }
}

/**
 * Stores a key so that a crash between any two steps leaves the old key or the new one readable: new entries first,
 * read back and compared; then the manifest, read back and compared; the old generation goes last.
 */
export async function writeKey(store: SecretStore, keyId: string, pkcs8: Buffer): Promise<void> {
  const before = await store.get(keyId);
  const old = before === null ? null : tolerantManifest(before);
  const text = pkcs8.toString('base64');
  const next = describe(pkcs8, Math.ceil(text.length / MAX_ENTRY_BYTES));
  await sweep(store, keyId, old, [next, ...(old ? [old] : [])]);
  for (let n = 0; n < next.chunks; n += 1) {
    const part = text.slice(n * MAX_ENTRY_BYTES, (n + 1) * MAX_ENTRY_BYTES);
    await store.set(chunkOf(keyId, next.generation, n), part);
  }
  (await readChunks(store, keyId, next)).fill(0);
  const manifest = JSON.stringify(next);
  await store.set(keyId, manifest);
  if ((await store.get(keyId)) !== manifest) {
    if (before !== null) await store.set(keyId, before);
    throw new DamagedEntry('the manifest did not read back as written');
  }
  // The new key stands; what cannot be tidied now is on the list of leftovers for the next time.
  await sweep(store, keyId, next, []).catch(() => undefined);
}

/** Removes a key with all that was ever written for it. */
export async function eraseKey(store: SecretStore, keyId: string): Promise<void> {
  const text = await store.get(keyId);
  const manifest = text === null ? null : tolerantManifest(text);
  if (manifest) await sweep(store, keyId, manifest, [manifest]);
  await store.delete(keyId);
  if ((await store.get(keyId)) !== null) throw new Error('the entry could not be removed');
  await sweep(store, keyId, null, []);
}

/**
 * Removes the entries of abandoned generations, all but the one in use, and notes which generations are the next that
 * might be abandoned.
 */
async function sweep(store: SecretStore, keyId: string, inUse: Manifest | null, next: Generation[]): Promise<void> {
  const known = tolerantLeftovers(await store.get(leftoversOf(keyId)));
  for (const { generation, chunks } of known) {
    if (generation === inUse?.generation) continue;
    for (let n = 0; n < chunks; n += 1) await store.delete(chunkOf(keyId, generation, n));
  }
  if (next.length > 0) {
    const noted = next.map(({ generation, chunks }) => ({ generation, chunks }));
    await store.set(leftoversOf(keyId), JSON.stringify(noted));
  } else if (known.length > 0) await store.delete(leftoversOf(keyId));
}

async function readChunks(store: SecretStore, keyId: string, manifest: Manifest): Promise<Buffer> {
  let text = '';
  for (let n = 0; n < manifest.chunks; n += 1) {
    const part = await store.get(chunkOf(keyId, manifest.generation, n));
    if (part === null) throw new DamagedEntry(`part ${n + 1} of ${manifest.chunks} of the key is missing`);
    text += part;
  }
  const pkcs8 = Buffer.from(text, 'base64');
  if (sha256(pkcs8) === manifest.sha256) return pkcs8;
  pkcs8.fill(0);
  throw new DamagedEntry('the key does not match its checksum');
}

function describe(pkcs8: Buffer, chunks: number): Manifest {
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  if (publicKey.asymmetricKeyType !== 'rsa' || bits === undefined) throw new TypeError('not an RSA key');
  return {
    v: 1,
    alg: 'RSA',
    bits,
    spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    generation: randomBytes(6).toString('hex'),
    chunks,
    sha256: sha256(pkcs8),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseManifest(text: string): Manifest {
  const manifest = tolerantManifest(text);
  if (!manifest) throw new DamagedEntry('the manifest of the key cannot be read');
  return manifest;
}

function tolerantManifest(text: string): Manifest | null {
  return manifestSchema.safeParse(jsonOf(text)).data ?? null;
}

function tolerantLeftovers(text: string | null): Generation[] {
  return text === null ? [] : (leftoversSchema.safeParse(jsonOf(text)).data ?? []);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
