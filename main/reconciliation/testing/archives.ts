import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const cell = (value: string | number, place: string): string =>
  typeof value === 'number'
    ? `<c r="${place}"><v>${value.toPrecision(17)}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;

const file = (inner: string): Uint8Array => strToU8(`<?xml version="1.0"?>${inner}`);

const row = (cells: readonly (string | number)[], at: number): string =>
  `<row r="${at + 1}">${cells.map((value, i) => cell(value, `${String.fromCharCode(65 + i)}${at + 1}`)).join('')}</row>`;

/** The smallest workbook with one sheet. Numbers are written with seventeen figures, as Excel does. */
export function workbook(sheet: string, rows: readonly (readonly (string | number)[])[]): Uint8Array {
  return zipSync({
    '[Content_Types].xml': file(`<Types xmlns="${PACKAGE}/content-types"/>`),
    'xl/workbook.xml': file(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': file(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': file(
      `<worksheet xmlns="${MAIN}"><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`,
    ),
  });
}

/** Turns the UTF-8 names of a zip (each letter one byte of GBK) into the bytes themselves. */
export function withGbkNames(zip: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let shift = 0;
  let at = 0;
  const shrink = (nameAt: number, lengthAt: number, flagAt: number): void => {
    const length = zip.readUInt16LE(lengthAt);
    const name = Buffer.from(zip.toString('utf8', nameAt, nameAt + length), 'latin1');
    zip.writeUInt16LE(name.length, lengthAt);
    zip.writeUInt16LE(zip.readUInt16LE(flagAt) & ~0x800, flagAt);
    pieces.push(zip.subarray(at, nameAt), name);
    at = nameAt + length;
    shift += length - name.length;
  };
  const moved = new Map<number, number>();
  let p = 0;
  for (; zip.readUInt32LE(p) === 0x04034b50;) {
    moved.set(p, p - shift);
    const size = zip.readUInt32LE(p + 18);
    const length = zip.readUInt16LE(p + 26);
    const next = p + 30 + length + zip.readUInt16LE(p + 28) + size;
    shrink(p + 30, p + 26, p + 6);
    p = next;
  }
  const directory = p - shift;
  for (; zip.readUInt32LE(p) === 0x02014b50;) {
    const length = zip.readUInt16LE(p + 28);
    zip.writeUInt32LE(moved.get(zip.readUInt32LE(p + 42))!, p + 42);
    const next = p + 46 + length + zip.readUInt16LE(p + 30) + zip.readUInt16LE(p + 32);
    shrink(p + 46, p + 28, p + 8);
    p = next;
  }
  zip.writeUInt32LE(p - shift - directory, p + 12);
  zip.writeUInt32LE(directory, p + 16);
  return Buffer.concat([...pieces, zip.subarray(at)]);
}
