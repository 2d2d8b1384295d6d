import { readFile } from 'node:fs/promises';
import { FileFault, pullBytes, type Pull } from './pull.ts';
import type { ZipEntry } from './zip.ts';

/** A workbook is read whole: this is its limit, packed and unpacked. Statements of that size come as CSV. */
const LARGEST_PACKED = 64 * 1024 * 1024;
const LARGEST_SIZE = 512 * 1024 * 1024;

/**
 * Reads a workbook's sheets as CSV text, so that from here on there is one way to read a table. Numbers stay the text that
 * the workbook holds.
 *
 * @returns a pull for each sheet that has rows, by the sheet's name
 */
export async function pullSheets(path: string, entries: ZipEntry[]): Promise<{ name: string; pull: Pull }[]> {
  const packed = entries.reduce((sum, entry) => sum + entry.compressed, 0);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (packed > LARGEST_PACKED || size > LARGEST_SIZE) throw new FileFault('archiveBomb', `${packed} → ${size}`);
  const bytes = await readFile(path);
  const { default: readXlsx } = await import('read-excel-file/node'); // workbooks are rare, and the reader is large
  const sheets = await readXlsx(bytes, { parseNumber: (text) => text, trim: true }).catch((error: unknown) => {
    throw new FileFault('archive', error instanceof Error ? error.message : String(error));
  });
  return sheets
    .filter((sheet) => sheet.data.length > 0)
    .map((sheet) => ({
      name: sheet.sheet,
      pull: pullBytes(Buffer.from(sheet.data.map((row) => `${row.map(cellText).join(',')}\r\n`).join(''))),
    }));
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = cell instanceof Date ? dateText(cell) : plainNumber(String(cell));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll(/[\r\n]+/g, ' ')}"` : text;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/**
 * A workbook keeps numbers as doubles, and 12.34 may stand there as `12.340000000000001`: what lies beyond the fifteenth
 * figure is not the sender's. Anything else stays as it is.
 */
function plainNumber(text: string): string {
  if (!/^-?\d{1,9}\.\d{10,}$/.test(text)) return text;
  const [whole = '', decimals = ''] = text.split('.');
  const kept = 15 - whole.replace('-', '').length;
  const rounded = BigInt(decimals.slice(0, kept)) + (Number(decimals[kept] ?? '0') >= 5 ? 1n : 0n);
  const digits = rounded.toString().padStart(kept, '0');
  return digits.length > kept ? text : `${whole}.${digits.replace(/0+$/, '') || '0'}`;
}
