/**
 * Values as text, for the way between the worlds of the page and to the main process. Electron clones structures; the
 * console's contract holds plain values only, so plain values (with `undefined`) are what is carried, and anything else
 * throws. Self-contained, because its source text also runs inside the page.
 */
export function createWire() {
  interface Lent {
    /** Takes a function or promise and returns a number that stands for it. */
    lend?: (value: object) => number;
    /** Makes a function or promise out of such a number. */
    borrow?: (id: number, kind: 'function' | 'promise') => unknown;
  }
  type Text = { u: 1 } | { v: unknown } | { a: Text[] } | { o: [string, Text][] } | { f: number } | { p: number };

  function encode(value: unknown, lent: Lent): Text {
    if (value === undefined) return { u: 1 };
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return { v: value };
    if (typeof value === 'number' && Number.isFinite(value)) return { v: value };
    if (typeof value === 'function' && lent.lend) return { f: lent.lend(value) };
    if (value instanceof Promise && lent.lend) return { p: lent.lend(value) };
    if (Array.isArray(value)) return { a: value.map((one) => encode(one, lent)) };
    const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
    if (prototype === null || prototype === Object.prototype) {
      return { o: Object.entries(value as object).map(([key, one]) => [key, encode(one, lent)]) };
    }
    throw new TypeError('An object could not be cloned: the stand-in host carries plain values only.');
  }

  function decode(text: Text, lent: Lent): unknown {
    if ('v' in text) return text.v;
    if ('u' in text) return undefined;
    if ('a' in text) return text.a.map((one) => decode(one, lent));
    if ('f' in text) return lent.borrow?.(text.f, 'function');
    if ('p' in text) return lent.borrow?.(text.p, 'promise');
    return Object.fromEntries(text.o.map(([key, one]) => [key, decode(one, lent)]));
  }

  return {
    pack: (value: unknown, lent: Lent = {}): string => JSON.stringify(encode(value, lent)),
    unpack: (text: string, lent: Lent = {}): unknown => decode(JSON.parse(text) as Text, lent),
  };
}

export type Wire = ReturnType<typeof createWire>;
