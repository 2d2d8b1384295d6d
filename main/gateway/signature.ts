import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { parseJsonTree, type JsonMember, type JsonNode } from './jsonTree.ts';

/**
 * Checks a signature over a received `data` text.
 *
 * @param raw the text exactly as received
 * @param sign standard Base64 with padding
 * @returns the text that the signature covers (read the fields from this one, not from `raw`), or `null` when none does
 */
export type Verifier = (raw: string, sign: string) => string | null;

/**
 * Makes a verifier for Huifu's public key (SPKI DER in Base64). RSASSA-PKCS1-v1_5 with SHA-256 (huifu-api.md §2.1).
 * With a key that cannot be read, nothing verifies.
 */
export function createVerifier(publicKey: string): Verifier {
  const key = readPublicKey(publicKey);
  return (raw, sign) => {
    const signature = readBase64(sign);
    if (!key || !signature) return null;
    const tried = new Set<string>();
    for (const text of signedTexts(raw)) {
      if (tried.has(text)) continue;
      tried.add(text);
      if (covers(key, text, signature)) return text;
    }
    return null;
  };
}

/** True when `signature` is the key's signature over the UTF-8 bytes of `text`. */
export function covers(key: KeyObject, text: string, signature: Buffer): boolean {
  return verify('sha256', Buffer.from(text, 'utf8'), { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}

/** An RSA public key from SPKI DER in Base64; `null` for anything else. */
export function readPublicKey(spki: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

/** Node skips what is not Base64; here only the one standard spelling counts. */
export function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null;
}

/**
 * The texts that the gateway may have signed for what arrived, likeliest first (huifu-api.md §2.2, §2.3 a–d): as received;
 * then compact, with the keys in each of the SDKs' orders and the strings in each of their spellings. All say the same
 * as what arrived; number literals are never rewritten.
 */
function* signedTexts(raw: string): Generator<string> {
  yield raw;
  const root = parseJsonTree(raw);
  // A key given twice would mean one thing to the sorter and another to the reader.
  if (root?.kind !== 'object' || hasTwins(root)) return;
  for (const order of keyOrders) {
    for (const spell of spellings) yield serialise(raw, root, { order, spell });
  }
}

/** Which objects have their keys sorted: none (C#), the outermost (PHP, Python), also those in its arrays (Java), all (Go). */
const keyOrders = ['received', 'top', 'topArrays', 'all'] as const;
type KeyOrder = (typeof keyOrders)[number];

/** Writes a string literal in another way: as received; with Go's three escapes undone; as little escaped as can be; as PHP does. */
type Spelling = (literal: string) => string;
const spellings: Spelling[] = [
  (literal) => literal,
  undoGoEscapes,
  plainString,
  (literal) => escapeSeparators(plainString(literal)),
];

function undoGoEscapes(literal: string): string {
  return literal.replaceAll('\\u003c', '<').replaceAll('\\u003e', '>').replaceAll('\\u0026', '&');
}

function plainString(literal: string): string {
  return JSON.stringify(JSON.parse(literal));
}

/** Escapes U+2028 and U+2029, which PHP, Java and Go never leave raw. */
function escapeSeparators(literal: string): string {
  return literal.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

interface Style {
  order: KeyOrder;
  spell: Spelling;
}

function serialise(text: string, node: JsonNode, style: Style, path: readonly JsonNode['kind'][] = []): string {
  const inner = [...path, node.kind];
  switch (node.kind) {
    case 'object': {
      const members = sorts(style.order, path) ? node.members.toSorted(byKey) : node.members;
      const parts = members.map(
        (m) => `${style.spell(text.slice(m.keyStart, m.keyEnd))}:${serialise(text, m.value, style, inner)}`,
      );
      return `{${parts.join(',')}}`;
    }
    case 'array':
      return `[${node.items.map((item) => serialise(text, item, style, inner)).join(',')}]`;
    case 'string':
      return style.spell(text.slice(node.start, node.end));
    case 'literal':
      return text.slice(node.start, node.end);
  }
}

/** @param path the kinds of the values around the object, outermost first */
function sorts(order: KeyOrder, path: readonly JsonNode['kind'][]): boolean {
  if (order === 'received') return false;
  if (order === 'all' || path.length === 0) return true;
  return order === 'topArrays' && path.length === 2 && path[1] === 'array';
}

function byKey(a: JsonMember, b: JsonMember): number {
  return a.key < b.key ? -1 : 1;
}

function hasTwins(node: JsonNode): boolean {
  if (node.kind === 'array') return node.items.some(hasTwins);
  if (node.kind !== 'object') return false;
  return (
    new Set(node.members.map((m) => m.key)).size < node.members.length || node.members.some((m) => hasTwins(m.value))
  );
}
