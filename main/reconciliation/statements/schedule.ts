import { businessDateOf, type BusinessDate } from '../../../shared/domain/time.ts';
import type { JobControl } from '../../jobs/types.ts';
import { automaticPeriods, newWait } from './calendar.ts';
import { runAsk } from './fetch.ts';
import { quotaOf } from './overview.ts';
import { nextAsk, type Ask } from './plan.ts';
import { loadSettings } from './settings.ts';
import type { StatementsNeeds } from './types.ts';

/** How often the clock is looked at. Nothing is asked of anybody unless something is due. */
const LOOK_MS = 30_000;
/** More than a day allows: a guard against going round in circles. */
const MOST_ASKS = 10;

export interface Schedule {
  /** @param since nothing from before this day is fetched by itself */
  start(since: BusinessDate): void;
  /** Looks very soon. */
  soon(): void;
  /** Looks now; resolves when everything due was asked for. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Asks for statements when they are due, one question at a time, by the clock on the wall and not by timers set long before. */
export function createSchedule(needs: StatementsNeeds): Schedule {
  let since: BusinessDate | null = null;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  const halt = new AbortController();

  function look(ms: number): void {
    if (halt.signal.aborted) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void tick(), ms).unref();
  }

  async function wishAutomatically(): Promise<void> {
    if (since === null) return;
    const { automatic, notOpened } = await loadSettings(needs);
    if (notOpened || automatic.length === 0) return;
    const now = needs.now();
    const { id } = needs.profile();
    const periods = automaticPeriods(automatic, businessDateOf(now), since);
    const waits = periods.map(({ kind, period }) => newWait(id, kind, period, { now, wanted: false, atOnce: false }));
    if (waits.length > 0) await needs.ledger.addStatementWaits(waits);
  }

  async function next(): Promise<Ask | null> {
    const open = await needs.ledger.statementWaits(needs.profile().id, 'open');
    const { left } = await quotaOf(needs);
    const { notOpened } = await loadSettings(needs);
    return nextAsk(notOpened ? open.filter(({ wanted }) => wanted) : open, needs.now(), left);
  }

  async function work(): Promise<void> {
    await wishAutomatically();
    for (let asks = 0; asks < MOST_ASKS && !halt.signal.aborted; asks += 1) {
      const ask = await next();
      if (!ask || halt.signal.aborted) return;
      const through = Promise.withResolvers<null>();
      const subject =
        ask.waits
          .map(({ period }) => period)
          .toSorted()
          .at(-1) ?? ask.fileDate;
      needs.jobs.start('fetchStatements', subject, async (control: JobControl) => {
        try {
          return await runAsk(needs, ask, control);
        } finally {
          through.resolve(null);
        }
      });
      await through.promise;
      needs.changed();
    }
  }

  function tick(): Promise<void> {
    running ??= work()
      .catch((error: unknown) => needs.warn('statements were not looked after', { error }))
      .finally(() => {
        running = null;
        look(LOOK_MS);
      });
    return running;
  }

  return {
    start(day) {
      since = day;
      look(0);
    },
    soon: () => look(0),
    tick,
    async stop() {
      halt.abort();
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
