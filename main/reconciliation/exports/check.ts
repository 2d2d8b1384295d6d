import type { FileHandle } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createTally, sameTally, type Tally } from './tally.ts';
import type { Column } from './table.ts';
import { unguarded } from './csv.ts';
import type { WrittenSheet } from './xlsx.ts';
import { unescaped } from './xlsxParts.ts';
import { entryText, zipEntries } from './zipRead.ts';

/** The file on the disk is not what was meant to be written. `detail` says where, for the log. */
export class ExportDamaged extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'ExportDamaged';
  }
}

/** A row of a sheet, and its cells: empty, a number, or text. */
const ROW_END = '</row>';
const CELL =
  /<c r="[A-Z]+\d+"(?: t="inlineStr")? s="\d+"(?:\/>|>(?:<v>([^<]*)<\/v>|<is><t xml:space="preserve">([^<]*)<\/t><\/is>)<\/c>)/g;

/**
 * Reads a spreadsheet back from the disk: names of its sheets, checksum of each, every row counted, every amount added up
 * and every text compared with what was written. Throws {@link ExportDamaged}.
 */
export async function checkXlsx(file: FileHandle, sheets: readonly WrittenSheet[]): Promise<void> {
  try {
    const entries = await zipEntries(file);
    const book = entries.get('xl/workbook.xml');
    let names = '';
    if (book) for await (const text of entryText(file, book)) names += text;
    const listed = [...names.matchAll(/<sheet name="([^"]*)"/g)].map((match) => unescaped(match[1]!));
    if (listed.join('\n') !== sheets.map(({ name }) => name).join('\n')) throw new Error('sheets are missing');
    for (const [i, sheet] of sheets.entries()) {
      const entry = entries.get(`xl/worksheets/sheet${i + 1}.xml`);
      if (!entry) throw new Error(`${sheet.name} is missing`);
      await checkSheet(entryText(file, entry), sheet);
    }
  } catch (error) {
    throw damaged(error);
  }
}

async function checkSheet(pieces: AsyncIterable<string>, { name, columns, tally }: WrittenSheet): Promise<void> {
  const counted = createTally(columns);
  let rest = '';
  let titles = true;
  for await (const piece of pieces) {
    const rows = (rest + piece).split(ROW_END);
    rest = rows.pop()!;
    for (const row of rows) {
      const cells = [...row.matchAll(CELL)].map((cell) => cell[1] ?? unescaped(cell[2] ?? ''));
      if (cells.length !== columns.length) throw new Error(`${name}: a row has lost cells`);
      if (titles) {
        titles = false;
        if (columns.some(({ title }, i) => title !== cells[i])) throw new Error(`${name}: the titles are not right`);
      } else if (!counted.read(cells)) throw new Error(`${name}: a cell is not of its kind`);
    }
  }
  if (titles || !rest.startsWith('</sheetData>')) throw new Error(`${name}: the sheet is cut short`);
  if (!sameTally(counted.result(), tally)) throw new Error(`${name}: rows or sums differ from what was written`);
}

/** Reads a CSV file back from the disk in the same way. Throws {@link ExportDamaged}. */
export async function checkCsv(path: string, columns: readonly Column[], tally: Tally): Promise<void> {
  try {
    const counted = createTally(columns);
    let titles = true;
    for await (const cells of csvRows(path)) {
      if (titles) {
        titles = false;
        if (cells.join('\n') !== `\uFEFF${columns.map(({ title }) => title).join('\n')}`) throw new Error('titles');
      } else if (!counted.read(cells.map((cell, i) => (columns[i]?.type === 'text' ? unguarded(cell) : cell)))) {
        throw new Error('a cell is not of its kind');
      }
    }
    if (!sameTally(counted.result(), tally)) throw new Error('rows or sums differ from what was written');
  } catch (error) {
    throw damaged(error);
  }
}

async function* csvRows(path: string): AsyncGenerator<string[]> {
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    rest += piece as string;
    let start = 0;
    for (let end = rowEnd(rest, start); end >= 0; end = rowEnd(rest, start)) {
      yield cellsOf(rest.slice(start, end));
      start = end + 2;
    }
    rest = rest.slice(start);
  }
  if (rest !== '') throw new Error('the last line is cut short');
}

/** The next CR LF that is not inside quotation marks; -1 when the row goes on. */
function rowEnd(text: string, from: number): number {
  let inside = false;
  for (let at = from; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) inside = !inside;
    else if (code === 13 && !inside && text.charCodeAt(at + 1) === 10) return at;
  }
  return -1;
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy;
  for (let found = cell.exec(line); found; found = found[3] === ',' ? cell.exec(line) : null) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
  }
  return cells;
}

function damaged(error: unknown): ExportDamaged {
  return error instanceof ExportDamaged ? error : new ExportDamaged(error instanceof Error ? error.message : 'unknown');
}
