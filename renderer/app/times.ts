import { toBeijingStamp, type Instant } from '../../shared/domain/time.ts';

/** `21:06:05`, Beijing time. */
export function clockTime(at: Instant): string {
  return toBeijingStamp(at)
    .slice(8)
    .replace(/(..)(..)(..)/, '$1:$2:$3');
}

/** `2026-01-05 21:06:05`, Beijing time. */
export function dateTime(at: Instant): string {
  return `${toBeijingStamp(at)
    .slice(0, 8)
    .replace(/(....)(..)(..)/, '$1-$2-$3')} ${clockTime(at)}`;
}

export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days';

/** A length of time in its largest fitting unit, rounded: 95 s are 2 minutes. */
export function roughDuration(ms: number): { unit: DurationUnit; count: number } {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 90) return { unit: 'seconds', count: seconds };
  if (seconds < 90 * 60) return { unit: 'minutes', count: Math.round(seconds / 60) };
  if (seconds < 36 * 3600) return { unit: 'hours', count: Math.round(seconds / 3600) };
  return { unit: 'days', count: Math.round(seconds / 86_400) };
}
