import type { CloseRun } from '../../shared/contract/closing.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import { cannotBeClosed } from '../../shared/domain/closing.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { businessDateOf } from '../../shared/domain/time.ts';
import type { JobControl } from '../jobs/types.ts';
import type { Closing } from './closing.ts';
import type { PaymentsContext } from './types.ts';

/** Closes that are under way at once. */
const AT_ONCE = 4;

/** A close without an answer is not waited for longer than this; it goes on by itself. */
const PATIENCE_MS = 30_000;

type Result = CloseRun['rows'][number]['result'];

/** Closing many orders as one job. Each goes the way of a single close: the wish on disk, a query before and after. */
export function createCloseMany(context: PaymentsContext, closing: Closing) {
  /** `by`: whose scope it was begun in; `null` where somebody began it who sees everything. */
  let latest: { job: JobView; by: string | null; results: Map<string, { payment: Payment; result: Result }> } | null =
    null;

  async function closeOne(id: string, signal: AbortSignal): Promise<{ payment: Payment; result: Result } | null> {
    const before = await context.ledger.payment(id);
    if (!before || before.profileId !== context.profile().id) return null;
    if (!isEnded(before.state) && cannotBeClosed(before)) return { payment: before, result: 'cannotClose' };
    if (!isEnded(before.state)) {
      await closing.request(before);
      await Promise.race([closing.done(id), patience(signal)]);
    }
    const payment = (await context.ledger.payment(id)) ?? before;
    if (payment.state === 'paid') return { payment, result: 'paidWhileClosing' };
    if (isEnded(payment.state)) return { payment, result: 'closed' };
    const wish = closing.pending(id);
    if (wish) return { payment, result: wish.state === 'scheduled' ? 'scheduled' : 'unknown' };
    return { payment, result: 'notClosed' };
  }

  async function work(ids: string[], results: NonNullable<typeof latest>['results'], control: JobControl) {
    const { signal } = control;
    const queue = [...ids];
    let done = 0;
    const worker = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const known = results.get(id)!;
        if (signal.aborted) results.set(id, { ...known, result: 'left' });
        else results.set(id, (await closeOne(id, signal)) ?? { ...known, result: 'left' });
        done += 1;
        control.progress(done, ids.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return null;
  }

  return {
    /** Starts to close these orders; those that have ended meanwhile are only reported. */
    start(ids: string[]): JobView {
      const scope = context.scope();
      const results: NonNullable<typeof latest>['results'] = new Map();
      const job = context.jobs.start('closeStale', businessDateOf(context.now()), async (control) => {
        for (const id of new Set(ids)) {
          const payment = await context.ledger.payment(id, scope);
          if (payment?.profileId === context.profile().id) results.set(id, { payment, result: 'queued' });
        }
        return work([...results.keys()], results, control);
      });
      latest = { job, by: scope?.operatorId ?? null, results };
      return job;
    },
    /** A cashier's view has their own only. */
    run(): CloseRun | null {
      const scope = context.scope();
      if (latest === null || (scope !== null && scope.operatorId !== latest.by)) return null;
      return { jobId: latest.job.id, rows: [...latest.results.values()] };
    },
  };
}

/** Resolves when there is no more waiting, or when the job is stopped. */
function patience(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
