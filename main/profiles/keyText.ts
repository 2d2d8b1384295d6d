import { createPrivateKey, createPublicKey, sign, verify, X509Certificate, type KeyObject } from 'node:crypto';
import type { CredentialProblem } from '../../shared/contract/profiles.ts';
import { fingerprintOf } from '../vault/fingerprint.ts';

/** A merchant's private key on its way into the keychain. Whoever ends with it fills `pkcs8` with zeros. */
export interface PrivateKeyRead {
  kind: 'private';
  /** PKCS#8 DER, unencrypted, whatever form it came in. */
  pkcs8: Buffer;
  /** The public half, SPKI DER in Base64. */
  publicKey: string;
  fingerprint: string;
  bits: number;
  wasPkcs1: boolean;
}

export interface PublicKeyRead {
  kind: 'public';
  /** SPKI DER in Base64. */
  publicKey: string;
  fingerprint: string;
  bits: number;
}

/** An encrypted private key, as it came, waiting for its passphrase. */
export interface SealedKey {
  kind: 'sealed';
  key: string | Buffer;
}

export interface KeyProblem {
  kind: 'problem';
  problem: CredentialProblem;
  /** What the text was meant to be, as far as one can tell. */
  meant: 'private' | 'public' | null;
}

export type KeyRead = PrivateKeyRead | PublicKeyRead | SealedKey | KeyProblem;

const MIN_BITS = 2048;

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([\s\S]*?)-----END \1-----/g;

/** Object identifiers as they lie in DER. */
const OID = {
  rsa: Buffer.from('06092a864886f70d010101', 'hex'),
  /** Begins every way of encrypting by passphrase: PKCS#5, and PKCS#12's own. */
  pkcs5: Buffer.from('06092a864886f70d0105', 'hex'),
  pkcs12: Buffer.from('060a2a864886f70d010c01', 'hex'),
};

/**
 * Reads every key in a text: PEM blocks (PKCS#1, PKCS#8, SPKI, certificate), or else one key in Base64 with or without
 * stray spaces, line breaks and quotes (huifu-api.md §1.5). Never throws; what is wrong is named.
 *
 * @returns at least one entry
 */
export function readKeys(text: string): KeyRead[] {
  const clean = tidy(text);
  if (clean.includes('-----')) return readPem(clean);
  const base64 = clean
    .replace(/[\s,;]+/g, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/=+$/, '');
  if (base64.length < 64 || !/^[A-Za-z0-9+/]+$/.test(base64)) return [problem('notAKey', null)];
  return [readBase64(base64, null)];
}

/** Opens an encrypted private key. `wrongPassphrase` may be tried again with the same sealed key. */
export function unsealKey(sealed: SealedKey, passphrase: string): PrivateKeyRead | KeyProblem {
  try {
    const key = Buffer.isBuffer(sealed.key)
      ? createPrivateKey({ key: sealed.key, format: 'der', type: 'pkcs8', passphrase })
      : createPrivateKey({ key: sealed.key, format: 'pem', passphrase });
    return ofPrivate(key, false);
  } catch (error) {
    // Electron's BoringSSL knows fewer schemes than Node's OpenSSL (scrypt and the PKCS#12 ones may be missing there;
    // not tried). Either library says "unsupported" or "unknown" then, and something about decrypting otherwise.
    const said = error instanceof Error ? `${String(Reflect.get(error, 'code'))} ${error.message}` : '';
    const unsupported = /envelope routines::unsupported|unsupported_|unknown_|failed to read/i.test(said);
    return problem(unsupported ? 'unsupportedEncryption' : 'wrongPassphrase', 'private');
  }
}

/** Whether a text holds, or pretends to hold, a private key: a clipboard with one is to be cleared. */
export function holdsPrivateKey(text: string): boolean {
  if (/PRIVATE[\s_-]*KEY/i.test(text)) return true;
  return readKeys(text).some((read) => {
    if (read.kind === 'private') read.pkcs8.fill(0);
    if (read.kind === 'problem') return read.meant === 'private' || (read.problem === 'halfPem' && read.meant === null);
    return read.kind !== 'public';
  });
}

