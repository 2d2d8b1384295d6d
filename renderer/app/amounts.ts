import { fen, formatYuan } from '../../shared/domain/money.ts';

/** Fen with its sign: `-1250` → `−12.50`. A real minus sign, so that it is not taken for a dash. */
export function signedYuan(amount: number): string {
  return `${amount < 0 ? '−' : ''}${formatYuan(fen(Math.abs(amount)))}`;
}

/** 1/1000 fen with its sign: two decimals where that is exact, else five. */
export function finestYuan(millifen: number): string {
  if (millifen % 1000 === 0) return signedYuan(millifen / 1000);
  const whole = Math.floor(Math.abs(millifen) / 1000);
  const rest = String(Math.abs(millifen) % 1000).padStart(3, '0');
  return `${millifen < 0 ? '−' : ''}${formatYuan(fen(whole))}${rest}`;
}

/** `20261123` → `2026-11-23`. */
export function dayText(day: string): string {
  return day.replace(/^(....)(..)(..)$/, '$1-$2-$3');
}

/** `202611` → `2026-11`. */
export function monthText(month: string): string {
  return month.replace(/^(....)(..)$/, '$1-$2');
}
