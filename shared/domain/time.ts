/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __unit: 'ms' };

/** A calendar day in Beijing as the gateway writes it: `yyyyMMdd`. Not an instant, and never made from the PC's zone. */
export type BusinessDate = string & { readonly __unit: 'yyyyMMdd' };

/** Beijing has been a fixed UTC+8 since 1991; the gateway knows no other zone (huifu-api.md §3.2.1). */
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not an instant in ms: ${ms}`);
  return ms as Instant;
}

/** `yyyyMMddHHmmss` in Beijing time, the gateway's form of a moment. */
export function toBeijingStamp(at: Instant): string {
  return new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace(/[-T:]/g, '');
}

/** The Beijing calendar day that `at` falls on. */
export function businessDateOf(at: Instant): BusinessDate {
  return toBeijingStamp(at).slice(0, 8) as BusinessDate;
}

/** Accepts `yyyyMMdd` of a day that exists; anything else is `null`. */
export function parseBusinessDate(text: string): BusinessDate | null {
  if (!/^\d{8}$/.test(text)) return null;
  const ms = startOfUtcDay(text);
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10).replace(/-/g, '') === text
    ? (text as BusinessDate)
    : null;
}

/** Midnight in Beijing at which `date` begins. */
export function startOfBusinessDate(date: BusinessDate): Instant {
  return instant(startOfUtcDay(date) - BEIJING_OFFSET_MS);
}

/** The day `days` after `date` (before it when negative). */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return businessDateOf(instant(startOfBusinessDate(date) + days * DAY_MS));
}

/**
 * Reads `yyyyMMddHHmmss` from a gateway answer (docs sometimes print `HHMMSS`, meaning the same; huifu-api.md §3.2.1).
 *
 * @returns `null` for anything that is not a moment that exists
 */
export function parseBeijingStamp(value: unknown): Instant | null {
  if (typeof value !== 'string') return null;
  const m = /^(\d{8})(\d{2})(\d{2})(\d{2})$/.exec(value.trim());
  const date = m ? parseBusinessDate(m[1]!) : null;
  if (!m || !date) return null;
  const [hours, minutes, seconds] = [Number(m[2]), Number(m[3]), Number(m[4])];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return instant(startOfBusinessDate(date) + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function startOfUtcDay(text: string): number {
  return Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T00:00:00Z`);
}
