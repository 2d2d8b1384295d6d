import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** A run of bytes that is asked for piece by piece, into the asker's own memory. */
export interface Pull {
  /** Roughly how many bytes there will be, for estimates. */
  size: number;
  /** Fills `into` from `at`; gives how many bytes came, 0 at the end. Throws {@link FileFault}. */
  read(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

export type FileFaultCode =
  | 'unreadable'
  | 'truncated'
  | 'archive'
  | 'archivePath'
  | 'archiveBomb'
  | 'changed'
  | 'encoding';

/** Something about a file that ends its reading. `detail` is technical, for the sentence's end. */
export class FileFault extends Error {
  readonly code: FileFaultCode;
  readonly detail: string;

  constructor(code: FileFaultCode, detail = '') {
    super(`${code}: ${detail}`);
    this.name = 'FileFault';
    this.code = code;
    this.detail = detail;
  }
}

/** Reads a file as it is, hashing it on the way, and notices when it is changed meanwhile. */
export async function pullFile(path: string): Promise<Pull & { sha256: () => string }> {
  const file = await openFile(path);
  const before = await file.stat();
  const hash = createHash('sha256');
  let position = 0;
  let digest = '';
  return {
    size: before.size,
    async read(into, at) {
      const { bytesRead } = await file.read(into, at, into.length - at, position).catch((error: unknown) => {
        throw new FileFault('unreadable', (error as NodeJS.ErrnoException).code ?? String(error));
      });
      position += bytesRead;
      if (bytesRead > 0) hash.update(into.subarray(at, at + bytesRead));
      else await unchanged(file, before, position);
      return bytesRead;
    },
    sha256: () => (digest ||= hash.digest('hex')),
    close: () => file.close(),
  };
}

export async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw new FileFault('unreadable', 'not a file');
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw new FileFault('unreadable', (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

interface Stamp {
  size: number;
  mtimeMs: number;
}

/** A file that somebody writes to while it is read would be half of one version and half of another. */
export async function unchanged(file: FileHandle, before: Stamp, read = before.size): Promise<void> {
  const after = await file.stat();
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || read !== before.size)
    throw new FileFault('changed', `${before.size} → ${after.size}`);
}

/** SHA-256 of a whole file, and what it was like before. */
export async function hashFile(file: FileHandle): Promise<string> {
  const before = await file.stat();
  const hash: Hash = createHash('sha256');
  const piece = new Uint8Array(1024 * 1024);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, position);
    if (bytesRead === 0) break;
    hash.update(piece.subarray(0, bytesRead));
    position += bytesRead;
  }
  await unchanged(file, before);
  return hash.digest('hex');
}

/** Bytes that are already in memory. */
export function pullBytes(bytes: Uint8Array): Pull {
  let position = 0;
  return {
    size: bytes.length,
    async read(into, at) {
      const piece = bytes.subarray(position, position + into.length - at);
      into.set(piece, at);
      position += piece.length;
      return piece.length;
    },
    async close() {},
  };
}

/** What comes out of a stream, such as the inflating of an archive's file. */
export function pullStream(stream: Readable, size: number, toFault: (error: unknown) => FileFault): Pull {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let rest: Uint8Array = new Uint8Array(0);
  return {
    size,
    async read(into, at) {
      while (rest.length === 0) {
        const next = await iterator.next().catch((error: unknown) => {
          throw toFault(error);
        });
        if (next.done) return 0;
        rest = next.value;
      }
      const piece = rest.subarray(0, into.length - at);
      into.set(piece, at);
      rest = rest.subarray(piece.length);
      return piece.length;
    },
    async close() {
      stream.destroy();
    },
  };
}
