import { parseJsonTree, type JsonNode } from '../jsonTree.ts';

/** Largest body that is read (huifu-api.md §5.2). */
export const MAX_NOTICE_BYTES = 1_048_576;

/** A real notice has a handful of fields. */
const MAX_FIELDS = 64;

/** The two parts of a notification that count, decoded once and otherwise as they came. */
export interface SignedText {
  text: string;
  sign: string;
}

/** Names under which the signed text travels: payments and refunds, and configuration callbacks (huifu-api.md §2.3). */
const TEXT_NAMES = ['resp_data', 'data'];

/**
 * Takes a notification's body apart: a form, or a JSON object with the same two fields (huifu-api.md §5.2). What it is
 * shows in its first character; the header that should say so is often wrong.
 *
 * @returns `null` when it is neither, holds no text or no signature, or names one of them twice (then nobody can say
 *   which one counts)
 */
export function readNoticeBody(body: Uint8Array): SignedText | null {
  if (body.byteLength > MAX_NOTICE_BYTES) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body).trim();
  } catch {
    return null;
  }
  return text.startsWith('{') ? fromJson(text) : fromForm(text);
}

/** `+` is a space and `%2B` a plus; decoded exactly once, or a Base64 signature breaks (huifu-api.md §8 no. 4). */
function fromForm(text: string): SignedText | null {
  const found = new Map<string, string>();
  const pairs = text.split('&', MAX_FIELDS + 1);
  if (pairs.length > MAX_FIELDS) return null;
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const [name, value] = [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    if (name === null || value === null || found.has(name)) return null;
    found.set(name, value);
  }
  return pick((name) => found.get(name));
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** In JSON the text is a string; where it is an object, its own characters are what was signed. */
function fromJson(text: string): SignedText | null {
  const root = parseJsonTree(text);
  if (root?.kind !== 'object') return null;
  const found = new Map<string, string>();
  for (const { key, value } of root.members) {
    if (found.has(key)) return null;
    found.set(key, partOf(text, value));
  }
  return pick((name) => found.get(name));
}

function partOf(text: string, node: JsonNode): string {
  const raw = text.slice(node.start, node.end);
  return node.kind === 'string' ? (JSON.parse(raw) as string) : raw;
}

function pick(field: (name: string) => string | undefined): SignedText | null {
  const sign = field('sign');
  const text = TEXT_NAMES.map(field).find((value) => value !== undefined && value !== '');
  return sign && text ? { text, sign } : null;
}
