import { Worker } from 'node:worker_threads';
import { err } from '../../shared/domain/result.ts';
import type { LedgerPlace } from './files.ts';
import type { Call, Opened, Outcome, Remote, Reply, WorkerJob } from './protocol.ts';
import type { Repository } from './repository/index.ts';
import type { Tasks } from './tasks.ts';
import { LedgerFault, type LedgerOpenProblem } from './types.ts';

/** A worker that dies is started again, but not for ever: this often within this time. */
const MAX_RESTARTS = 3;
const RESTARTS_WITHIN_MS = 600_000;

/** Calls that took the ledger longer than this are reported as slow. */
const SLOW_MS = 100;

export interface ClientOptions {
  workerFile: URL;
  place: LedgerPlace;
  fullCheckBytes: number;
  /** A call that took the ledger itself longer than 100 ms; its arguments are not told. */
  onSlow: (call: { method: string; ms: number }) => void;
  /** The worker died and could not open the file again, or died too often. From now on every call rejects. */
  onLost: (problem: LedgerOpenProblem) => void;
}

export interface Client {
  opened: Opened;
  call(method: string, args: unknown[]): Promise<unknown>;
  /** Lets pending calls finish, closes the file and ends the thread. */
  close(): Promise<void>;
}

interface Pending {
  method: string;
  resolve: (data: unknown) => void;
  reject: (fault: LedgerFault) => void;
}

/** One life of the worker. */
interface Life {
  worker: Worker;
  pending: Map<number, Pending>;
  opened: Promise<Opened>;
  ended: boolean;
}

const gone = (): LedgerFault => new LedgerFault('gone', 'the ledger is closed or its thread has ended');

/**
 * Starts the serving worker and talks to it. When the worker dies, calls that wait for an answer reject with `gone`
 * (whether a write among them happened is then to be read from the ledger), and a new worker takes over.
 */
export async function startClient(options: ClientOptions): Promise<Client> {
  let life = begin();
  let closing: Promise<void> | null = null;
  let restarts: number[] = [];
  let lastId = 0;
  let served = false;

  function begin(): Life {
    const job: WorkerJob = { job: 'serve', place: options.place, fullCheckBytes: options.fullCheckBytes };
    const worker = new Worker(options.workerFile, { workerData: job, name: `ledger ${options.place.name}` });
    const started: Life = { worker, pending: new Map(), opened: firstMessage(worker), ended: false };
    void started.opened.then((opened) => opened.ok && worker.on('message', (reply: Reply) => settle(started, reply)));
    worker.on('error', () => {}); // the exit that follows says enough
    worker.once('exit', () => end(started));
    return started;
  }

  function settle(from: Life, reply: Reply): void {
    const pending = from.pending.get(reply.id);
    if (!pending) return;
    from.pending.delete(reply.id);
    if (reply.ms > SLOW_MS) options.onSlow({ method: pending.method, ms: reply.ms });
    if (reply.ok) pending.resolve(reply.data);
    else pending.reject(new LedgerFault(reply.error.kind, reply.error.message));
  }

  function end(ended: Life): void {
    ended.ended = true;
    for (const pending of ended.pending.values()) pending.reject(gone());
    ended.pending.clear();
    void ended.opened.then((opened) => {
      if (closing || !served) return null;
      return opened.ok ? restart() : options.onLost(opened.error);
    });
  }

  function restart(): void {
    const now = Date.now();
    restarts = restarts.filter((at) => at > now - RESTARTS_WITHIN_MS);
    if (restarts.length >= MAX_RESTARTS) return options.onLost(died('the ledger thread ended again and again'));
    restarts.push(now);
    life = begin();
  }

  async function call(method: string, args: unknown[]): Promise<unknown> {
    const current = life;
    const opened = await current.opened;
    if (!opened.ok)
      throw new LedgerFault(opened.error.kind === 'corrupt' ? 'corrupt' : 'gone', 'the ledger is not open');
    if (current.ended) throw gone();
    return new Promise((resolve, reject) => {
      const message: Call = { id: ++lastId, method, args };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      current.worker.postMessage(message);
      current.pending.set(message.id, { method, resolve, reject });
    });
  }

  const opened = await life.opened;
  served = opened.ok;
  return {
    opened,
    call: (method, args) => (closing ? Promise.reject(gone()) : call(method, args)),
    close() {
      closing ??= (async () => {
        const exit = new Promise((resolve) => (life.ended ? resolve(null) : life.worker.once('exit', resolve)));
        if (!life.ended) await call('close', []).catch(() => life.worker.terminate());
        await exit;
      })();
      return closing;
    },
  };
}

/** The worker's first message, or what its silent death amounts to. */
function firstMessage(worker: Worker): Promise<Opened> {
  return new Promise((resolve) => {
    worker.once('message', (opened: Opened) => resolve(opened));
    worker.once('error', (error) => resolve(err(died(error instanceof Error ? error.message : 'an unknown fault'))));
    worker.once('exit', () => resolve(err(died('the ledger thread ended'))));
  });
}

/** The path is filled in by `openLedger`, which knows it. */
function died(detail: string): LedgerOpenProblem {
  return { kind: 'unreadable', path: '', detail };
}

/** The repository's methods, as promises. */
export function remote(client: Client, methods: string[]): Remote<Repository> {
  const entries = methods.map((method) => [method, (...args: unknown[]) => client.call(method, args)]);
  return Object.fromEntries(entries) as Remote<Repository>;
}

/** Does one task in a thread of its own; rejects with a {@link LedgerFault}. `started` is told the thread. */
export function runTask<K extends keyof Tasks>(
  workerFile: URL,
  task: K,
  input: Parameters<Tasks[K]>[0],
  started: (worker: Worker) => void = () => {},
): Promise<Awaited<ReturnType<Tasks[K]>>> {
  return new Promise((resolve, reject) => {
    const job: WorkerJob = { job: 'task', task, input };
    const worker = new Worker(workerFile, { workerData: job, name: `ledger ${task}` });
    started(worker);
    let answer: Outcome | null = null;
    worker.once('message', (outcome: Outcome) => (answer = outcome));
    worker.once('error', () => {}); // the exit that follows says enough
    // Only once the thread is gone are its files closed.
    worker.once('exit', () => {
      if (!answer) reject(gone());
      else if (answer.ok) resolve(answer.data as Awaited<ReturnType<Tasks[K]>>);
      else reject(new LedgerFault(answer.error.kind, answer.error.message));
    });
  });
}
