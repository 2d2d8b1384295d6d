import type { Answered } from '../../../shared/contract/errors.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import { compareDay } from './day.ts';
import type { DeskNeeds } from './types.ts';

/** How a comparison ended. `replaced`: a person wanted one, and this one, which the console had begun, gave way. */
export type ComparisonEnd = 'done' | 'notDone' | 'replaced';

export interface Comparisons {
  /** Begins a person's comparison, before which one of the console gives way. `runBusy` while another person's runs. */
  byHand(day: BusinessDate): Answered<JobView>;
  /** Compares by itself; resolves at its end. Only while none {@link Comparisons.isUnderWay}. */
  byItself(day: BusinessDate): Promise<ComparisonEnd>;
  isUnderWay(): boolean;
  /** Stops one that the console has begun; a person's goes on. */
  stopOwn(): void;
}

interface UnderWay {
  job: JobView;
  automatic: boolean;
  replaced: boolean;
  end: Promise<ComparisonEnd>;
}

/**
 * One comparison at a time: two at once would take each other's differences for gone.
 *
 * @param ended told of every end of a comparison that a person began
 */
export function createComparisons(
  given: DeskNeeds,
  ended: (day: BusinessDate, end: ComparisonEnd) => void,
): Comparisons {
  let underWay: UnderWay | null = null;

  function begin(day: BusinessDate, automatic: boolean, before: Promise<unknown>): UnderWay {
    const end = Promise.withResolvers<ComparisonEnd>();
    const job = given.jobs.start('reconcile', day, async (control) => {
      let done = false;
      try {
        await before;
        const problem = await compareDay(given, day, control, automatic);
        done = problem === null && !control.signal.aborted;
        return problem;
      } finally {
        if (underWay === own) underWay = null;
        end.resolve(own.replaced ? 'replaced' : done ? 'done' : 'notDone');
      }
    });
    const own: UnderWay = { job, automatic, replaced: false, end: end.promise };
    underWay = own;
    return own;
  }

  return {
    byHand(day) {
      const before = underWay;
      if (before && !before.automatic) return failure('runBusy');
      if (before) {
        before.replaced = true;
        given.jobs.cancel(before.job.id);
      }
      const { job, end } = begin(day, false, Promise.resolve(before?.end));
      void end.then((how) => ended(day, how));
      return ok(job);
    },
    byItself: (day) => begin(day, true, Promise.resolve()).end,
    isUnderWay: () => underWay !== null,
    stopOwn() {
      if (underWay?.automatic) given.jobs.cancel(underWay.job.id);
    },
  };
}
