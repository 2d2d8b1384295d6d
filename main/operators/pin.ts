import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** How hard scrypt makes one guess: memory is `128 × N × r` bytes. Kept with each hash, so that it can be raised later. */
export interface PinCost {
  N: number;
  r: number;
  p: number;
}

/** 32 MB and about a tenth of a second for each guess. */
export const defaultPinCost: PinCost = { N: 32_768, r: 8, p: 1 };

/** A row that was edited by hand must not be able to take all memory. */
const MOST_MEMORY = 128 * 1024 * 1024;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What is kept of a PIN: `scrypt$N$r$p$salt$hash`. A PIN is short, so whoever has the file can still try them all. */
export async function hashPin(pin: string, cost: PinCost): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(pin, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Takes as long for a wrong PIN as for the right one. A hash that cannot be read fits no PIN. */
export async function pinFits(pin: string, kept: string): Promise<boolean> {
  const [scheme, N, r, p, salt = '', hash = ''] = kept.split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const wanted = Buffer.from(hash, 'base64');
  if (scheme !== 'scrypt' || wanted.length !== HASH_BYTES) return false;
  const found = await derive(pin, Buffer.from(salt, 'base64'), cost).catch(() => null);
  return found !== null && timingSafeEqual(found, wanted);
}

function derive(pin: string, salt: Buffer, { N, r, p }: PinCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { N, r, p, maxmem: MOST_MEMORY }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
