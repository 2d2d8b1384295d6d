import { randomBytes } from 'node:crypto';

/** Without 0/O, 1/I/L: a support id is read out on the telephone. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A short name for one failure, such as `E-7K2M9Q`: shown to staff, and found again in the log. */
export function newSupportId(): string {
  let id = 'E-';
  for (const byte of randomBytes(6)) id += LETTERS[byte % LETTERS.length];
  return id;
}
