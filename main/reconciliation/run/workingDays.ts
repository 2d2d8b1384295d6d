import { dayNumber, shiftDay } from '../bytes/numbers.ts';

/** The first working day after a day: weekends and the given holidays move it on. */
export function nextWorkingDay(day: string, holidays: readonly string[]): string {
  let next = Number(day);
  do next = shiftDay(next, 1);
  while (isWeekend(next) || holidays.includes(String(next)));
  return String(next);
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (dayNumber(day) + 4) % 7;
  return weekday === 0 || weekday === 6;
}
