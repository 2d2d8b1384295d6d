import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';

/** Text gathered before it is written. */
const PIECE = 1024 * 1024;

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
      let pending: string[] = [];
      let size = 0;
      let written: Promise<void> = Promise.resolve();
      // The disk has one piece while the next is made.
      const flush = async (): Promise<void> => {
        const bytes = Buffer.from(pending.join(''));
        pending = [];
        size = 0;
        await written;
        written = writeAll(file, bytes);
        written.catch(() => {}); // told when it is waited for
      };
      await produce(async (text) => {
        pending.push(text);
        size += text.length;
        if (size >= PIECE) await flush();
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
