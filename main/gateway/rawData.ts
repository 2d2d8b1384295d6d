import { parseJsonTree, type JsonNode } from './jsonTree.ts';

/** The two parts of an answer, as received (huifu-api.md §1.3). `null` for a part that is absent or of the wrong type. */
export interface Envelope {
  /** The `data` object's text, byte for byte. */
  data: string | null;
  sign: string | null;
}

/**
 * Finds `data` and `sign` at the top level of an answer without touching a character of either.
 *
 * @returns `null` when the body is not one JSON object, or names one of the two twice (then nobody can say which counts)
 */
export function readEnvelope(body: string): Envelope | null {
  const root = parseJsonTree(body);
  if (root?.kind !== 'object') return null;
  const found = new Map<string, JsonNode>();
  for (const { key, value } of root.members) {
    if (key !== 'data' && key !== 'sign') continue;
    if (found.has(key)) return null;
    found.set(key, value);
  }
  const data = found.get('data');
  const sign = found.get('sign');
  return {
    data: data?.kind === 'object' ? body.slice(data.start, data.end) : null,
    sign: sign?.kind === 'string' ? (JSON.parse(body.slice(sign.start, sign.end)) as string) : null,
  };
}
