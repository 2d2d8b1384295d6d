import {
  firstFileDate,
  isMonthly,
  monthBefore,
  readyMinutes,
  type StatementKind,
  type StatementPeriod,
  type StatementWait,
} from '../../../shared/domain/statement.ts';
import { addDays, businessDateOf, instant, startOfBusinessDate } from '../../../shared/domain/time.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time.ts';

/** Past the time that Huifu names: its clock and ours need not agree to the second. */
const MARGIN_MS = 5 * 60_000;

/** A month's file comes on a day of the next month that Huifu does not name; looked for on each of the first few (§3.8.3). */
export const MONTH_FILE_DAYS = 5;

/** Days before today that are fetched without anybody asking; older ones are for a person to ask for. */
const AUTOMATIC_DAYS = 7;

/** Huifu keeps one year (huifu-api.md §3.8.3). */
const HISTORY_DAYS = 365;

/** From when on a file of this date may be asked for. */
export function readyAt(kind: StatementKind, fileDate: BusinessDate): Instant {
  return instant(startOfBusinessDate(fileDate) + readyMinutes[kind] * 60_000 + MARGIN_MS);
}

/** A wish for a statement, before anything was asked. */
export function newWait(
  profileId: string,
  kind: StatementKind,
  period: StatementPeriod,
  given: { now: Instant; wanted: boolean; atOnce: boolean },
): StatementWait {
  const fileDate = firstFileDate(kind, period);
  return {
    profileId,
    kind,
    period,
    fileDate,
    state: 'waiting',
    dueAt: given.atOnce ? given.now : readyAt(kind, fileDate),
    wanted: given.wanted,
    alone: false,
    tries: 0,
    problem: null,
    said: null,
    changedAt: given.now,
  };
}

/**
 * What is fetched without anybody asking: of daily kinds the last days, of monthly ones the last month; nothing from before
 * the profile was there.
 *
 * @param since the first day of interest
 */
export function automaticPeriods(
  kinds: readonly StatementKind[],
  today: BusinessDate,
  since: BusinessDate,
): { kind: StatementKind; period: StatementPeriod }[] {
  const wanted: { kind: StatementKind; period: StatementPeriod }[] = [];
  for (const kind of kinds) {
    if (isMonthly(kind)) {
      const month = monthBefore(today);
      if (month >= since.slice(0, 6) && Number(today.slice(6)) <= 2 * MONTH_FILE_DAYS)
        wanted.push({ kind, period: month });
      continue;
    }
    for (let back = 1; back <= AUTOMATIC_DAYS; back += 1) {
      const day = addDays(today, -back);
      if (day >= since) wanted.push({ kind, period: day as string as StatementPeriod });
    }
  }
  return wanted;
}

/** Whether Huifu can have a statement of this period at all: it is over (or, in practice, has begun), and not too old. */
export function isFetchable(
  kind: StatementKind,
  period: StatementPeriod,
  today: BusinessDate,
  atOnce: boolean,
): boolean {
  const fileDate = firstFileDate(kind, period);
  const latest = atOnce && !isMonthly(kind) ? addDays(today, 1) : today;
  return fileDate <= latest && fileDate >= addDays(today, -HISTORY_DAYS);
}

/** The moment at which the Beijing day that `at` falls on is over. */
export function endOfDay(at: Instant): Instant {
  return startOfBusinessDate(addDays(businessDateOf(at), 1));
}
