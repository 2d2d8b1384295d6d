import { decode, detectEncoding, type Encoding } from '../bytes/encoding.ts';
import { openStatement, type FilePart } from '../files/open.ts';
import { FileFault } from '../files/pull.ts';

/** No line of a statement is nearly as long. */
const LONGEST_LINE = 4 * 1024 * 1024;
const PIECE = 256 * 1024;

/**
 * Shows every line of a part, without its line end, numbered from 1; stops when `see` returns `false`. The bytes are only
 * valid during the call.
 */
export async function eachLine(
  part: FilePart,
  see: (line: Buffer, number: number) => boolean | undefined,
): Promise<void> {
  const pull = await part.pull();
  let buffer = Buffer.allocUnsafe(PIECE * 2);
  let filled = 0;
  let number = 0;
  const show = (end: number, start: number) => {
    const last = end > start && buffer[end - 1] === 13 ? end - 1 : end;
    number += 1;
    return see(buffer.subarray(start, last), number) !== false;
  };
  try {
    for (;;) {
      if (buffer.length - filled < PIECE) {
        if (buffer.length > LONGEST_LINE) throw new FileFault('encoding', `line ${number + 1} does not end`);
        const larger = Buffer.allocUnsafe(buffer.length * 2);
        buffer.copy(larger, 0, 0, filled);
        buffer = larger;
      }
      // One piece at a time, so that other work of this thread gets its turn in between.
      const read = await pull.read(buffer.subarray(0, filled + PIECE), filled);
      if (read === 0) break;
      filled += read;
      let start = 0;
      for (let end = buffer.indexOf(10, start); end >= 0 && end < filled; end = buffer.indexOf(10, start)) {
        if (!show(end, start)) return;
        start = end + 1;
      }
      buffer.copy(buffer, 0, start, filled);
      filled -= start;
    }
    if (filled > 0) show(filled, 0);
  } finally {
    await pull.close();
  }
}

export interface TextLines {
  entry: string;
  encoding: Encoding;
  lines: string[];
}

/**
 * Reads lines `from` to `from + count - 1` as text. Throws {@link FileFault}.
 *
 * @param entry name inside the archive; `null` for its first file
 * @returns `null` when the archive has no such file
 */
export async function readLines(
  path: string,
  { entry, from, count }: { entry: string | null; from: number; count: number },
): Promise<TextLines | null> {
  const opened = await openStatement(path);
  try {
    const part = entry === null ? opened.parts[0] : opened.parts.find((one) => one.entry === entry);
    if (!part) return null;
    const encoding = await encodingOf(part);
    const lines: string[] = [];
    await eachLine(part, (line, number) => {
      if (number >= from) lines.push(decode(line, encoding));
      return lines.length < count;
    });
    if (from === 1 && lines[0] !== undefined) lines[0] = lines[0].replace(/^\uFEFF/, '');
    return { entry: part.entry, encoding, lines };
  } finally {
    await opened.close();
  }
}

/** By the first lines that have anything but ASCII in them; all-ASCII text is the same in both. */
export async function encodingOf(part: FilePart): Promise<Encoding> {
  let found: Encoding | null = null;
  await eachLine(part, (line, number) => {
    found = detectEncoding(line);
    return found === null && number < 100_000;
  });
  return found ?? 'utf-8';
}
