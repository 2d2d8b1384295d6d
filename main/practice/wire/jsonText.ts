/**
 * JSON with the number literals kept as they were written, so that `0.00` stays `0.00` on the way in and out
 * (huifu-api.md §2.4 example 3). Rests on the engine's own access to the source text of a literal.
 */
interface SourceTextJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
}

/** TypeScript's es2024 library does not list these three yet; Node 24 has them. */
const json = JSON as unknown as SourceTextJson;

/** How the keys of objects are ordered when written: as given, the outermost object's sorted, or every object's sorted. */
export type KeyOrder = 'asGiven' | 'topSorted' | 'allSorted';

/** A number that is written exactly so: `literal('0.00')`. */
export function literal(text: string): object {
  return json.rawJSON(text);
}

/**
 * Parses JSON; numbers become literals that {@link compact} writes back digit by digit.
 * Throws `SyntaxError` for what is not JSON and `RangeError` for what is nested too deep to walk.
 */
export function parseKeepingNumbers(text: string): unknown {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? json.rawJSON(source) : value,
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !json.isRawJSON(value);
}

/** Writes JSON without blanks, `/` and non-ASCII unescaped, leaving out `undefined`; keys sorted by their UTF-8 bytes. */
export function compact(value: unknown, order: KeyOrder): string {
  const inner = order === 'topSorted' ? 'asGiven' : order;
  if (Array.isArray(value)) return `[${value.map((item) => compact(item, inner)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  if (order !== 'asGiven') keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${compact(value[key], inner)}`).join(',')}}`;
}
