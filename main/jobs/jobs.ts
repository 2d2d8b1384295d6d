import { randomUUID } from 'node:crypto';
import type { JobKind, JobView } from '../../shared/contract/jobs.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { JobControl, Jobs } from './types.ts';

/** Ended jobs that are still listed. */
const KEPT = 20;
/** The window is told of progress at most this often. */
const TELL_MS = 100;

interface Running {
  view: JobView;
  abort: AbortController;
  end: Promise<void>;
}

/** The jobs of one workspace. `tell` hears of every start, of progress now and then, and of every end. */
export function createJobs(given: {
  now(): Instant;
  tell(job: JobView): void;
  warn(message: string, fields: Record<string, unknown>): void;
}): Jobs {
  const running = new Map<string, Running>();
  let ended: JobView[] = [];
  let closed = false;

  function finish(id: string, state: JobView['state'], error: JobView['error']): void {
    const job = running.get(id);
    if (!job) return;
    running.delete(id);
    const view: JobView = { ...job.view, state, error, endedAt: given.now() };
    ended = [view, ...ended].slice(0, KEPT);
    given.tell(view);
  }

  function start(kind: JobKind, subject: string, work: Parameters<Jobs['start']>[2]): JobView {
    if (closed) throw new Error('the console is closing');
    const id = randomUUID();
    const abort = new AbortController();
    let toldAt = 0;
    const control: JobControl = {
      signal: abort.signal,
      progress(done, total) {
        const job = running.get(id);
        if (!job) return;
        job.view = { ...job.view, done, total: total ?? job.view.total };
        const now = performance.now();
        if (now - toldAt < TELL_MS) return;
        toldAt = now;
        given.tell(job.view);
      },
    };
    const view: JobView = {
      id,
      kind,
      subject,
      state: 'running',
      done: 0,
      total: null,
      startedAt: given.now(),
      endedAt: null,
      error: null,
    };
    const job: Running = { view, abort, end: Promise.resolve() };
    running.set(id, job);
    given.tell(view);
    job.end = Promise.resolve()
      .then(() => work(control))
      .then(
        (error) => {
          if (abort.signal.aborted) finish(id, 'cancelled', null);
          else finish(id, error === null ? 'done' : 'failed', error);
        },
        (error: unknown) => {
          if (abort.signal.aborted) return finish(id, 'cancelled', null);
          given.warn('a job failed', { kind, error });
          finish(id, 'failed', 'internal');
        },
      );
    return view;
  }

  return {
    start,
    list: () => [...[...running.values()].map(({ view }) => view).toReversed(), ...ended],
    cancel(id) {
      const job = running.get(id);
      job?.abort.abort();
      return job !== undefined;
    },
    async close() {
      closed = true;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ end }) => end));
    },
  };
}
