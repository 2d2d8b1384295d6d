import type { StatementFormat } from '../../shared/domain/reconciliation/outcome.ts';
import type { LinePlace } from '../../shared/domain/reconciliation/run.ts';
import { decode, detectEncoding } from './bytes/encoding.ts';
import { openStatement } from './files/open.ts';
import { FileFault } from './files/pull.ts';
import { recognise } from './formats/recognise.ts';
import { readText } from './read/text.ts';

/** A line as it stands in the file. */
export interface OriginalLine {
  bytes: Uint8Array;
  text: string;
  format: StatementFormat | null;
}

class Found extends Error {}

/**
 * The original bytes of one line: the way back from an exception. A line with newlines in quotes is given from its first
 * one on. Throws `FileFault` when the file cannot be read or has no such line.
 */
export async function readOriginalLine(path: string, place: Pick<LinePlace, 'entry' | 'line'>): Promise<OriginalLine> {
  const opened = await openStatement(path);
  try {
    const part = opened.parts.find((one) => one.entry === place.entry) ?? null;
    if (!part) throw new FileFault('unreadable', `no ${place.entry}`);
    const pull = await part.pull();
    let line = 1;
    let format: StatementFormat | null = null;
    let encoding = null as ReturnType<typeof detectEncoding>;
    let bytes: Uint8Array | null = null;
    try {
      await readText(pull, {
        begin(head) {
          const recognition = recognise(head, []);
          format = recognition.plan?.format ?? null;
          encoding = recognition.encoding;
          return 0;
        },
        lines(buffer, at, end) {
          for (let p = at; p < end; line++) {
            const newline = buffer.indexOf(10, p);
            if (line === place.line) {
              bytes = buffer.slice(p, buffer[newline - 1] === 13 ? newline - 1 : newline);
              throw new Found();
            }
            p = newline + 1;
          }
          return end;
        },
        endless: () => line++,
        piece() {},
      });
    } catch (error) {
      if (!(error instanceof Found)) throw error;
    } finally {
      await pull.close();
    }
    if (bytes === null) throw new FileFault('truncated', `no line ${place.line}`);
    return { bytes, text: decode(bytes, encoding ?? detectEncoding(bytes)), format };
  } finally {
    await opened.close();
  }
}
