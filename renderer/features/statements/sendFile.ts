import type { Answered } from '../../../shared/contract/errors.ts';
import { CHUNK_BYTES, MAX_DROPPED_BYTES, type ImportResult } from '../../../shared/contract/statements.ts';
import { err, ok } from '../../../shared/domain/result.ts';
import { call } from '../../app/api.ts';

/**
 * Hands a dropped file over to the main process piece by piece: the page has its bytes, and neither learns nor names its path.
 *
 * @param told how much of it is over, from 0 to 1
 */
export async function sendFile(file: File, told: (part: number) => void): Promise<Answered<ImportResult>> {
  const { name, size } = file;
  const refused = (problem: 'empty' | 'tooLarge' | 'unreadable'): Answered<ImportResult> =>
    ok({ name, state: 'refused', problem, detail: '' });
  if (size === 0) return refused('empty');
  if (size > MAX_DROPPED_BYTES) return refused('tooLarge');
  const transferId = crypto.randomUUID();
  for (let offset = 0; ; offset += CHUNK_BYTES) {
    let bytes: string;
    try {
      bytes = await base64Of(file.slice(offset, offset + CHUNK_BYTES));
    } catch {
      // It is gone, or a folder was dropped.
      return refused('unreadable');
    }
    const answer = await call('statements.importChunk', { transferId, name: name.slice(-255), size, offset, bytes });
    if (!answer.ok) return err(answer.error);
    if (answer.data.done) return ok(answer.data.result);
    told(Math.min(1, (offset + CHUNK_BYTES) / size));
  }
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('not read')));
    reader.readAsDataURL(piece);
  });
}
