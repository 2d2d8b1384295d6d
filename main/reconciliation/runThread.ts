import type { MessagePort } from 'node:worker_threads';
import type { RunAnswer, RunOrder, WorkerJob } from './protocol.ts';
import { runHere } from './run/run.ts';
import { RunProblem } from './types.ts';

/** A whole run beside the console. */
export async function answerRun({ input, wants }: WorkerJob & { job: 'run' }, port: MessagePort): Promise<void> {
  const say = (answer: RunAnswer): void => port.postMessage(answer);
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
