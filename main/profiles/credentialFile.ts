import { open } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/domain/result.ts';

/** Real credentials are a few KB; anything larger is another file. */
const MAX_CREDENTIAL_BYTES = 64 * 1024;

/** Reads a file that a person chose in a dialog. Never more than the limit, whatever its size is said to be. */
export async function readCredentialFile(path: string): Promise<Result<Buffer, 'fileUnreadable' | 'fileTooLarge'>> {
  try {
    await using file = await open(path, 'r');
    const found = await file.stat();
    if (!found.isFile()) return err('fileUnreadable');
    const buffer = Buffer.alloc(MAX_CREDENTIAL_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      length += bytesRead;
      if (length > MAX_CREDENTIAL_BYTES) {
        buffer.fill(0);
        return err('fileTooLarge');
      }
      if (bytesRead === 0) return ok(buffer.subarray(0, length));
    }
  } catch {
    return err('fileUnreadable');
  }
}
