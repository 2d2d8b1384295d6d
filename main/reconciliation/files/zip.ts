import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Transform, pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { decode, isValid } from '../bytes/encoding.ts';
import { FileFault, pullStream, type Pull } from './pull.ts';

/** More files than a statement can have, and more than one of its files can grow to. */
const MOST_ENTRIES = 1_000;
const LARGEST_ENTRY = 8 * 1024 ** 3;
/** CSV shrinks to a tenth; nothing honest shrinks to a two-hundredth. Small files are let be. */
const LARGEST_RATIO = 200;
const RATIO_FROM_BYTES = 16 * 1024 * 1024;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

export interface ZipEntry {
  name: string;
  compressed: number;
  size: number;
  crc: number;
  method: number;
  offset: number;
}

/**
 * Lists a zip from its directory at the end. Names without the UTF-8 flag are GBK, as Chinese systems write them.
 * Refuses what no statement has: encrypted files, names that point outside, sizes that burst.
 */
export async function listZip(file: FileHandle, size: number): Promise<ZipEntry[]> {
  const tailSize = Math.min(size, 66_000);
  const tail = Buffer.alloc(tailSize);
  await file.read(tail, 0, tailSize, size - tailSize);
  let end = tailSize - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new FileFault('truncated', 'no directory at the end of the zip');
  const count = tail.readUInt16LE(end + 10);
  const directorySize = tail.readUInt32LE(end + 12);
  const directoryAt = tail.readUInt32LE(end + 16);
  if (count === 0xffff || directoryAt === 0xffffffff) throw new FileFault('archive', 'zip64');
  if (count > MOST_ENTRIES) throw new FileFault('archiveBomb', `${count} files`);
  if (directoryAt + directorySize > size) throw new FileFault('truncated', 'directory outside of the file');
  const directory = Buffer.alloc(directorySize);
  await file.read(directory, 0, directorySize, directoryAt);
  const entries: ZipEntry[] = [];
  for (let at = 0, n = 0; n < count; n++) {
    if (at + 46 > directorySize || directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new FileFault('archive', 'damaged directory');
    const nameLength = directory.readUInt16LE(at + 28);
    const flags = directory.readUInt16LE(at + 8);
    const entry: ZipEntry = {
      name: nameOf(directory.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    if ((flags & 1) !== 0) throw new FileFault('archive', 'encrypted');
    if (!entry.name.endsWith('/')) entries.push(checked(entry, size));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  // The same bytes listed again and again are how a small file becomes a huge one.
  const offsets = new Set(entries.map((entry) => entry.offset));
  if (offsets.size !== entries.length) throw new FileFault('archiveBomb', 'files that share their bytes');
  return entries;
}

function checked(entry: ZipEntry, fileSize: number): ZipEntry {
  const { name, compressed, size, offset, method } = entry;
  const outside = /^([a-z]:|[/\\])|(^|[/\\])\.\.([/\\]|$)|\0/i.test(name);
  if (outside) throw new FileFault('archivePath', name);
  if (method !== 0 && method !== 8) throw new FileFault('archive', `method ${method}`);
  if (offset + compressed > fileSize) throw new FileFault('truncated', name);
  const bursting = size > RATIO_FROM_BYTES && size > compressed * LARGEST_RATIO;
  if (size > LARGEST_ENTRY || bursting) throw new FileFault('archiveBomb', `${compressed} → ${size}`);
  return entry;
}

function nameOf(bytes: Uint8Array, utf8: boolean): string {
  return decode(bytes, utf8 || isValid(bytes, 'utf-8') ? 'utf-8' : 'gb18030');
}

/** The bytes of one file in the zip, inflated as they are asked for; its size and checksum are held against the directory. */
export async function pullEntry(path: string, file: FileHandle, entry: ZipEntry): Promise<Pull> {
  const local = Buffer.alloc(30);
  await file.read(local, 0, 30, entry.offset);
  if (local.readUInt32LE(0) !== LOCAL_HEADER) throw new FileFault('archive', 'damaged file header');
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = createReadStream(path, { start, end: start + entry.compressed - 1 });
  const inflate = entry.method === 8 ? createInflateRaw({ chunkSize: 256 * 1024 }) : new Transform({ transform: pass });
  const check = checkOf(entry);
  if (entry.compressed === 0) packed.destroy();
  pipeline(packed, inflate, check, () => {}); // the fault reaches whoever reads from `check`
  return pullStream(check, entry.size, (error) =>
    error instanceof FileFault ? error : new FileFault('truncated', (error as Error).message),
  );
}

function pass(bytes: Uint8Array, _: string, done: (error: null, bytes: Uint8Array) => void): void {
  done(null, bytes);
}

/** Lets bytes through while they are no more than announced, and at the end compares their checksum. */
function checkOf(entry: ZipEntry): Transform {
  let seen = 0;
  let crc = 0;
  return new Transform({
    readableHighWaterMark: 1024 * 1024,
    transform(bytes: Buffer, _, done) {
      seen += bytes.length;
      crc = crc32(bytes, crc);
      done(seen > entry.size ? new FileFault('archiveBomb', 'more than the directory says') : null, bytes);
    },
    flush(done) {
      const whole = seen === entry.size && crc === entry.crc;
      done(whole ? null : new FileFault('truncated', `checksum of ${entry.name}`));
    },
  });
}
