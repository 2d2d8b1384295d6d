import { toBeijingStamp, type Instant } from './time.ts';

/** What a request number is for; its first letter. Numbers are shared across all operations of a day (huifu-api.md §3.2.1). */
const requestKinds = {
  payment: 'P',
  query: 'Q',
  close: 'C',
  refund: 'R',
  statement: 'B',
  lookup: 'L',
} as const;
export type RequestKind = keyof typeof requestKinds;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Makes a request number (`req_seq_id`): kind letter, Beijing time to the second, two characters of the till point,
 * eight random ones: 25 characters of `[0-9A-Z]`, within the 32 that every endpoint takes and without the `-` that
 * statements append (huifu-api.md §3.2.1, §9). Random rather than counted, so that a ledger restored from a backup
 * cannot hand out a number again.
 *
 * @param till two characters `[0-9A-Z]` that name the till point
 * @param random fills the given array with random bytes; the crypto of Node and of browsers both fit
 */
export function newRequestNumber(
  kind: RequestKind,
  at: Instant,
  till: string,
  random: (bytes: Uint8Array) => Uint8Array = (bytes) =>
    globalThis.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
): string {
  if (!/^[0-9A-Z]{2}$/.test(till)) throw new RangeError(`not a till point: ${till}`);
  let tail = '';
  for (const byte of random(new Uint8Array(8))) tail += ALPHABET[byte & 31];
  return requestKinds[kind] + toBeijingStamp(at) + till + tail;
}
