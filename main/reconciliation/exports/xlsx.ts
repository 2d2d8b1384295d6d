import type { FileHandle } from 'node:fs/promises';
import { Zip, ZipDeflate } from 'fflate';
import { createTally, type Tally } from './tally.ts';
import type { Column, Table } from './table.ts';
import { bookParts, cellText, sheetFoot, sheetHead, sheetRow, SHEET_ROWS } from './xlsxParts.ts';

/** Characters of XML that are packed at once: short enough that nobody else on the thread waits for it. */
const PIECE = 128 * 1024;

/** One sheet as it was written, for the check that reads the file back. */
export interface WrittenSheet {
  name: string;
  columns: readonly Column[];
  tally: Tally;
}

/**
 * Writes tables as the sheets of a spreadsheet, row by row: memory does not grow with the rows, and money goes from whole
 * fen to the file's decimals without ever being a fraction. A table that is longer than a sheet goes on in another one.
 *
 * @param onRows told how many rows were written, now and then
 */
export async function writeXlsx(
  file: FileHandle,
  tables: readonly Table[],
  options: { signal?: AbortSignal; onRows?: (rows: number) => void } = {},
): Promise<WrittenSheet[]> {
  const encoder = new TextEncoder();
  const packed: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, bytes) => {
    if (error) fault = error;
    else packed.push(bytes);
  });
  const flush = async (): Promise<void> => {
    if (fault) throw fault;
    for (const bytes of packed.splice(0)) await file.write(bytes);
  };
  const add = (name: string) => {
    const entry = new ZipDeflate(name, { level: 4 });
    entry.mtime = MTIME;
    zip.add(entry);
    return entry;
  };

  const sheets: WrittenSheet[] = [];
  let total = 0;
  for (const table of tables) {
    const rows = batchesOf(table);
    let batch = await rows.next();
    for (let part = 1; part === 1 || !batch.done; part += 1) {
      const entry = add(`xl/worksheets/sheet${sheets.length + 1}.xml`);
      const tally = createTally(table.columns);
      let xml = sheetHead(table.columns);
      let lines = 1;
      while (!batch.done && lines < SHEET_ROWS) {
        options.signal?.throwIfAborted();
        const fitting = batch.value.slice(0, SHEET_ROWS - lines);
        for (const row of fitting) {
          const clean = row.map((value) => (typeof value === 'string' ? cellText(value) : value));
          lines += 1;
          xml += sheetRow(lines, clean, table.columns);
          tally.wrote(clean);
          if (xml.length >= PIECE) {
            entry.push(encoder.encode(xml));
            xml = '';
            await flush();
          }
        }
        total += fitting.length;
        options.onRows?.(total);
        if (fitting.length < batch.value.length) batch = { done: false, value: batch.value.slice(fitting.length) };
        else batch = await rows.next();
      }
      entry.push(encoder.encode(xml + sheetFoot(table.columns.length)), true);
      await flush();
      const name = part === 1 ? table.name : `${table.name} (${part})`;
      sheets.push({ name, columns: table.columns, tally: tally.result() });
    }
  }
  for (const [part, text] of Object.entries(bookParts(sheets.map(({ name }) => name)))) {
    add(part).push(encoder.encode(text), true);
  }
  zip.end();
  await flush();
  return sheets;
}

/** A fixed time in the archive: the same tables give the same bytes. */
const MTIME = new Date(2000, 0, 1);

async function* batchesOf(table: Table) {
  yield* table.rows;
}
