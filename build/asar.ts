import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of an archive. */
export interface PackedFile {
  /** with `/`, from the archive's root */
  readonly path: string;
  readonly bytes: Buffer;
  /** it lies beside the archive in `app.asar.unpacked`, as a native library must */
  readonly unpacked: boolean;
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly size?: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
}

/**
 * Reads an Electron archive: a Chromium pickle with a JSON table of contents, then the files' bytes end to end.
 *
 * @param archive path of the `app.asar`
 * @throws when the file is not such an archive
 */
export function readAsar(archive: string): PackedFile[] {
  const all = readFileSync(archive);
  const contentsStart = 8 + all.readUInt32LE(4);
  const header = JSON.parse(all.subarray(16, 16 + all.readUInt32LE(12)).toString('utf8')) as Entry;

  const walk = (entry: Entry, path: string): PackedFile[] => {
    if (entry.files) {
      return Object.entries(entry.files).flatMap(([name, child]) =>
        walk(child, path === '' ? name : `${path}/${name}`),
      );
    }
    if (entry.unpacked) return [{ path, bytes: readFileSync(join(`${archive}.unpacked`, path)), unpacked: true }];
    const start = contentsStart + Number(entry.offset);
    return [{ path, bytes: all.subarray(start, start + (entry.size ?? 0)), unpacked: false }];
  };
  return walk(header, '');
}
