import { isMonthly, type StatementKind, type StatementPeriod } from '../../../shared/domain/statement.ts';
import { addDays, businessDateOf, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import { clockTime } from '../../app/times.ts';

/** `2026-11-27`, or `2026-11` for a month. */
export function periodText(period: StatementPeriod): string {
  return period.replace(/^(\d{4})(\d{2})(\d{2})?$/, (_, year, month, day) =>
    [year, month, day].filter(Boolean).join('-'),
  );
}

/** `12:05` today, else `11-29 12:05`. */
export function momentText(at: Instant, now: Instant): string {
  const time = clockTime(at).slice(0, 5);
  const day = businessDateOf(at);
  return day === businessDateOf(now) ? time : `${day.slice(4, 6)}-${day.slice(6)} ${time}`;
}

/** `690` → `11:30`. */
export function minutesText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function monthOf(period: string): StatementPeriod {
  return period.slice(0, 6) as StatementPeriod;
}

/** The month `by` months away. */
export function shiftMonth(month: StatementPeriod, by: number): StatementPeriod {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + by;
  return `${Math.floor(index / 12)}${String((index % 12) + 1).padStart(2, '0')}` as StatementPeriod;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: StatementPeriod): number {
  return (new Date(`${periodText(day)}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Whether a day or month has not begun yet in Beijing. */
export function isAhead(period: StatementPeriod, today: BusinessDate): boolean {
  return period > today.slice(0, period.length);
}

export function kindsFor(period: StatementPeriod, kinds: readonly StatementKind[]): StatementKind[] {
  return kinds.filter((kind) => isMonthly(kind) === (period.length === 6));
}

/** The day that a bookkeeper most likely wants: yesterday, or in practice today. */
export function usualDay(today: BusinessDate, practice: boolean): StatementPeriod {
  return (practice ? today : addDays(today, -1)) as string as StatementPeriod;
}
