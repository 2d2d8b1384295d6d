import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const PIECE = 256 * 1024;

interface ZipEntry {
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/** The entries of an archive by name, from its directory. Throws when there is none. */
export async function zipEntries(file: FileHandle): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat();
  const end = Buffer.alloc(22);
  await file.read(end, 0, 22, Math.max(0, size - 22));
  if (size < 22 || end.readUInt32LE(0) !== END) throw new Error('the archive has no directory');
  const directory = Buffer.alloc(end.readUInt32LE(12));
  await file.read(directory, 0, directory.length, end.readUInt32LE(16));
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY) throw new Error('the archive’s directory is damaged');
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.set(directory.toString('utf8', at + 46, at + 46 + name), {
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** Unpacks one entry as text in pieces. Throws at the end when its length or checksum is not the directory's. */
export async function* entryText(file: FileHandle, entry: ZipEntry): AsyncGenerator<string> {
  const head = Buffer.alloc(30);
  await file.read(head, 0, 30, entry.at);
  if (head.readUInt32LE(0) !== LOCAL) throw new Error('the archive is damaged');
  const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [crc, size] = [0, 0];
  const inflated = Readable.from(packedBytes(file, start, entry.packed)).pipe(createInflateRaw({ chunkSize: PIECE }));
  for await (const bytes of inflated as AsyncIterable<Buffer>) {
    crc = crc32(bytes, crc);
    size += bytes.length;
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
  if (crc !== entry.crc || size !== entry.size) throw new Error('an entry of the archive is not what was written');
}

async function* packedBytes(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE) {
    const piece = Buffer.alloc(Math.min(PIECE, length - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, start + at);
    if (bytesRead !== piece.length) throw new Error('the archive is cut short');
    yield piece;
  }
}
