import type { EntryStatus } from '../../../shared/domain/reconciliation/outcome.ts';

/** The texts of a row, in the order in which they lie in the arena. The first four are keys that make pairs. */
export const textNames = [
  'huifu_number',
  'request_number',
  'party_order_number',
  'wallet_number',
  'original_huifu_number',
  'original_request_number',
  'original_party_order_number',
  'original_wallet_number',
  'payer',
  'batch',
] as const;
export const TEXTS = textNames.length;
export const KEYS = 4;

export const HUIFU = 0;
export const REQUEST = 1;
export const PARTY = 2;
export const WALLET = 3;
export const ORIGINAL_HUIFU = 4;
export const ORIGINAL_REQUEST = 5;
export const ORIGINAL_PARTY = 6;
export const ORIGINAL_WALLET = 7;
export const PAYER = 8;
export const BATCH = 9;

/** Longest text that a row keeps; its length is one byte. */
export const LONGEST_TEXT = 255;

export const PAYMENT = 0;
export const REFUND = 1;

/** Statuses as numbers. Paid and refunded are one under the mask {@link MOVED}: the money moved. */
export const DONE = 0;
export const PROCESSING = 1;
export const FAILED = 2;
export const CLOSED = 3;
export const REFUNDED = 4;
export const MOVED = 3;
export const statusNames: readonly EntryStatus[] = ['paid', 'processing', 'failed', 'closed', 'refunded'];

/** The day could not be told. */
export const NO_DAY = 0;

/**
 * Many rows, column by column in plain memory: a row object for each of a million lines would take ten times the room. A
 * fee of NaN and a time of −1 are not known.
 */
export interface Rows {
  count: number;
  /** Which source the row is of: an index into the run's parts. */
  part: Uint16Array;
  line: Uint32Array;
  kind: Uint8Array;
  status: Uint8Array;
  channel: Uint8Array;
  /** Days as the number yyyyMMdd. */
  tradeDay: Uint32Array;
  requestDay: Uint32Array;
  originalDay: Uint32Array;
  /** Seconds in Beijing's clock. */
  time: Float64Array;
  /** In fen. */
  amount: Float64Array;
  paid: Float64Array;
  /** In 1/1000 fen, without sign: what a payment costs, what a refund gives back. */
  fee: Float64Array;
  /** Where the row's texts begin in the arena; their lengths, {@link TEXTS} for each row. */
  textAt: Float64Array;
  lengths: Uint8Array;
  /** Hashes of the keys, {@link KEYS} for each row; 0 for a key that is empty. */
  hashes: Uint32Array;
  arena: Uint8Array;
  arenaView: DataView;
  arenaUsed: number;
}

/** Type and width of each column, the widest first: they lie in one piece of memory, one after the other. */
const layout = {
  time: [Float64Array, 1],
  amount: [Float64Array, 1],
  paid: [Float64Array, 1],
  fee: [Float64Array, 1],
  textAt: [Float64Array, 1],
  line: [Uint32Array, 1],
  tradeDay: [Uint32Array, 1],
  requestDay: [Uint32Array, 1],
  originalDay: [Uint32Array, 1],
  hashes: [Uint32Array, KEYS],
  part: [Uint16Array, 1],
  kind: [Uint8Array, 1],
  status: [Uint8Array, 1],
  channel: [Uint8Array, 1],
  lengths: [Uint8Array, TEXTS],
} as const;
type Column = keyof typeof layout;
const columnNames = Object.keys(layout) as Column[];
const ROW_BYTES = columnNames.reduce((sum, name) => sum + layout[name][0].BYTES_PER_ELEMENT * layout[name][1], 0);

function makeColumns(capacity: number): Pick<Rows, Column> {
  const even = Math.ceil(capacity / 8) * 8;
  const buffer = new ArrayBuffer(even * ROW_BYTES);
  let at = 0;
  const columns = columnNames.map((name) => {
    const [type, width] = layout[name];
    const column = new type(buffer, at, even * width);
    at += column.byteLength;
    return [name, column];
  });
  return Object.fromEntries(columns) as Pick<Rows, Column>;
}

export function emptyRows(capacity = 1024): Rows {
  const arena = new Uint8Array(capacity * 64);
  return { count: 0, ...makeColumns(capacity), arena, arenaView: new DataView(arena.buffer), arenaUsed: 0 };
}

/** Makes room for at least `capacity` rows. */
export function growRows(rows: Rows, capacity: number): void {
  if (rows.line.length >= capacity) return;
  const columns = makeColumns(capacity);
  for (const name of columnNames) columns[name].set(rows[name].subarray(0, rows.count * layout[name][1]));
  Object.assign(rows, columns);
}

export function growArena(rows: Rows, bytes: number): void {
  if (rows.arena.length >= bytes) return;
  const arena = new Uint8Array(Math.ceil(bytes));
  arena.set(rows.arena.subarray(0, rows.arenaUsed));
  rows.arena = arena;
  rows.arenaView = new DataView(rows.arena.buffer);
}

/** Every buffer of the rows: handed over to another thread instead of copied. */
export function buffersOf(rows: Rows): ArrayBuffer[] {
  return [rows.line.buffer as ArrayBuffer, rows.arena.buffer as ArrayBuffer];
}

/** Where text number `text` of a row lies in the arena. */
export function textAt(rows: Rows, row: number, text: number): number {
  let at = rows.textAt[row]!;
  for (let i = row * TEXTS, end = i + text; i < end; i++) at += rows.lengths[i]!;
  return at;
}

export function lengthOf(rows: Rows, row: number, text: number): number {
  return rows.lengths[row * TEXTS + text]!;
}

export function textOf(rows: Rows, row: number, text: number): string {
  const length = lengthOf(rows, row, text);
  if (length === 0) return '';
  const at = textAt(rows, row, text);
  return bufferOf(rows.arena).toString('utf8', at, at + length);
}

/** Arenas as buffers, which make strings of a piece of themselves: one for each arena, not one for each text. */
const buffers = new WeakMap<Uint8Array, Buffer>();

function bufferOf(arena: Uint8Array): Buffer {
  let buffer = buffers.get(arena);
  if (!buffer) buffers.set(arena, (buffer = Buffer.from(arena.buffer, arena.byteOffset, arena.byteLength)));
  return buffer;
}

/** The same bytes in both places? Hashes only say where to look. */
export function sameText(a: Rows, rowA: number, textA: number, b: Rows, rowB: number, textB: number): boolean {
  const length = lengthOf(a, rowA, textA);
  if (length !== lengthOf(b, rowB, textB)) return false;
  const atA = textAt(a, rowA, textA);
  const atB = textAt(b, rowB, textB);
  const [viewA, viewB] = [a.arenaView, b.arenaView];
  let i = 0;
  for (; i + 4 <= length; i += 4) if (viewA.getInt32(atA + i, true) !== viewB.getInt32(atB + i, true)) return false;
  for (; i < length; i++) if (a.arena[atA + i] !== b.arena[atB + i]) return false;
  return true;
}
