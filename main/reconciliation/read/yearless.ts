import { beijingSeconds, dayNumber, moment, readMoment } from '../bytes/numbers.ts';

const text = new Uint8Array(14);

/**
 * Reads MMDDhhmmss, to which UnionPay gives no year: the year is the one that brings it nearest to the day of the run, so
 * that 31 December is the old year's on 1 January.
 */
export function yearlessMoment(bytes: Uint8Array, from: number, to: number, day: number): boolean {
  if (to - from !== 10 || day === 0) return false;
  const year = Math.floor(day / 10_000);
  let best = -1;
  let distance = Infinity;
  for (const candidate of [year - 1, year, year + 1]) {
    text.set(Buffer.from(String(candidate)));
    text.set(bytes.subarray(from, to), 4);
    if (!readMoment(text, 0, 14)) continue;
    const away = Math.abs(beijingSeconds(moment.day, 0) / 86_400 - dayNumber(day));
    if (away < distance) [best, distance] = [candidate, away];
  }
  if (best < 0) return false;
  text.set(Buffer.from(String(best)));
  return readMoment(text, 0, 14);
}
