import type { FileHandle } from 'node:fs/promises';

/** Writes every byte: a disk that is nearly full takes the first of them without a word, and refuses only the next. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}
