import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileFault, hashFile, openFile, pullFile, pullStream, type Pull } from './pull.ts';
import { pullSheets } from './xlsx.ts';
import { listZip, pullEntry, type ZipEntry } from './zip.ts';

/** Beyond this a gzip file is taken for one that was made to fill the disk. */
const LARGEST_GUNZIPPED = 8 * 1024 ** 3;
const LARGEST_RATIO = 200;

/** One table in a statement file: the file itself, or a file or sheet inside of it. */
export interface FilePart {
  /** Name inside the archive or workbook; empty for the file itself. */
  entry: string;
  xlsx: boolean;
  /** Begins reading from the start; may be called again. */
  pull(): Promise<Pull>;
}

export interface OpenedFile {
  bytes: number;
  parts: FilePart[];
  /** Once everything has been read: the SHA-256 of the file as it lies on the disk. */
  sha256(): Promise<string>;
  close(): Promise<void>;
}

/** Opens a statement by what it is, whatever its name says: plain text, gzip, zip or a workbook. Throws {@link FileFault}. */
export async function openStatement(path: string): Promise<OpenedFile> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(4);
    await file.read(start, 0, 4, 0);
    const magic = start.readUInt32BE(0);
    if (magic === 0x504b0304) return await openZip(path, file, size);
    if (magic >>> 16 === 0x1f8b) return openWhole(path, file, size, () => pullGzip(path, size));
    if (magic === 0x504b0506) throw new FileFault('archive', 'an empty zip');
    if (magic >>> 16 === 0x5261 || magic === 0x377abcaf || magic === 0xd0cf11e0)
      throw new FileFault('archive', 'rar, 7z and xls are not read');
    if (magic >>> 16 === 0xfffe || magic >>> 16 === 0xfeff) throw new FileFault('encoding', 'UTF-16');
    return openWhole(path, file, size, null);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function openWhole(path: string, file: FileHandle, bytes: number, unpack: (() => Pull) | null): OpenedFile {
  let digest: (() => string) | null = null;
  return {
    bytes,
    parts: [
      {
        entry: '',
        xlsx: false,
        async pull() {
          if (unpack) return unpack();
          const pull = await pullFile(path);
          digest = null;
          return { ...pull, read: (into, at) => readHashed(pull, into, at, () => (digest = pull.sha256)) };
        },
      },
    ],
    sha256: async () => (digest ? digest() : hashFile(file)),
    close: () => file.close(),
  };
}

/** The hash that was made on the way counts only when the file was read to its end. */
async function readHashed(pull: Pull, into: Uint8Array, at: number, ended: () => void): Promise<number> {
  const read = await pull.read(into, at);
  if (read === 0) ended();
  return read;
}

function pullGzip(path: string, size: number): Pull {
  let seen = 0;
  const limit = new Transform({
    readableHighWaterMark: 1024 * 1024,
    transform(bytes: Buffer, _, done) {
      seen += bytes.length;
      const bursting = seen > LARGEST_GUNZIPPED || (seen > 64 * 1024 * 1024 && seen > size * LARGEST_RATIO);
      done(bursting ? new FileFault('archiveBomb', `${size} → more than ${seen}`) : null, bytes);
    },
  });
  pipeline(createReadStream(path), createGunzip({ chunkSize: 256 * 1024 }), limit, () => {});
  return pullStream(limit, size * 8, (error) =>
    error instanceof FileFault ? error : new FileFault('truncated', (error as Error).message),
  );
}

async function openZip(path: string, file: FileHandle, bytes: number): Promise<OpenedFile> {
  const entries = await listZip(file, bytes);
  const workbook = entries.some((entry) => entry.name === '[Content_Types].xml' || entry.name === 'xl/workbook.xml');
  const parts = workbook ? await sheetParts(path, entries) : entries.filter(isStatement).map(zipPart);
  return { bytes, parts, sha256: () => hashFile(file), close: () => file.close() };

  function zipPart(entry: ZipEntry): FilePart {
    return { entry: entry.name, xlsx: false, pull: () => pullEntry(path, file, entry) };
  }
}

async function sheetParts(path: string, entries: ZipEntry[]): Promise<FilePart[]> {
  const first = await pullSheets(path, entries);
  return first.map(({ name }, index) => ({
    entry: name,
    xlsx: true,
    pull: async () => (await pullSheets(path, entries))[index]!.pull,
  }));
}

/** Archives made on a Mac bring files of the system along. */
function isStatement(entry: ZipEntry): boolean {
  return entry.size > 0 && !/(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db)/i.test(entry.name);
}
