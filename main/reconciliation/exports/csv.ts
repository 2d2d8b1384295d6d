import type { FileHandle } from 'node:fs/promises';
import { createTally, type Tally } from './tally.ts';
import { decimalText, type CellValue, type Column, type Table } from './table.ts';

/** What makes a spreadsheet take text for a formula, in plain and in full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** So many digits and a spreadsheet rounds or shortens the number that they name. */
const LONG_NUMBER = /^\d{12,}$/;

/**
 * Writes one table as CSV that a spreadsheet opens as it is: UTF-8 with its mark, lines that end in CR LF, and text that
 * stays text. What looks like a formula gets an apostrophe before it; a long number gets a tab behind it, as in Alipay's
 * own files. Columns of amounts are numbers and are left alone, minus sign and all.
 */
export async function writeCsv(
  file: FileHandle,
  table: Table,
  options: { signal?: AbortSignal; onRows?: (rows: number) => void } = {},
): Promise<Tally> {
  const tally = createTally(table.columns);
  let rows = 0;
  await file.write(`\uFEFF${table.columns.map(({ title }) => quoted(title)).join(',')}\r\n`);
  for await (const batch of table.rows) {
    options.signal?.throwIfAborted();
    let text = '';
    for (const row of batch) {
      const cells = row.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
      text += `${table.columns.map((column, i) => csvCell(cells[i] ?? null, column)).join(',')}\r\n`;
      tally.wrote(cells);
    }
    await file.write(text);
    rows += batch.length;
    options.onRows?.(rows);
  }
  return tally.result();
}

function csvCell(value: CellValue, column: Column): string {
  if (value === null) return '';
  if (column.type !== 'text') return decimalText(Number(value), column.type);
  return quoted(guarded(String(value)));
}

/** Text with what keeps a spreadsheet from changing it. */
export function guarded(text: string): string {
  if (FORMULA.test(text) || text.startsWith("'")) return `'${text}`;
  return LONG_NUMBER.test(text) ? `${text}\t` : text;
}

/** The way back from {@link guarded}. */
export function unguarded(text: string): string {
  if (text.startsWith("'")) return text.slice(1);
  return text.endsWith('\t') && LONG_NUMBER.test(text.slice(0, -1)) ? text.slice(0, -1) : text;
}

function quoted(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
