import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerJob } from './protocol.ts';

/**
 * A thread of reconciliation: a whole run beside the console, or the reading of its ledger beside that. Each loads only what
 * it needs: a ledger's thread would otherwise wait for the words of the report before its first byte.
 */
const port = parentPort!;
const job = workerData as WorkerJob;

if (job.job === 'ledger') {
  const { answerLedger } = await import('./ledgerThread.ts');
  await answerLedger(job, (answer, transfer = []) => port.postMessage(answer, transfer));
} else {
  const { answerRun } = await import('./runThread.ts');
  await answerRun(job, port);
}
