import { parentPort, workerData } from 'node:worker_threads';
import { FileFault } from './files/pull.ts';
import type { LedgerAnswer, RunAnswer, RunOrder, WorkerJob } from './protocol.ts';
import { LedgerHeaderFault } from './read/ledger.ts';
import { readLedgerSide, transferOf } from './run/ledgerSide.ts';
import { runHere } from './run/run.ts';
import { RunProblem } from './types.ts';

/** A thread of reconciliation: a whole run beside the console, or the reading of its ledger beside that. */
const port = parentPort!;
const job = workerData as WorkerJob;
const say = (answer: LedgerAnswer | RunAnswer, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(answer, transfer);

if (job.job === 'ledger') await readTheLedger(job);
else await runAll(job);

async function readTheLedger(request: WorkerJob & { job: 'ledger' }): Promise<void> {
  try {
    const side = await readLedgerSide(request, (bytes, lines) => say({ type: 'progress', bytes, lines }));
    say({ type: 'read', side }, transferOf(side));
  } catch (error) {
    if (error instanceof LedgerHeaderFault) say({ type: 'header', missing: error.missing });
    else if (error instanceof FileFault) say({ type: 'fault', code: error.code, detail: error.detail });
    else throw error;
  }
}

async function runAll({ input, wants }: WorkerJob & { job: 'run' }): Promise<void> {
  const cancel = new AbortController();
  port.on('message', (order: RunOrder) => order.cancel && cancel.abort());
  try {
    const summary = await runHere(input, {
      signal: cancel.signal,
      onProgress: (progress) => say({ type: 'progress', progress }),
      ...(wants.exceptions && { onExceptions: (batch) => say({ type: 'exceptions', batch }) }),
      ...(wants.matched && { onMatched: (batch) => say({ type: 'matched', batch }) }),
      ...(wants.openItems && { onOpenItems: (batch) => say({ type: 'openItems', batch }) }),
    });
    say({ type: 'done', summary });
  } catch (error) {
    if (!(error instanceof RunProblem)) throw error;
    say({ type: 'problem', code: error.code, words: error.words });
  } finally {
    port.close();
  }
}
