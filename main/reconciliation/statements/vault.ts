import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VaultCheck } from '../../../shared/contract/statements.ts';

/** A file on its way into the vault. It is nothing until it is kept, and is thrown away otherwise. */
export interface Incoming {
  path: string;
  discard(): Promise<void>;
}

/** The original bytes of every statement, each under its SHA-256. Files are only ever added. */
export interface StatementVault {
  /** A place for a file on its way in; the file itself is not there yet. */
  incoming(): Promise<Incoming>;
  /**
   * Takes a whole file in: on the disk for good when the promise resolves. Bytes that are there already stay as they are;
   * should those be damaged, they are put aside and these take their place.
   */
  keep(from: Incoming, sha256: string): Promise<void>;
  pathOf(sha256: string): string;
  /** Reads the file back and compares its hash. */
  check(sha256: string): Promise<VaultCheck>;
  /** Removes what an earlier run left on its way in. Call before anything is brought in. */
  tidy(): Promise<void>;
}

/** @param dir the vault's folder, beside the ledger; made when it is first needed, readable by the user alone */
export function openVault(dir: string): StatementVault {
  const incomingDir = join(dir, 'incoming');

  function pathOf(sha256: string): string {
    // A hash is the only thing that becomes a path.
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return join(dir, sha256.slice(0, 2), sha256);
  }

  async function check(sha256: string): Promise<VaultCheck> {
    try {
      return (await hashOf(pathOf(sha256))) === sha256 ? 'sound' : 'damaged';
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
      throw error;
    }
  }

  return {
    pathOf,
    check,
    async incoming() {
      await mkdir(incomingDir, { recursive: true, mode: 0o700 });
      const path = join(incomingDir, `${randomUUID()}.part`);
      return { path, discard: () => rm(path, { force: true }) };
    },
    async keep(from, sha256) {
      const to = pathOf(sha256);
      const folder = join(to, '..');
      const before = await check(sha256);
      if (before === 'sound') return from.discard();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await flush(from.path);
      await chmod(from.path, 0o400);
      if (before === 'damaged') await rename(to, `${to}.damaged-${Date.now()}`);
      await rename(from.path, to);
      await flush(folder);
    },
    async tidy() {
      const left = await readdir(incomingDir).catch(() => []);
      for (const name of left) if (name.endsWith('.part')) await rm(join(incomingDir, name), { force: true });
    },
  };
}

/** SHA-256 of a whole file, hex. */
export async function hashOf(path: string): Promise<string> {
  await stat(path);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Not every system lets a folder be flushed; there the rename alone has to do. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => null);
  await file?.sync().catch(() => {});
  await file?.close();
}
