import { createHash } from 'node:crypto';
import type { CellValue, Column } from './table.ts';
import { decimalUnits } from './table.ts';

/** What a table adds up to: kept while it is written, and again while the file is read back. */
export interface Tally {
  rows: number;
  /** Sum of each column in its smallest unit; 0 for text. */
  sums: string[];
  /** SHA-256 over every text cell in order. */
  texts: string;
}

/** Counts rows as they pass: as values while writing, as the file's own text while reading back. */
export function createTally(columns: readonly Column[]) {
  const sums = columns.map(() => 0n);
  const texts = createHash('sha256');
  let rows = 0;
  const text = (value: string) => texts.update(value).update('\0');
  return {
    wrote(row: readonly CellValue[]): void {
      rows += 1;
      columns.forEach((column, i) => {
        const value = row[i] ?? null;
        if (column.type === 'text') text(value === null ? '' : String(value));
        else if (value !== null) sums[i]! += BigInt(value);
      });
    },
    /** `false` when a cell is not what its column says. */
    read(row: readonly string[]): boolean {
      rows += 1;
      return columns.every((column, i) => {
        const value = row[i] ?? '';
        if (column.type === 'text') return (text(value), true);
        if (value === '') return true;
        const units = decimalUnits(value, column.type);
        if (units === null) return false;
        sums[i]! += units;
        return true;
      });
    },
    result: (): Tally => ({ rows, sums: sums.map(String), texts: texts.digest('hex') }),
  };
}

export function sameTally(a: Tally, b: Tally): boolean {
  return a.rows === b.rows && a.texts === b.texts && a.sums.every((sum, i) => sum === b.sums[i]);
}
