import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/** An RSA pair as text: Base64 DER on one line, PKCS#8 and SubjectPublicKeyInfo (huifu-api.md §1.5). */
export interface KeyPairText {
  privateKey: string;
  publicKey: string;
}

const makePair = promisify(generateKeyPair);

export async function generateKeys(bits: number): Promise<KeyPairText> {
  const { privateKey, publicKey } = await makePair('rsa', { modulusLength: bits });
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

export function readPrivateKey(text: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

export function readPublicKey(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

/** SHA256withRSA, PKCS#1 v1.5, standard Base64 (huifu-api.md §2.1). */
export function signText(text: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(text, 'utf8'), { key, padding: constants.RSA_PKCS1_PADDING }).toString('base64');
}

export function verifyText(text: string, signature: string, key: KeyObject): boolean {
  if (!/^[A-Za-z0-9+/]{1,1366}={0,2}$/.test(signature)) return false;
  const bytes = Buffer.from(signature, 'base64');
  return verify('sha256', Buffer.from(text, 'utf8'), { key, padding: constants.RSA_PKCS1_PADDING }, bytes);
}
