import type { JobKind } from '../../../shared/contract/jobs.ts';
import { businessDateOf, type BusinessDate } from '../../../shared/domain/time.ts';
import type { DayToCompare } from '../../ledger/interfaces/reconciliation.ts';
import { createComparisons, type Comparisons } from './comparisons.ts';
import { finishRuns } from './day.ts';
import type { DeskNeeds } from './types.ts';

/** Files come in rows: the first is not compared before the last is there. */
const SOON_MS = 500;
/** After the start, so that the first screen does not wait for it. */
const START_MS = 3_000;
/** A day may be over, and a month unlocked, without anything coming in. */
const LOOK_MS = 10 * 60_000;

/** While these run, more may come in; whatever they bring, they say so at their end. */
const bringing: ReadonlySet<JobKind> = new Set<JobKind>(['fetchStatements', 'importStatements']);

/** Comparing days by itself, when their statements are in. */
export interface Automatic extends Pick<Comparisons, 'byHand'> {
  start(): void;
  /** Looks very soon: statements may have come in. */
  soon(): void;
  /** Compares whatever is due now; resolves when that is through. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What is due is read from the ledger: a day whose statements are not the ones that were compared last. So a restart loses
 * nothing, and nothing is compared twice. A comparison that failed, or that a person stopped, is not begun again for the
 * same statements while this console runs.
 */
export function createAutomatic(given: DeskNeeds): Automatic {
  const { ledger } = given;
  const comparisons = createComparisons(given, (day, end) => void afterPerson(day, end));
  /** By day: the statements that a comparison was tried with, whatever came of it. */
  const tried = new Map<BusinessDate, string>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;
  let takenUp = false;

  function look(ms: number): void {
    if (stopped) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void tick(), ms).unref();
  }

  const due = () => ledger.daysToCompare(given.profile().id);
  const note = ({ day, files }: DayToCompare) => tried.set(day, files.join());

  async function afterPerson(day: BusinessDate, end: string): Promise<void> {
    try {
      const left = end === 'notDone' ? (await due()).find((one) => one.day === day) : undefined;
      if (left) note(left);
    } catch (error) {
      given.warn('a day is left to be compared again', { day, error });
    }
    look(SOON_MS);
  }

  async function next(): Promise<DayToCompare | undefined> {
    if (comparisons.isUnderWay() || !(await given.shelf.comparesItself())) return undefined;
    if (given.jobs.list().some(({ kind, state }) => state === 'running' && bringing.has(kind))) return undefined;
    const today = businessDateOf(given.now());
    // In practice the files of a day are there while it is still going on.
    const isOver = (day: BusinessDate) => day < today || given.profile().environment === 'practice';
    const days = await due();
    return days.find(({ day, files }) => isOver(day) && tried.get(day) !== files.join());
  }

  /** Once, and not while the start of the console waits for it: a large run is many pieces. */
  async function takeUp(): Promise<void> {
    if (takenUp || comparisons.isUnderWay()) return;
    await finishRuns(given);
    takenUp = true;
  }

  async function work(): Promise<void> {
    await takeUp();
    for (;;) {
      const one = await next();
      // A person may have begun one while this was looked up.
      if (!one || stopped || comparisons.isUnderWay()) return;
      const end = await comparisons.byItself(one.day);
      if (stopped || end === 'replaced') return;
      note(one);
    }
  }

  function tick(): Promise<void> {
    running ??= work()
      .catch((error: unknown) => given.warn('days were not compared', { error }))
      .finally(() => {
        running = null;
        look(LOOK_MS);
      });
    return running;
  }

  return {
    byHand: comparisons.byHand,
    start: () => look(START_MS),
    soon: () => look(SOON_MS),
    tick,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      comparisons.stopOwn();
      await running;
    },
  };
}
