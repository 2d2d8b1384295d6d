import { readGatewayAmount, type Fen } from '../../shared/domain/money.ts';

/** The business fields of an answer, as parsed from the verified text. Types and spellings vary (huifu-api.md §8, §10). */
export type AnswerFields = Readonly<Record<string, unknown>>;

/** Longest text kept from an answer; `resp_desc` is documented with 512 characters. */
const MAX_TEXT = 512;

/** Parses a JSON object; anything else is `null`. */
export function readFields(text: string): AnswerFields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** A field by its name, or else by the name in other upper and lower case; `undefined` when absent. */
export function fieldOf(fields: AnswerFields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(fields).find((k) => k.toLowerCase() === wanted);
  return key === undefined ? undefined : fields[key];
}

/** The first of the named fields that holds text or a number, trimmed and without control characters; `''` when none. */
export function textOf(fields: AnswerFields, ...names: string[]): string {
  for (const name of names) {
    const value = fieldOf(fields, name);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = String(value)
      .replace(/\p{Cc}/gu, ' ')
      .trim();
    if (text !== '') return text.slice(0, MAX_TEXT);
  }
  return '';
}

/** Like {@link textOf}, with `null` for nothing. */
export function textOrNull(fields: AnswerFields, ...names: string[]): string | null {
  return textOf(fields, ...names) || null;
}

/** The first of the named fields that is an amount in yuan, in fen; `null` when none is. */
export function amountOf(fields: AnswerFields, ...names: string[]): Fen | null {
  for (const name of names) {
    const amount = readGatewayAmount(fieldOf(fields, name));
    if (amount !== null) return amount;
  }
  return null;
}

/** Nested objects come as objects or as JSON text, sometimes wrapped twice (huifu-api.md §8 no. 22). */
export function parseMaybeJson(value: unknown): unknown {
  let current = value;
  for (let level = 0; level < 2 && typeof current === 'string'; level += 1) {
    if (!/^\s*["[{]/.test(current)) return current;
    try {
      current = JSON.parse(current) as unknown;
    } catch {
      return current;
    }
  }
  return current;
}

/** A nested object by its name, however it is wrapped; empty when absent. */
export function nestedFields(fields: AnswerFields, name: string): AnswerFields {
  const value = parseMaybeJson(fieldOf(fields, name));
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is AnswerFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
