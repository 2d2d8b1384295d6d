import { closeSync, openSync, writeSync } from 'node:fs';

/** A text file that is written in pieces: a million lines never stand in memory together. */
export function chunkedFile(path: string): { write(text: string): void; close(): void } {
  const file = openSync(path, 'w');
  let pending: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (size > 0) writeSync(file, pending.join(''));
    pending = [];
    size = 0;
  };
  return {
    write(text) {
      pending.push(text);
      size += text.length;
      if (size > 1_000_000) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
