import { FieldSplitter, COMMA } from '../bytes/fields.ts';

/** Splits lines of fixed widths (in bytes, one blank between the fields) the way that {@link FieldSplitter} splits others. */
export class WidthSplitter extends FieldSplitter {
  readonly #widths: readonly number[];

  constructor(widths: readonly number[]) {
    super(COMMA);
    this.#widths = widths;
  }

  override split(bytes: Uint8Array, at: number): boolean {
    const newline = bytes.indexOf(10, at);
    const end = bytes[newline - 1] === 13 ? newline - 1 : newline;
    this.next = newline + 1;
    this.broken = false;
    this.dirty = true;
    this.extraLines = 0;
    this.count = 0;
    let p = at;
    for (const width of this.#widths) {
      if (p + width > end) break;
      this.from[this.count] = p;
      this.to[this.count] = p + width;
      this.count++;
      p += width;
      if (p < end && bytes[p] !== 32) this.broken = true;
      p++;
    }
    return true;
  }
}
