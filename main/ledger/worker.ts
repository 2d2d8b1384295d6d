import { parentPort, workerData } from 'node:worker_threads';
import { err, ok } from '../../shared/domain/result.ts';
import { wrap } from './database.ts';
import { toFault } from './faults.ts';
import { openLedgerFile } from './open.ts';
import type { Call, Opened, Outcome, Reply, WorkerJob } from './protocol.ts';
import { createRepository } from './repository/index.ts';
import { tasks } from './tasks.ts';

/** The ledger's own thread: SQLite calls block, and here they block nobody. */
const port = parentPort!;
const job = workerData as WorkerJob;

if (job.job === 'serve') await serve(job);
else await work(job);

/** Answers calls one after the other until it is told to close. */
async function serve({ place, fullCheckBytes }: WorkerJob & { job: 'serve' }): Promise<void> {
  const opened = await openLedgerFile(place, { fullCheckBytes });
  if (!opened.ok) return port.postMessage(opened satisfies Opened);
  const db = wrap(opened.data.db);
  const methods: Record<string, (...args: never[]) => unknown> = { ...createRepository(db), close: db.close };
  port.on('message', ({ id, method, args }: Call) => {
    const before = performance.now();
    let outcome: Outcome;
    try {
      outcome = ok(methods[method]!(...(args as never[])));
    } catch (error) {
      outcome = failure(error);
    }
    port.postMessage({ id, ms: performance.now() - before, ...outcome } satisfies Reply);
    if (method === 'close') port.close();
  });
  port.postMessage(ok({ methods: Object.keys(methods), checked: opened.data.checked }) satisfies Opened);
}

async function work({ task, input }: WorkerJob & { job: 'task' }): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = ok(await tasks[task](input as never));
  } catch (error) {
    outcome = failure(error);
  }
  port.postMessage(outcome);
}

/** Only a fault's kind and message cross; thrown errors lose their class on the way. */
function failure(error: unknown): Outcome {
  const { kind, message } = toFault(error);
  return err({ kind, message });
}
