/**
 * Numbers and dates read straight from bytes. Amounts never pass through a float with decimals: the digits are gathered as
 * an integer, and the number of decimals is given by whoever asks.
 */

/** Not a number of the kind that was asked for. */
const NOT_A_NUMBER = Number.NaN;
/** Up to 15 digits are exact in a double; a statement that has more is not one of ours. */
const MOST_DIGITS = 15;

/**
 * Reads a decimal as an integer of its last place: `12.5` with two decimals is 1250. More decimals are accepted only when
 * they are zeros. Thousands commas are accepted (they come in quoted fields only). An exponent is no number here: it is
 * what Excel leaves of one.
 *
 * @param at first byte of the trimmed field
 * @param end the byte after it
 * @returns {@link NOT_A_NUMBER} for anything else, the empty field included
 */
export function readDecimal(bytes: Uint8Array, at: number, end: number, decimals: number): number {
  let p = at;
  let negative = false;
  const first = bytes[p];
  if (first === 45 || first === 43) {
    negative = first === 45;
    p++;
  }
  // ¥ and ￥ in UTF-8 are left to the reader of bank lines, who trims them.
  let value = 0;
  let digits = 0;
  let seen = 0;
  for (; p < end; p++) {
    const digit = bytes[p]! - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (value > 0) digits++;
      seen++;
    } else if (digit !== -4 || seen === 0) break; // a comma between thousands
  }
  let places = 0;
  if (p < end && bytes[p] === 46) {
    p++;
    for (; p < end; p++) {
      const digit = bytes[p]! - 48;
      if (digit < 0 || digit > 9) return NOT_A_NUMBER;
      seen++;
      if (places < decimals) {
        value = value * 10 + digit;
        places++;
        if (value > 0) digits++;
      } else if (digit !== 0) return NOT_A_NUMBER;
    }
  }
  if (p !== end || seen === 0) return NOT_A_NUMBER;
  for (; places < decimals; places++) {
    value *= 10;
    if (value > 0) digits++;
  }
  if (digits > MOST_DIGITS) return NOT_A_NUMBER;
  return negative && value !== 0 ? -value : value;
}

/** Where {@link readMoment} puts what it found. */
export const moment = { day: 0, seconds: 0 };

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The six parts of a moment, and how many digits of a run belong to each. */
const parts = new Int32Array(6);
const WIDTHS = [4, 2, 2, 2, 2, 2];

/**
 * Reads a day, or a day and a time of 24 hours, in any of the ways that statements write them: `20260105`,
 * `20260105093000`, `2026-01-05 09:30:00`, `2026/1/5 9:30`, `2026-01-05T09:30:00+08:00`. Beijing time, whatever follows.
 *
 * @returns false when it is no moment that exists; then {@link moment} is not to be used. `seconds` is −1 without a time.
 */
export function readMoment(bytes: Uint8Array, at: number, end: number): boolean {
  const length = end - at;
  if ((length === 8 || length === 14) && sameDay(bytes, at)) {
    if (length === 8) {
      moment.day = knownDay;
      moment.seconds = -1;
      return true;
    }
    const hours = two(bytes, at + 8);
    const minutes = two(bytes, at + 10);
    const seconds = two(bytes, at + 12);
    if (hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60) {
      moment.day = knownDay;
      moment.seconds = hours * 3600 + minutes * 60 + seconds;
      return true;
    }
  }
  return readAnyMoment(bytes, at, end);
}

/** The eight digits of the day that was read last: most lines of a file are of one day. */
const knownBytes = new Uint8Array(8);
let knownDay = 0;

function sameDay(bytes: Uint8Array, at: number): boolean {
  for (let i = 7; i >= 0; i--) if (bytes[at + i] !== knownBytes[i]) return false;
  return knownDay !== 0;
}

function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

function readAnyMoment(bytes: Uint8Array, at: number, end: number): boolean {
  let part = 0;
  let p = at;
  while (p < end && part < 6) {
    let value = 0;
    let width = 0;
    const most = WIDTHS[part]!;
    for (; p < end && width < most; p++, width++) {
      const digit = bytes[p]! - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (width === 0 || (part === 0 && width !== 4)) return false;
    parts[part++] = value;
    const next = p < end ? bytes[p]! : 0;
    if (next === 45 || next === 47 || next === 58 || next === 32 || next === 84) p++;
    else if (next === 43 || next === 46 || next === 90) break; // a zone or parts of a second
  }
  const [year, month, day, hours, minutes] = [parts[0]!, parts[1]!, parts[2]!, parts[3]!, parts[4]!];
  if (part < 3 || part === 4 || month < 1 || month > 12 || day < 1 || year < 2000 || year > 2199) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > DAYS_IN_MONTH[month - 1]! + (leap ? 1 : 0)) return false;
  moment.day = year * 10_000 + month * 100 + day;
  if (moment.day !== knownDay) {
    knownDay = moment.day;
    knownBytes.set(Buffer.from(String(knownDay)));
  }
  if (part === 3) {
    moment.seconds = -1;
    return p === end;
  }
  const seconds = part === 6 ? parts[5]! : 0;
  if (hours > 23 || minutes > 59 || seconds > 59) return false;
  moment.seconds = hours * 3600 + minutes * 60 + seconds;
  const next = p < end ? bytes[p]! : 0;
  return next === 0 || next === 43 || next === 46 || next === 90;
}

/** Days since 1970-01-01 of a day written as the number yyyyMMdd. */
export function dayNumber(day: number): number {
  if (day === lastDay) return lastNumber;
  lastDay = day;
  lastNumber = Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100) / 86_400_000;
  return lastNumber;
}
let lastDay = 0;
let lastNumber = 0;

/** The day `days` after `day`, both as the number yyyyMMdd. */
export function shiftDay(day: number, days: number): number {
  const date = new Date((dayNumber(day) + days) * 86_400_000);
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** Seconds since 1970 in Beijing's own clock: only differences and days are ever made of it. */
export function beijingSeconds(day: number, seconds: number): number {
  return dayNumber(day) * 86_400 + seconds;
}

/** `2026-01-05T09:30:00+08:00` of {@link beijingSeconds}; empty when it is not known. */
export function isoTime(seconds: number): string {
  return seconds < 0 ? '' : `${new Date(seconds * 1000).toISOString().slice(0, 19)}+08:00`;
}
