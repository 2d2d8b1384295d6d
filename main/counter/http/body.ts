import type { IncomingMessage } from 'node:http';

/** What all bodies on their way in may hold in memory together. */
export interface Budget {
  open(): Held;
}

export interface Held {
  /** Whether there is room for so many more bytes; they are held from now on. */
  take(bytes: number): boolean;
  close(): void;
}

export function createBudget(total: number): Budget {
  let left = total;
  return {
    open() {
      let mine = 0;
      return {
        take(bytes) {
          if (bytes > left) return false;
          left -= bytes;
          mine += bytes;
          return true;
        },
        close() {
          left += mine;
          mine = 0;
        },
      };
    },
  };
}

/**
 * Reads a body, chunked or not. `tooLong`: more than `max`, said or sent; `busy`: too much is on its way in already;
 * `gone`: the sender broke off or took too long.
 */
export async function readBody(
  req: IncomingMessage,
  max: number,
  held: Held,
): Promise<Buffer | 'tooLong' | 'busy' | 'gone'> {
  const said = Number(req.headers['content-length'] ?? '0');
  if (said > max) return 'tooLong';
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > max) return 'tooLong';
      if (!held.take(chunk.length)) return 'busy';
      chunks.push(chunk);
    }
  } catch {
    return 'gone';
  }
  return req.complete ? Buffer.concat(chunks) : 'gone';
}
