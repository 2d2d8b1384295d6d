import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { Answered } from '../../../shared/contract/errors.ts';
import { MAX_DROPPED_BYTES, type ImportResult } from '../../../shared/contract/statements.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import type { Arrived } from './intake.ts';
import type { Incoming, StatementVault } from './vault.ts';
import { writeAll } from './writeAll.ts';

/** Files that come in at once, and how long one may pause before it is given up. */
const AT_ONCE = 4;
const IDLE_MS = 60_000;

interface Transfer {
  incoming: Incoming;
  file: FileHandle;
  hash: Hash;
  name: string;
  size: number;
  bytes: number;
  timer: NodeJS.Timeout;
  busy: boolean;
}

export interface Piece {
  transferId: string;
  name: string;
  size: number;
  offset: number;
  bytes: Uint8Array;
}

export interface Transfers {
  /** Takes the next piece; with the last one the file is `taken`. Anything out of order ends the transfer. */
  piece(piece: Piece): Promise<Answered<{ done: false } | { done: true; result: ImportResult }>>;
  close(): Promise<void>;
}

/**
 * Files that the window hands over piece by piece: the page never names a path, and main never holds more than a piece. What
 * stops half way, or is not what was announced, is thrown away.
 */
export function createTransfers(vault: StatementVault, taken: (arrived: Arrived) => Promise<ImportResult>): Transfers {
  const running = new Map<string, Transfer>();

  async function end(id: string): Promise<void> {
    const transfer = running.get(id);
    if (!transfer) return;
    running.delete(id);
    clearTimeout(transfer.timer);
    await transfer.file.close().catch(() => {});
    await transfer.incoming.discard();
  }

  async function begin({ transferId, name, size }: Piece): Promise<Transfer> {
    const incoming = await vault.incoming();
    const file = await open(incoming.path, 'wx', 0o600);
    const timer = setTimeout(() => void end(transferId), IDLE_MS).unref();
    const transfer = { incoming, file, hash: createHash('sha256'), name, size, bytes: 0, timer, busy: false };
    running.set(transferId, transfer);
    return transfer;
  }

  async function piece(given: Piece): ReturnType<Transfers['piece']> {
    const { transferId: id, offset, bytes, size } = given;
    if (offset === 0 && !running.has(id) && running.size >= AT_ONCE) return failure('stateChanged');
    const transfer = running.get(id) ?? (offset === 0 ? await begin(given) : undefined);
    if (!transfer) return failure('stateChanged');
    const fits = offset === transfer.bytes && size === transfer.size && offset + bytes.length <= size;
    if (!fits || transfer.busy || size > MAX_DROPPED_BYTES || bytes.length === 0) {
      await end(id);
      return failure('badRequest');
    }
    transfer.busy = true;
    transfer.timer.refresh();
    try {
      await writeAll(transfer.file, bytes, offset);
      transfer.hash.update(bytes);
      transfer.bytes += bytes.length;
    } catch (error) {
      await end(id);
      const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      if (!full) throw error;
      return ok({ done: true, result: { name: transfer.name, state: 'refused', problem: 'diskFull', detail: '' } });
    } finally {
      transfer.busy = false;
    }
    if (transfer.bytes < size) return ok({ done: false });
    running.delete(id);
    clearTimeout(transfer.timer);
    await transfer.file.close();
    const { incoming, hash, name } = transfer;
    return ok({ done: true, result: await taken({ incoming, sha256: hash.digest('hex'), bytes: size, name }) });
  }

  return {
    piece,
    async close() {
      await Promise.all([...running.keys()].map(end));
    },
  };
}
