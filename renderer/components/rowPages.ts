import type { Answered, ConsoleError } from '../../shared/contract/errors.ts';

/** Rows asked for at a time. */
export const PAGE_ROWS = 200;

/** A page that was dropped may have gained rows meanwhile; it is read again with some to spare, then cut to its end. */
const SPARE_ROWS = 50;

/** Pages kept before and after those on screen; all others keep only the key at which they begin. */
const KEPT_PAGES = 3;

const NO_ROWS: readonly never[] = [];

interface Page<Row, Cursor> {
  after: Cursor | null;
  count: number;
  rows: readonly Row[] | null;
}

/** How a list is read: by key, forward only. */
export interface PageSource<Row, Cursor> {
  load: (after: Cursor | null, limit: number) => Promise<Answered<{ rows: Row[]; next: Cursor | null }>>;
  idOf: (row: Row) => string;
  /** Whether `row` stands below the row that `cursor` is the key of. */
  isBelow: (row: Row, cursor: Cursor) => boolean;
}

/**
 * A long list of which the window holds only what is near the screen. Reads forward by key, page by page, as the
 * reader nears the end; drops far pages and reads them again by the key at which they begin. So memory stays flat
 * however far one scrolls. Rows keep their identity while they are held.
 */
export class RowPages<Row, Cursor> {
  readonly #source: PageSource<Row, Cursor>;
  readonly #listeners = new Set<() => void>();
  readonly #reading = new Set<number>();
  #pages: Page<Row, Cursor>[] = [];
  /** Index of each page's first row. */
  #starts: number[] = [];
  #count = 0;
  #next: Cursor | null = null;
  #state: 'new' | 'more' | 'complete' = 'new';
  #error: ConsoleError | null = null;
  #held: readonly Row[] = [];
  #top: Row | null = null;
  #version = 0;
  /** Counts restarts, so that an answer that comes after one is not taken for the new list's. */
  #turn = 0;

  constructor(source: PageSource<Row, Cursor>) {
    this.#source = source;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  /** Changes whenever anything that can be read from here has changed. */
  readonly version = (): number => this.#version;

  /** Rows reached so far, whether held or dropped. */
  get count(): number {
    return this.#count;
  }
  /** True once the first page is here. */
  get started(): boolean {
    return this.#state !== 'new';
  }
  /** True once the last row has been reached. */
  get complete(): boolean {
    return this.#state === 'complete';
  }
  get error(): ConsoleError | null {
    return this.#error;
  }
  /** The rows held now, in order; the same array until they change. */
  get held(): readonly Row[] {
    return this.#held;
  }

  /** The first row of the list when it was last read from the top. */
  get top(): Row | null {
    return this.#top;
  }

  /** The row at a place in the list; `null` while its page is not held. */
  rowAt(index: number): Row | null {
    const place = this.#pageAt(index);
    return this.#pages[place]?.rows?.[index - this.#starts[place]!] ?? null;
  }

  /** The place of a held row; -1 if it is not held. */
  indexOf(id: string): number {
    for (const [place, page] of this.#pages.entries()) {
      const within = page.rows?.findIndex((row) => this.#source.idOf(row) === id) ?? -1;
      if (within >= 0) return this.#starts[place]! + within;
    }
    return -1;
  }

  /** Reads from the top again; what is shown stays until the new first page is here. */
  async restart(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#reading.clear();
    const answer = await this.#source.load(null, PAGE_ROWS);
    if (turn !== this.#turn) return;
    if (answer.ok) {
      this.#pages = [];
      this.#starts = [];
      this.#count = 0;
      this.#append(null, answer.data);
      this.#top = answer.data.rows[0] ?? null;
    }
    this.#error = answer.ok ? null : answer.error;
    this.#changed();
  }

  /** Says which rows are on screen: reads what is missing there, reads on near the end, and drops what is far. */
  want(first: number, last: number): void {
    if (this.#state === 'new' || this.#error) return;
    const [from, to] = [this.#pageAt(first), this.#pageAt(last)];
    for (let place = Math.max(0, from - 1); place <= Math.min(to + 1, this.#pages.length - 1); place += 1) {
      if (this.#pages[place]!.rows === null) void this.#readAgain(place);
    }
    if (this.#state === 'more' && last >= this.#count - PAGE_ROWS) void this.#readOn();
    if (this.#drop(from - KEPT_PAGES, to + KEPT_PAGES)) this.#changed();
  }

  /** Tries again after an error. */
  retry(): void {
    this.#error = null;
    if (this.#state === 'new') void this.restart();
    else this.#changed();
  }

  /** Puts a newer version of a row in its place; `false` if the row is not held. */
  replace(row: Row): boolean {
    const index = this.indexOf(this.#source.idOf(row));
    if (index < 0) return false;
    const place = this.#pageAt(index);
    const page = this.#pages[place]!;
    page.rows = page.rows!.with(index - this.#starts[place]!, row);
    this.#changed();
    return true;
  }

  async #readOn(): Promise<void> {
    const place = this.#pages.length;
    const answer = await this.#read(place, this.#next, PAGE_ROWS);
    if (!answer) return;
    this.#append(this.#next, answer);
    this.#changed();
  }

  async #readAgain(place: number): Promise<void> {
    const page = this.#pages[place]!;
    const answer = await this.#read(place, page.after, PAGE_ROWS + SPARE_ROWS);
    if (!answer) return;
    const end = this.#pages[place + 1]?.after ?? this.#next;
    page.rows = end === null ? answer.rows : answer.rows.filter((row) => !this.#source.isBelow(row, end));
    if (page.rows.length !== page.count) this.#resize(place, page.rows.length);
    this.#changed();
  }

  /** One reading per page at a time; `null` when it failed, or when the list has been restarted meanwhile. */
  async #read(place: number, after: Cursor | null, limit: number) {
    if (this.#reading.has(place)) return null;
    this.#reading.add(place);
    const turn = this.#turn;
    const answer = await this.#source.load(after, limit);
    if (turn !== this.#turn) return null;
    this.#reading.delete(place);
    if (answer.ok) return answer.data;
    this.#error = answer.error;
    this.#changed();
    return null;
  }

  #append(after: Cursor | null, { rows, next }: { rows: Row[]; next: Cursor | null }): void {
    this.#pages.push({ after, count: rows.length, rows });
    this.#starts.push(this.#count);
    this.#count += rows.length;
    this.#next = next;
    this.#state = next === null ? 'complete' : 'more';
  }

  #resize(place: number, count: number): void {
    const difference = count - this.#pages[place]!.count;
    this.#pages[place]!.count = count;
    for (let later = place + 1; later < this.#starts.length; later += 1) this.#starts[later]! += difference;
    this.#count += difference;
  }

  #drop(from: number, to: number): boolean {
    let dropped = false;
    for (const [place, page] of this.#pages.entries()) {
      if ((place < from || place > to) && page.rows !== null) {
        page.rows = null;
        dropped = true;
      }
    }
    return dropped;
  }

  /** The page that the row at `index` is on. */
  #pageAt(index: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #changed(): void {
    this.#held = this.#pages.flatMap((page) => page.rows ?? NO_ROWS);
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
