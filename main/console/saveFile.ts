import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { Answered } from '../../shared/contract/errors.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { failure } from '../log/failure.ts';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const LARGEST_SIDE = 4_096;

/**
 * Checks that Base64 from the window is a PNG of sensible size before it is written anywhere.
 *
 * @returns the bytes, or `null` when it is anything else
 */
export function readPng(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const sides = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return sides.every((side) => side > 0 && side <= LARGEST_SIDE) ? bytes : null;
}

/**
 * Writes a file so that it is either whole or not there: beside its place first, flushed, then renamed.
 * The place was confirmed in a save dialog, so an older file of that name is replaced.
 */
export async function saveFile(path: string, bytes: Buffer): Promise<Answered<string>> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const written = await attempt(async () => {
    const file = await open(part, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  });
  if (written.ok) return ok(path);
  await rm(part, { force: true });
  return failure('fileWrite', { params: { path, reason: written.error } });
}

async function attempt(work: () => Promise<void>): Promise<Result<null, string>> {
  try {
    await work();
    return ok(null);
  } catch (error) {
    return { ok: false, error: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}
