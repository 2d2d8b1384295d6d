import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { createSide } from '../match/side.ts';
import { LedgerHeaderFault, readLedger } from '../read/ledger.ts';
import { buffersOf } from '../rows/rows.ts';
import { ownWorker } from '../ownWorker.ts';
import type { LedgerAnswer, WorkerJob } from '../protocol.ts';
import { FileFault, type FileFaultCode } from '../files/pull.ts';
import type { LedgerRequest, LedgerSide } from './ledgerTypes.ts';

/** A ledger below this size is read faster than a thread is started. */
const OWN_THREAD_FROM_BYTES = 6 * 1024 * 1024;

type Progress = (bytes: number, lines: number) => void;

/** Reads the ledger: a large one in a thread beside this one, because the statements take as long. */
export async function ledgerSide(request: LedgerRequest, progress: Progress, signal: AbortSignal): Promise<LedgerSide> {
  const size = await stat(request.path).then(
    (found) => found.size,
    () => 0,
  );
  return size < OWN_THREAD_FROM_BYTES ? readLedgerSide(request, progress) : inThread(request, progress, signal);
}

export async function readLedgerSide({ path, room }: LedgerRequest, progress: Progress): Promise<LedgerSide> {
  const { rows, ...reading } = await readLedger(path, progress);
  return { ...reading, side: createSide(rows, room) };
}

/** The large pieces of an answer, to be handed over instead of copied. */
export function transferOf({ side }: LedgerSide): ArrayBuffer[] {
  return [...buffersOf(side.rows), side.index.table.buffer as ArrayBuffer];
}

function inThread(request: LedgerRequest, progress: Progress, signal: AbortSignal): Promise<LedgerSide> {
  return new Promise((resolve, reject) => {
    const job: WorkerJob = { job: 'ledger', ...request };
    const worker = new Worker(ownWorker(), { workerData: job, name: 'reconciliation ledger' });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    let answer: LedgerAnswer | null = null;
    worker.on('message', (message: LedgerAnswer) => {
      if (message.type === 'progress') progress(message.bytes, message.lines);
      else answer = message;
    });
    worker.once('error', (error) => reject(error));
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      if (answer?.type === 'read') resolve(answer.side);
      else if (answer?.type === 'fault') reject(new FileFault(answer.code as FileFaultCode, answer.detail));
      else if (answer?.type === 'header') reject(new LedgerHeaderFault(answer.missing));
      else reject(new Error('the thread that reads the ledger ended'));
    });
  });
}
