import type { CellType, CellValue, Column } from './table.ts';
import { decimalText } from './table.ts';

/** A sheet ends here; the next row goes to another one. */
export const SHEET_ROWS = 1_048_576;
/** A cell ends here. */
const CELL_TEXT = 32_767;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Places in the list of cell formats below. */
const STYLE: Record<CellType | 'title', number> = { text: 1, fen: 2, millifen: 3, count: 4, title: 5 };

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf numFmtId="1" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

/** The small parts around the sheets. Sheet names are at most 31 characters, without `[]:*?/\`. */
export function bookParts(names: readonly string[]): Record<string, string> {
  const each = (line: (name: string, n: number) => string) => names.map((name, i) => line(name, i + 1)).join('');
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each((name, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  };
}

/** Before the rows: the title row stays in sight, columns have their widths. */
export function sheetHead(columns: readonly Column[]): string {
  const widths = columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`);
  const titles = columns.map((c, i) => textCell(`${columnName(i + 1)}1`, c.title, STYLE.title));
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${titles.join('')}</row>`;
}

/** After the rows. Numbers of orders are text on purpose: no green corner shall say otherwise. */
export function sheetFoot(columns: number): string {
  const range = `A1:${columnName(columns)}${SHEET_ROWS}`;
  return `</sheetData><ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

/** One row; every column has its cell, so that the n-th cell is the n-th column's. */
export function sheetRow(line: number, row: readonly CellValue[], columns: readonly Column[]): string {
  let xml = `<row r="${line}">`;
  for (let i = 0; i < columns.length; i += 1) {
    const { type } = columns[i]!;
    const value = row[i] ?? null;
    const place = columnName(i + 1) + line;
    if (value === null) xml += `<c r="${place}" s="${STYLE[type]}"/>`;
    else if (type === 'text') xml += textCell(place, String(value), STYLE.text);
    else xml += `<c r="${place}" s="${STYLE[type]}"><v>${decimalText(Number(value), type)}</v></c>`;
  }
  return `${xml}</row>`;
}

function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** What a cell can hold: XML knows no control characters, and a lone half of a character is none. */
export function cellText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed();
  return clean.length > CELL_TEXT ? `${clean.slice(0, CELL_TEXT - 1)}…`.toWellFormed() : clean;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '_x000D_' };

/** Spreadsheets read `_x0041_` as a letter, so text that looks like one is written with its underscore in that form. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (!/[&<>"\r\u0000-\u001F_\uD800-\uDFFF\uFFFE\uFFFF]/.test(text) && text.length <= CELL_TEXT) return text;
  return cellText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (c) => ENTITIES[c]!);
}

/** The way back from {@link escaped}. */
export function unescaped(xml: string): string {
  if (!/[&_]/.test(xml)) return xml;
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return xml
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => names[name]!)
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** `1` → `A`, `27` → `AA`. */
function columnName(n: number): string {
  return n <= 26 ? String.fromCharCode(64 + n) : columnName(Math.floor((n - 1) / 26)) + columnName(((n - 1) % 26) + 1);
}
