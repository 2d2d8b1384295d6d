/** What a column holds; decides how its cells are written in each format. */
export type CellType =
  /** Words and every kind of number that names something: never a number to a spreadsheet. */
  | 'text'
  /** Whole fen; a number of yuan with two decimals in the file. */
  | 'fen'
  /** 1/1000 fen; a number of yuan with five decimals. */
  | 'millifen'
  /** A whole number. */
  | 'count';

export interface Column {
  title: string;
  type: CellType;
  /** Characters that fit. */
  width: number;
}

/** A cell by its column's type: text, or a safe integer; `null` is an empty cell. */
export type CellValue = string | number | null;

/** A table to be written; rows come in batches, so that no more than one batch is in memory. */
export interface Table {
  name: string;
  columns: readonly Column[];
  rows: AsyncIterable<readonly CellValue[][]> | Iterable<readonly CellValue[][]>;
}

/** Decimals of yuan for each type of number. */
const DECIMALS: Record<Exclude<CellType, 'text'>, number> = { fen: 2, millifen: 5, count: 0 };

/**
 * A whole number of the smallest unit as an exact decimal: `(-1205, 'fen')` → `"-12.05"`. Digits are moved, nothing is
 * divided, so what the file says is what the ledger has.
 */
export function decimalText(value: number, type: Exclude<CellType, 'text'>): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole amount: ${value}`);
  const decimals = DECIMALS[type];
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const sign = value < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The way back; `null` for anything that is not exactly such a decimal. */
export function decimalUnits(text: string, type: Exclude<CellType, 'text'>): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const decimals = DECIMALS[type];
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length !== decimals) return null;
  const units = BigInt(match[2]! + fraction);
  return match[1] === '-' ? -units : units;
}
