import { createHash } from 'node:crypto';

/**
 * What is shown instead of a key: SHA-256 of the public half's SPKI DER, upper-case hex in groups of four.
 *
 * @param spki SPKI DER, or its Base64
 */
export function fingerprintOf(spki: Uint8Array | string): string {
  const der = typeof spki === 'string' ? Buffer.from(spki, 'base64') : spki;
  return createHash('sha256')
    .update(der)
    .digest('hex')
    .toUpperCase()
    .replace(/(?<=.)(?=(?:.{4})+$)/g, ' ');
}
