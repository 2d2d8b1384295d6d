import type { Pull } from '../files/pull.ts';
import { FileFault } from '../files/pull.ts';

/** Read in pieces of this size. */
const PIECE = 2 * 1024 * 1024;
/** Enough to recognise a file by. */
const HEAD = 64 * 1024;
/** A line that is longer is no line of a statement. */
const LONGEST_LINE = 512 * 1024;

export interface TextHandlers {
  /** The first whole lines. Gives where the details begin. */
  begin(head: Uint8Array): number;
  /**
   * Whole lines: `at` to `end`, with a newline at `end - 1` and, on the last call, whatever the file ended with.
   * Gives the first byte that was not used; it will come again with more behind it.
   */
  lines(bytes: Uint8Array, at: number, end: number, final: boolean): number;
  /** A line without end was skipped. */
  endless(): void;
  /** The file ends within a line: nothing, or not even a newline, follows. */
  cut?(): void;
  /** After each piece; throws to cancel. */
  piece(bytesRead: number): void;
}

/**
 * Feeds a file line by line in large pieces. The memory that it takes is that of one piece, whatever the file's size.
 */
export async function readText(pull: Pull, handlers: TextHandlers): Promise<void> {
  const buffer = new Uint8Array(PIECE + LONGEST_LINE + 8);
  const room = buffer.subarray(0, PIECE + LONGEST_LINE);
  let filled = 0;
  let total = 0;
  let ended = false;
  const more = async (upTo: number): Promise<void> => {
    while (!ended && filled < upTo) {
      const read = await pull.read(room, filled);
      if (read === 0) ended = true;
      filled += read;
      total += read;
      handlers.piece(total);
    }
  };
  await more(HEAD);
  // A text has no NUL; a file of holes or a program has, and needs no reading to its end.
  if (buffer.subarray(0, Math.min(filled, HEAD)).includes(0)) throw new FileFault('unreadable', 'not a text file');
  const lastNewline = filled === 0 ? -1 : buffer.lastIndexOf(10, filled - 1);
  let at = handlers.begin(buffer.subarray(0, ended || lastNewline < 0 ? filled : lastNewline + 1));
  let skipping = false;
  for (;;) {
    if (ended && filled > 0 && buffer[filled - 1] !== 10) {
      handlers.cut?.();
      buffer[filled++] = 10;
    }
    const end = filled === 0 ? 0 : buffer.lastIndexOf(10, filled - 1) + 1;
    if (skipping) {
      const newline = buffer.indexOf(10, at);
      at = newline < 0 || newline >= filled ? filled : newline + 1;
      skipping = at === filled && !ended;
    }
    if (at < end) at = handlers.lines(buffer, at, end, ended);
    if (ended) return;
    if (filled - at > LONGEST_LINE) {
      if (!skipping) handlers.endless();
      skipping = true;
      at = filled;
    }
    buffer.copyWithin(0, at, filled);
    filled -= at;
    at = 0;
    await more(PIECE);
  }
}
