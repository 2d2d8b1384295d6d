import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunSummary } from '../../shared/domain/reconciliation/run.ts';
import { ownWorker } from './ownWorker.ts';
import type { RunAnswer, RunOrder, WorkerJob } from './protocol.ts';
import { say } from './report/words.ts';
import { RunProblem, type RunInput, type RunOptions } from './types.ts';

/** A thread that does not come to its own end after a cancel is ended. */
const PATIENCE_MS = 1_500;

/** Runs in a thread of its own. The caller's thread only passes on what the run says. */
export async function runInThread(input: RunInput, options: RunOptions = {}): Promise<RunSummary> {
  const { signal, onProgress, onExceptions, onMatched, onOpenItems } = options;
  if (signal?.aborted) throw cancelled();
  const wants = { exceptions: !!onExceptions, matched: !!onMatched, openItems: !!onOpenItems };
  const job: WorkerJob = { job: 'run', input, wants };
  const worker = new Worker(ownWorker(), { workerData: job, name: 'reconciliation' });
  let last: RunAnswer | null = null;
  let fault = '';
  let killed = false;
  worker.on('message', (answer: RunAnswer) => {
    if (answer.type === 'progress') onProgress?.(answer.progress);
    else if (answer.type === 'exceptions') onExceptions?.(answer.batch);
    else if (answer.type === 'matched') onMatched?.(answer.batch);
    else if (answer.type === 'openItems') onOpenItems?.(answer.batch);
    else last = answer;
  });
  worker.on('error', (error) => (fault = error instanceof Error ? error.message : String(error)));
  const cancel = (): void => {
    const order: RunOrder = { cancel: true };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(order);
    setTimeout(() => {
      killed = true;
      void worker.terminate();
    }, PATIENCE_MS).unref();
  };
  signal?.addEventListener('abort', cancel, { once: true });
  await new Promise((resolve) => worker.once('exit', resolve));
  signal?.removeEventListener('abort', cancel);
  const answer = last as RunAnswer | null;
  if (answer?.type === 'done') return answer.summary;
  if (killed && input.out !== undefined) await removeParts(input.out);
  if (answer?.type === 'problem') throw new RunProblem(answer.code, answer.words);
  if (signal?.aborted) throw cancelled();
  throw new RunProblem(
    'internal',
    say((of) => of.run.internal, { detail: fault }),
  );
}

const cancelled = (): RunProblem =>
  new RunProblem(
    'cancelled',
    say((of) => of.run.cancelled),
  );

/** A thread that was ended could not clean up after itself. */
async function removeParts(out: string): Promise<void> {
  const names = await readdir(dirname(out)).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${basename(out)}.`) && name.endsWith('.part'));
  await Promise.all(left.map((name) => rm(join(dirname(out), name), { force: true })));
}
