import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { err, ok, type Result } from '../../../shared/domain/result.ts';

/** Larger files are no list of refunds. */
export const MAX_SHEET_BYTES = 5_000_000;

/** A cell as text; `isNumber`: the spreadsheet holds it as a number, whose digits beyond the fifteenth are lost. */
export interface Cell {
  text: string;
  isNumber: boolean;
}

export interface SheetRow {
  /** Line of the file, from 1. */
  line: number;
  cells: Cell[];
}

/**
 * Reads a spreadsheet: xlsx by its content, anything else as CSV in UTF-8 (with or without BOM) or GB18030, separated by
 * comma, semicolon or tab. Empty lines are left out; amounts and numbers stay text.
 */
export async function readSpreadsheet(bytes: Buffer): Promise<Result<SheetRow[], ErrorCode>> {
  const rows = isZip(bytes) ? await readXlsx(bytes) : readCsv(bytes);
  if (rows === null) return err('sheetUnreadable');
  const filled = rows
    .map((cells, index) => ({ line: index + 1, cells }))
    .filter(({ cells }) => cells.some(({ text }) => text !== ''));
  return filled.length === 0 ? err('sheetEmpty') : ok(filled);
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/** The first sheet of a workbook. */
async function readXlsx(bytes: Buffer): Promise<Cell[][] | null> {
  try {
    const { readSheet } = await import('read-excel-file/node'); // large, and seldom needed
    // Numbers are taken as written, never through a float of ours.
    const rows = await readSheet<{ digits: string }>(bytes, { parseNumber: (digits) => ({ digits }) });
    return rows.map((row) => row.map(toCell));
  } catch {
    return null;
  }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return { text: '', isNumber: false };
  if (typeof value === 'object' && 'digits' in value)
    return { text: plainNumber(String(value.digits)), isNumber: true };
  return { text: cleaned(String(value)), isNumber: false };
}

/** Excel keeps 15 digits and shows no more; what a formula left behind them is noise (`0.30000000000000004`). */
function plainNumber(digits: string): string {
  const value = Number(digits);
  return Number.isFinite(value) && /[.eE]/.test(digits) ? String(Number(value.toPrecision(15))) : digits;
}

function readCsv(bytes: Buffer): Cell[][] | null {
  const text = decode(bytes);
  // Control characters other than tabs and line ends are no text.
  if (text === null || /[^\P{Cc}\t\r\n]/u.test(text)) return null;
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = [',', '\t', ';'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!;
  return splitCsv(text, separator);
}

function decode(bytes: Buffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding may fit.
    }
  }
  return null;
}

/** RFC 4180, with whatever line ends; `null` when a quote is never closed. */
function splitCsv(text: string, separator: string): Cell[][] | null {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push({ text: cleaned(cell), isNumber: false });
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[(i += 1)]!;
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i += 1;
      endCell();
      rows.push(row);
      row = [];
    } else cell += char;
  }
  if (quoted) return null;
  endCell();
  rows.push(row);
  return rows;
}

/** Without the guards that keep Excel from turning a number into 4.2E+27: a backtick, an apostrophe, a tab, `="…"`. */
function cleaned(text: string): string {
  return text
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^[`'’]+/, '')
    .trim();
}
