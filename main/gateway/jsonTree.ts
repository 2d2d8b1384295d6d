/**
 * JSON as received: where each value stands in the text, with string and number literals untouched. `JSON.parse` alone
 * would not do, since a signature covers the text and not the values (huifu-api.md §2.3).
 */
export type JsonNode =
  | { kind: 'object'; start: number; end: number; members: JsonMember[] }
  | { kind: 'array'; start: number; end: number; items: JsonNode[] }
  | { kind: 'string' | 'literal'; start: number; end: number };

export interface JsonMember {
  /** The key with its escapes resolved. */
  key: string;
  keyStart: number;
  keyEnd: number;
  value: JsonNode;
}

/** Deeper than any answer of the gateway, and shallow enough for the stack. */
const MAX_DEPTH = 64;

/** Reads a whole text as one JSON value by the strict grammar; `null` for anything else, or when nested too deeply. */
export function parseJsonTree(text: string): JsonNode | null {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.skipBlanks();
  return node && reader.at === text.length ? node : null;
}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  skipBlanks(): void {
    while (' \t\n\r'.includes(this.#text[this.at] ?? 'x')) this.at += 1;
  }

  value(depth: number): JsonNode | null {
    if (depth > MAX_DEPTH) return null;
    this.skipBlanks();
    switch (this.#text[this.at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true');
      case 'f':
        return this.#word('false');
      case 'n':
        return this.#word('null');
      default:
        return this.#number();
    }
  }

  #object(depth: number): JsonNode | null {
    const start = this.at;
    const members: JsonMember[] = [];
    this.at += 1;
    if (this.#take('}')) return { kind: 'object', start, end: this.at, members };
    do {
      this.skipBlanks();
      const key = this.#string();
      if (!key || !this.#take(':')) return null;
      const value = this.value(depth + 1);
      if (!value) return null;
      members.push({
        key: JSON.parse(this.#text.slice(key.start, key.end)) as string,
        keyStart: key.start,
        keyEnd: key.end,
        value,
      });
    } while (this.#take(','));
    return this.#take('}') ? { kind: 'object', start, end: this.at, members } : null;
  }

  #array(depth: number): JsonNode | null {
    const start = this.at;
    const items: JsonNode[] = [];
    this.at += 1;
    if (this.#take(']')) return { kind: 'array', start, end: this.at, items };
    do {
      const item = this.value(depth + 1);
      if (!item) return null;
      items.push(item);
    } while (this.#take(','));
    return this.#take(']') ? { kind: 'array', start, end: this.at, items } : null;
  }

  #string(): JsonNode | null {
    const start = this.at;
    if (this.#text[start] !== '"') return null;
    for (this.at += 1; this.at < this.#text.length; this.at += 1) {
      const c = this.#text[this.at]!;
      if (c === '"') {
        this.at += 1;
        return { kind: 'string', start, end: this.at };
      }
      if (c < ' ') return null;
      if (c === '\\' && !this.#escape()) return null;
    }
    return null;
  }

  /** Stands on a backslash; leaves off on the last character of the escape. */
  #escape(): boolean {
    this.at += 1;
    const c = this.#text[this.at] ?? '';
    if (c !== 'u') return c !== '' && '"\\/bfnrt'.includes(c);
    for (let n = 0; n < 4; n += 1) {
      this.at += 1;
      const digit = this.#text[this.at] ?? '';
      if (digit === '' || !'0123456789abcdefABCDEF'.includes(digit)) return false;
    }
    return true;
  }

  #number(): JsonNode | null {
    const start = this.at;
    if (this.#text[this.at] === '-') this.at += 1;
    if (this.#text[this.at] === '0') this.at += 1;
    else if (!this.#digits()) return null;
    if (this.#text[this.at] === '.') {
      this.at += 1;
      if (!this.#digits()) return null;
    }
    if (this.#text[this.at] === 'e' || this.#text[this.at] === 'E') {
      this.at += 1;
      if (this.#text[this.at] === '+' || this.#text[this.at] === '-') this.at += 1;
      if (!this.#digits()) return null;
    }
    return { kind: 'literal', start, end: this.at };
  }

  #digits(): boolean {
    const start = this.at;
    while (isDigit(this.#text[this.at])) this.at += 1;
    return this.at > start;
  }

  #word(word: string): JsonNode | null {
    if (!this.#text.startsWith(word, this.at)) return null;
    const start = this.at;
    this.at += word.length;
    return { kind: 'literal', start, end: this.at };
  }

  #take(c: string): boolean {
    this.skipBlanks();
    if (this.#text[this.at] !== c) return false;
    this.at += 1;
    return true;
  }
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9';
}
