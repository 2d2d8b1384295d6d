import { err, ok, type Result } from './result.ts';

/** An amount in integer fen (1 yuan = 100 fen). Never a float, never yuan. */
export type Fen = number & { readonly __unit: 'fen' };

/** Largest amount the gateway can carry: 11 digits of yuan and 2 decimals (huifu-api.md §3.2.1). */
export const MAX_FEN = 9_999_999_999_999 as Fen;

/** Why a typed amount was refused. Each has its own sentence in `shared/i18n`. */
export const amountProblems = [
  'empty',
  'zero',
  'negative',
  'decimals',
  'exponent',
  'fullWidth',
  'comma',
  'tooLarge',
  'notANumber',
] as const;
export type AmountProblem = (typeof amountProblems)[number];

/** Marks a number as fen after checking that it is a whole, safe, non-negative one. Throws on a programming error. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an amount in fen: ${value}`);
  return value as Fen;
}

/**
 * Reads an amount in yuan as a person types it: digits, at most two decimals, surrounding blanks allowed.
 * Anything that could be misread (full-width digits, commas, exponents, a third decimal) is refused by name
 * instead of being guessed at.
 *
 * @returns the amount in fen, between 1 and {@link MAX_FEN}, or the reason why it was refused
 */
export function parseYuan(text: string): Result<Fen, AmountProblem> {
  const typed = text.trim();
  if (typed === '') return err('empty');
  if (/[\uFF0B-\uFF19\u3002]/.test(typed)) return err('fullWidth');
  if (/[,\u3001]/.test(typed)) return err('comma');
  if (/^[-\u2212]/.test(typed)) return err('negative');
  if (/^\d*\.?\d*e[+-]?\d+$/i.test(typed)) return err('exponent');
  const match = /^(\d*)(?:\.(\d*))?$/.exec(typed);
  const whole = match?.[1] ?? '';
  const decimals = match?.[2] ?? '';
  if (!match || whole + decimals === '') return err('notANumber');
  if (decimals.length > 2) return err('decimals');
  const digits = whole.replace(/^0+/, '');
  if (digits.length > 11) return err('tooLarge');
  const amount = Number(digits || '0') * 100 + Number(decimals.padEnd(2, '0') || '0');
  return amount === 0 ? err('zero') : ok(fen(amount));
}

/** Full-width digits and point turned into the plain ones they stand for; other characters are kept. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3002/g, '.');
}

/** `1250` → `"12.50"`: the gateway's form (huifu-api.md §3.2.1), two decimals, no separator. */
export function toYuan(amount: Fen): string {
  const whole = Math.floor(amount / 100);
  return `${whole}.${String(amount % 100).padStart(2, '0')}`;
}

/** `123450` → `"1,234.50"`: the form for the screen, with thousands separators and no currency sign. */
export function formatYuan(amount: Fen): string {
  const [whole = '0', decimals = '00'] = toYuan(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${decimals}`;
}

/**
 * Reads an amount from a gateway answer, where it may be `"12.50"`, `"12.5"`, `"12"`, `0`, or empty
 * (huifu-api.md §3.2.1). Works on the text, never through a float.
 *
 * @returns fen, or `null` when the field is absent, empty, or has no exact value in fen
 */
export function readGatewayAmount(value: unknown): Fen | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const match = /^(\d{1,11})(?:\.(\d{1,2})0*)?$/.exec(text.trim());
  if (!match) return null;
  return fen(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')));
}
