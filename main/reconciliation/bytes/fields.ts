/** How the fields of a line are set apart. */
export interface Layout {
  /** Byte of the separator: comma, tab, semicolon, bar. */
  separator: number;
  /** WeChat's way: every value begins with a backtick, so the separator is comma and backtick, and values may hold commas. */
  backtick: boolean;
  /** RFC 4180 quotes. */
  quotes: boolean;
}

export const COMMA: Layout = { separator: 44, backtick: false, quotes: true };
export const BACKTICK: Layout = { separator: 44, backtick: true, quotes: false };

/** Most fields that a line may have. */
const MOST_FIELDS = 256;
/** A quoted field that does not end within this many bytes has lost its quote. */
const LONGEST_QUOTED = 64 * 1024;

/**
 * Splits lines into fields without making strings: where a field begins and ends is put into `from` and `to`.
 * Works the same for UTF-8 and GB18030, because the bytes that it looks for never are part of a longer character there
 * (the bar is, in GB18030; see `layoutOf`).
 */
export class FieldSplitter {
  readonly from = new Int32Array(MOST_FIELDS + 1);
  readonly to = new Int32Array(MOST_FIELDS + 1);
  count = 0;
  /** The byte after the line's own end, its newline included. */
  next = 0;
  /** The line has a quote that nothing closes, or text after a closing quote. */
  broken = false;
  /** There are blanks, tabs, quotes or the like: the fields have to be trimmed. */
  dirty = false;
  /** Newlines inside quoted fields. */
  extraLines = 0;
  readonly #layout: Layout;
  /** Quoted fields of this line with a doubled quote inside. */
  readonly #doubled: number[] = [];

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /**
   * Splits the line that begins at `at`. Doubled quotes are made single in place, so the line's bytes change.
   *
   * @param end the byte after the last newline; a newline must be there
   * @returns false when a quoted field runs past `end`: more bytes are needed
   */
  split(bytes: Uint8Array, at: number, end: number, final: boolean): boolean {
    const { separator, backtick, quotes } = this.#layout;
    const highest = Math.max(separator, 44);
    const { from, to } = this;
    this.broken = false;
    this.extraLines = 0;
    if (this.#doubled.length > 0) this.#doubled.length = 0;
    let count = 0;
    let p = at;
    if (backtick && bytes[p] === 96) p++;
    from[0] = p;
    this.dirty = false;
    for (;;) {
      let byte = bytes[p]!;
      // Digits, letters and Chinese are all above the comma.
      while (byte > highest) byte = bytes[++p]!;
      if (byte === separator) {
        if (!backtick || bytes[p + 1] === 96) {
          to[count] = p;
          if (count < MOST_FIELDS) count++;
          if (backtick) p++;
          from[count] = p + 1;
        }
      } else if (byte === 10) {
        to[count] = p > at && bytes[p - 1] === 13 ? p - 1 : p;
        if (to[count]! < from[count]!) to[count] = from[count]!;
        return this.#end(bytes, count + 1, p + 1);
      } else if (byte === 34 && quotes && p === from[count]) {
        const close = this.#quoted(bytes, p, end, count);
        if (close === -1) {
          if (!final && end - at < LONGEST_QUOTED) return false;
          this.broken = true; // the quote is taken for an ordinary character, the line for a bad one
        } else {
          p = close;
          const after = bytes[p]!;
          if (after === separator) {
            if (count < MOST_FIELDS) count++;
            from[count] = p + 1;
          } else if (after === 10 || (after === 13 && bytes[p + 1] === 10)) {
            return this.#end(bytes, count + 1, after === 10 ? p + 1 : p + 2);
          } else {
            this.broken = true;
            p--;
          }
        }
      } else if (byte !== 13 && byte < 45) this.dirty = true;
      p++;
    }
  }

  /** Reads a quoted field from its opening quote. Gives the byte after the closing one, or −1 when there is none. */
  #quoted(bytes: Uint8Array, open: number, end: number, field: number): number {
    const limit = Math.min(end, open + LONGEST_QUOTED);
    let doubled = false;
    for (let p = open + 1; p < limit; p++) {
      if (bytes[p] !== 34) continue;
      if (p + 1 < limit && bytes[p + 1] === 34) {
        doubled = true;
        p++;
        continue;
      }
      this.from[field] = open + 1;
      this.to[field] = p;
      if (doubled) this.#doubled.push(field);
      this.extraLines += newlines(bytes, open + 1, p);
      return p + 1;
    }
    return -1;
  }

  /** Only once the whole line is there: until then its bytes may have to be split again. */
  #end(bytes: Uint8Array, count: number, next: number): true {
    this.count = count;
    this.next = next;
    for (const field of this.#doubled) this.to[field] = halveQuotes(bytes, this.from[field]!, this.to[field]!);
    return true;
  }

  /** Takes blanks, tabs and the guards that spreadsheets need (backtick, apostrophe, `="…"`) off both ends of a field. */
  trim(bytes: Uint8Array, field: number): void {
    let start = this.from[field]!;
    let stop = this.to[field]!;
    while (start < stop) {
      const byte = bytes[start]!;
      if (byte === 32 || byte === 9 || byte === 96 || byte === 39 || byte === 13) start++;
      else if (byte === 61 && bytes[start + 1] === 34 && stop - start > 2 && bytes[stop - 1] === 34) {
        start += 2;
        stop--;
      } else break;
    }
    while (stop > start) {
      const byte = bytes[stop - 1]!;
      if (byte === 32 || byte === 9 || byte === 13) stop--;
      else break;
    }
    this.from[field] = start;
    this.to[field] = stop;
  }
}

/** Makes doubled quotes single, in place. Gives the new end of the field. */
function halveQuotes(bytes: Uint8Array, from: number, to: number): number {
  let write = from;
  for (let p = from; p < to; p++) {
    bytes[write++] = bytes[p]!;
    if (bytes[p] === 34) p++;
  }
  return write;
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let p = bytes.indexOf(10, from); p >= 0 && p < to; p = bytes.indexOf(10, p + 1)) count++;
  return count;
}
