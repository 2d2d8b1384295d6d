import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';

/** Bytes gathered before they are written. */
const PIECE = 2 * 1024 * 1024;
/** Most bytes that one unit of a string can become. */
const WIDEST = 3;

/**
 * Writes a file so that it is either whole or not there: beside its place first, flushed, then renamed. Throws what the
 * disk says; nothing is left behind then.
 *
 * @param produce is given a function that takes text, and is to wait for it
 */
export async function replaceFile(
  path: string,
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(part, 'wx');
    try {
      // The disk has one piece while the other is filled.
      let [piece, other] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
      let used = 0;
      let written: Promise<void> = Promise.resolve();
      const give = async (bytes: Uint8Array): Promise<void> => {
        await written;
        written = writeAll(file, bytes);
        written.catch(() => {}); // told when it is waited for
      };
      const flush = async (): Promise<void> => {
        await give(piece.subarray(0, used));
        [piece, other] = [other, piece];
        used = 0;
      };
      await produce(async (text) => {
        const most = text.length * WIDEST;
        if (most > PIECE - used) await flush();
        if (most > PIECE) await give(Buffer.from(text));
        else used += piece.write(text, used);
      });
      await flush();
      await written;
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}