/** Takes away what mail programs, chats and spreadsheets add around and inside a key. */
function tidy(text: string): string {
  return text
    .replace(/\\r|\\n/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/["'“”‘’「」`]/g, '')
    .replace(/[‐‑‒–—―]{2,}/g, '-----')
    .trim();
}

function readPem(text: string): KeyRead[] {
  const whole = [...text.matchAll(PEM_BLOCK)];
  const begun = text.match(/-----\s*BEGIN/g)?.length ?? 0;
  const reads = whole
    .filter(([, label]) => label !== 'EC PARAMETERS')
    .map(([block, label = '', body = '']): KeyRead => {
      if (/Proc-Type:\s*4,\s*ENCRYPTED/.test(body)) return { kind: 'sealed', key: block };
      return readBase64(body.replace(/[\s,;]+/g, ''), meantBy(label));
    });
  if (begun > whole.length || reads.length === 0) reads.push(problem('halfPem', meantBy(text)));
  return reads;
}

function readBase64(base64: string, meant: KeyProblem['meant']): KeyRead {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return problem('notAKey', meant);
  const der = Buffer.from(base64, 'base64');
  const read = readDer(der, meant);
  der.fill(0);
  return read;
}

function readDer(der: Buffer, meant: KeyProblem['meant']): KeyRead {
  const missing = missingBytes(der);
  if (missing === null) return problem('notAKey', meant);
  if (missing > 0) return problem('halfPem', meant);
  const asPrivate = attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  if (asPrivate) return ofPrivate(asPrivate, false);
  const asPkcs1 = attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }));
  if (asPkcs1) return ofPrivate(asPkcs1, true);
  const head = der.subarray(0, 32);
  if (head.includes(OID.pkcs5) || head.includes(OID.pkcs12)) return { kind: 'sealed', key: Buffer.from(der) };
  const asPublic =
    attempt(() => createPublicKey({ key: der, format: 'der', type: 'spki' })) ??
    attempt(() => createPublicKey({ key: der, format: 'der', type: 'pkcs1' })) ??
    attempt(() => new X509Certificate(der).publicKey);
  if (asPublic) return ofPublic(asPublic);
  const other = attempt(() => createPrivateKey({ key: der, format: 'der', type: 'sec1' }));
  return problem(other || looksLikeOtherKey(der) ? 'notRsa' : 'notAKey', meant);
}

/** A key of an algorithm this library does not know (SM2, for one): it names an algorithm, and not RSA. */
function looksLikeOtherKey(der: Buffer): boolean {
  const head = der.subarray(0, 32);
  return /^30(?:8[12])?.{2,4}(?:020100)?30(?:81)?..06/.test(head.toString('hex')) && !head.includes(OID.rsa);
}

/**
 * How many bytes a DER sequence promises but does not have.
 *
 * @returns `null` when it is no sequence, or something else follows it
 */
function missingBytes(der: Buffer): number | null {
  if (der.length < 2 || der[0] !== 0x30) return null;
  const first = der[1]!;
  const count = first < 0x80 ? 0 : first - 0x80;
  if (count > 4 || (first >= 0x80 && count === 0)) return null;
  if (der.length < 2 + count) return 1;
  const promised = count === 0 ? first : der.readUIntBE(2, count);
  const missing = 2 + count + promised - der.length;
  return missing < 0 ? null : missing;
}

function ofPrivate(key: KeyObject, wasPkcs1: boolean): PrivateKeyRead | KeyProblem {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa') return problem('notRsa', 'private');
  if (bits < MIN_BITS) return problem('tooShort', 'private');
  const publicKey = createPublicKey(key);
  if (!signsWell(key, publicKey)) return problem('notAKey', 'private');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    kind: 'private',
    pkcs8: key.export({ format: 'der', type: 'pkcs8' }),
    publicKey: spki.toString('base64'),
    fingerprint: fingerprintOf(spki),
    bits,
    wasPkcs1,
  };
}

function ofPublic(key: KeyObject): PublicKeyRead | KeyProblem {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa') return problem('notRsa', 'public');
  if (bits < MIN_BITS) return problem('tooShort', 'public');
  const spki = key.export({ format: 'der', type: 'spki' });
  return { kind: 'public', publicKey: spki.toString('base64'), fingerprint: fingerprintOf(spki), bits };
}

/** A private key whose numbers were damaged is still read without complaint; what it signs does not verify. */
function signsWell(key: KeyObject, publicKey: KeyObject): boolean {
  const text = Buffer.from('key check');
  const signature = attempt(() => sign('sha256', text, key));
  return signature !== null && verify('sha256', text, publicKey, signature);
}

function meantBy(text: string): KeyProblem['meant'] {
  if (/PRIVATE KEY/.test(text)) return 'private';
  return /PUBLIC KEY|CERTIFICATE/.test(text) ? 'public' : null;
}

function problem(name: CredentialProblem, meant: KeyProblem['meant']): KeyProblem {
  return { kind: 'problem', problem: name, meant };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
