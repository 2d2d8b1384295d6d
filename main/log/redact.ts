import { KeyObject } from 'node:crypto';
import { redactText } from './redactText.ts';

/** Fields whose values are never written, whatever they look like; names compared in lower case without separators. */
const HIDDEN =
  /^(?:sign|signature|pin|pem|der|pkcs8|key|authcode|paymentcode|cookie|certno)$|private|secret|password|passphrase|webhook.*key|endpointkey|terminalkey|authorization|credential|token/;

/** Fields that name a person or an account: only the last four characters are written. */
const MASKED = /openid|unionid|buyerid|buyerlogon|userid|accno|accountno|bankcard|cardno|phone|mobile|idcard/;

/** Numbers of 16 digits are cards and accounts; moments in ms have 13. */
const LONGEST_PLAIN_NUMBER = 1e15;
const DEEPEST = 8;
const MOST_ITEMS = 200;

/**
 * A copy of `value` that may be written to the log or handed to a stranger: nothing in it signs, unlocks or identifies.
 * Works by the names of fields and by the shape of texts, however deep they hide. The copy is plain JSON data; errors
 * keep name, message, code, stack and cause only.
 */
export function redact(value: unknown): unknown {
  return copy(value, 0, []);
}

function copy(value: unknown, depth: number, above: object[]): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'number':
      return Number.isFinite(value) && Math.abs(value) < LONGEST_PLAIN_NUMBER ? value : redactText(String(value));
    case 'bigint':
      return redactText(String(value));
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      break;
    default:
      return `[${typeof value}]`;
  }
  if (value === null) return null;
  if (above.includes(value)) return '[circular]';
  if (depth >= DEEPEST) return '[deep]';
  const below = [...above, value];
  const inner = (item: unknown) => copy(item, depth + 1, below);

  if (value instanceof KeyObject || value instanceof CryptoKey) return '[key]';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return fields(Object.entries({ name, message, code: Reflect.get(value, 'code'), stack, cause }), inner);
  }
  if (Array.isArray(value)) return list(value, inner);
  if (value instanceof Set) return list([...value], inner);
  if (value instanceof Map) return fields([...value].slice(0, MOST_ITEMS), inner);
  return fields(entriesOf(value), inner);
}

function isByte(item: unknown): boolean {
  return typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < 256;
}

function list(items: unknown[], inner: (item: unknown) => unknown): unknown {
  if (items.length >= 16 && items.every(isByte)) return `[${items.length} bytes]`;
  const shown = items.slice(0, MOST_ITEMS).map(inner);
  return items.length > MOST_ITEMS ? [...shown, `[${items.length - MOST_ITEMS} more]`] : shown;
}

function fields(entries: [unknown, unknown][], inner: (item: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) {
    if (value === undefined) continue;
    const label = typeof key === 'string' ? key : (JSON.stringify(inner(key)) ?? typeof key);
    const name = redactText(label);
    const plain = label.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (HIDDEN.test(plain) && value !== null && typeof value !== 'boolean') result[name] = '[hidden]';
    else if (MASKED.test(plain) && (typeof value === 'string' || typeof value === 'number')) {
      result[name] = lastFour(String(value));
    } else result[name] = inner(value);
  }
  return result;
}

/** A getter that throws must not take the log down with it. */
function entriesOf(value: object): [string, unknown][] {
  return Object.keys(value)
    .slice(0, MOST_ITEMS)
    .map((key) => {
      try {
        return [key, Reflect.get(value, key)];
      } catch {
        return [key, '[unreadable]'];
      }
    });
}

function lastFour(text: string): string {
  return text.length <= 4 ? '…' : `…${redactText(text).slice(-4)}`;
}
