import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { checkCsv, checkXlsx } from './check.ts';
import { writeCsv } from './csv.ts';
import type { Table } from './table.ts';

export interface SaveOptions {
  signal?: AbortSignal;
  onRows?: (rows: number) => void;
}

/**
 * Writes tables to a spreadsheet, reads it back and adds it up, and only then gives it its name. The file is whole and
 * checked, or not there. Throws `ExportDamaged` when what is on the disk is not what was written.
 *
 * @returns rows written, without titles
 */
export function saveXlsx(path: string, tables: readonly Table[], options: SaveOptions = {}): Promise<number> {
  return checkedFile(path, async (file) => {
    const { writeXlsx } = await import('./xlsx.ts'); // brings a packer that costs a start 15 ms
    const sheets = await writeXlsx(file, tables, options);
    await file.sync();
    await checkXlsx(file, sheets);
    return sheets.reduce((rows, { tally }) => rows + tally.rows, 0);
  });
}

/** Writes one table as CSV, in the same way. */
export function saveCsv(path: string, table: Table, options: SaveOptions = {}): Promise<number> {
  return checkedFile(path, async (file, part) => {
    const tally = await writeCsv(file, table, options);
    await file.sync();
    await checkCsv(part, table.columns, tally);
    return tally.rows;
  });
}

async function checkedFile(path: string, work: (file: FileHandle, part: string) => Promise<number>): Promise<number> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(part, 'wx+');
  try {
    const rows = await work(file, part);
    await file.close();
    await rename(part, path);
    return rows;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}
