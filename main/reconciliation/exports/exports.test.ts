import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCsv, checkXlsx, ExportDamaged } from './check.ts';
import { guarded, unguarded, writeCsv } from './csv.ts';
import { saveCsv, saveXlsx } from './save.ts';
import { decimalText, decimalUnits, type CellValue, type Column, type Table } from './table.ts';
import { writeXlsx } from './xlsx.ts';

const columns: Column[] = [
  { title: '请求流水号', type: 'text', width: 28 },
  { title: '备注', type: 'text', width: 20 },
  { title: '金额', type: 'fen', width: 12 },
  { title: '手续费', type: 'millifen', width: 12 },
  { title: '笔数', type: 'count', width: 8 },
];
const rows: CellValue[][] = [
  ['P2026112312000001AAAAAAAA', '豆浆, "大杯"', 1205, 4579, 1],
  ['4200002156202511230123456789', '=HYPERLINK("http://x","y")', -5, null, 2],
  ['000000000012345678', '-1+2\r\n第二行', 9_999_999_999_999, 0, 3],
  ['0', '_x0041_ <&> \u0007', 0, -1, 4],
];
const table = (name = '差异', batches: CellValue[][][] = [rows]): Table => ({ name, columns, rows: batches });

let dir: string;
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'export-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('amounts in a file', () => {
  it('are exact decimals, and the way back is exact too', () => {
    expect(decimalText(-1205, 'fen')).toBe('-12.05');
    expect(decimalText(5, 'millifen')).toBe('0.00005');
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom('fen' as const, 'millifen' as const, 'count' as const),
        (n, t) => {
          expect(decimalUnits(decimalText(n, t), t)).toBe(BigInt(n));
        },
      ),
    );
    expect(decimalUnits('1.5', 'fen')).toBeNull();
    expect(() => decimalText(0.5, 'fen')).toThrow(RangeError);
  });
});

describe('a spreadsheet', () => {
  it('is read by another program as it was meant: numbers of orders as text, money as numbers', async () => {
    const path = join(dir, 'a.xlsx');
    expect(await saveXlsx(path, [table(), table('空', [])])).toBe(4);
    const [sheet, empty] = (await readExcel(path)) as unknown as { sheet: string; data: unknown[][] }[];
    expect(sheet?.sheet).toBe('差异');
    expect(sheet?.data[0]).toEqual(columns.map(({ title }) => title));
    expect(sheet?.data.slice(1)).toEqual([
      ['P2026112312000001AAAAAAAA', '豆浆, "大杯"', 12.05, 0.04579, 1],
      ['4200002156202511230123456789', '=HYPERLINK("http://x","y")', -0.05, null, 2],
      ['000000000012345678', expect.stringContaining('第二行'), 99_999_999_999.99, 0, 3],
      ['0', expect.stringContaining('<&>'), 0, -0.00001, 4],
    ]);
    expect(empty?.data).toEqual([columns.map(({ title }) => title)]);
  });

  it('is the same, byte for byte, for the same tables', async () => {
    await saveXlsx(join(dir, 'b1.xlsx'), [table()]);
    await saveXlsx(join(dir, 'b2.xlsx'), [table('差异', [rows.slice(0, 1), rows.slice(1)])]);
    expect(readFileSync(join(dir, 'b1.xlsx')).equals(readFileSync(join(dir, 'b2.xlsx')))).toBe(true);
  });

  it('passes the check whatever its texts and amounts', async () => {
    const cell = fc.tuple(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.maxSafeInteger(),
      fc.maxSafeInteger(),
      fc.nat(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 20 }), async (some) => {
        expect(await saveXlsx(join(dir, 'p.xlsx'), [table('x', [some])])).toBe(some.length);
        expect(await saveCsv(join(dir, 'p.csv'), table('x', [some]))).toBe(some.length);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused wherever one byte of its contents is changed on the disk', async () => {
    const path = join(dir, 'c.xlsx');
    const file = await open(path, 'w+');
    const sheets = await writeXlsx(file, [table()]);
    await checkXlsx(file, sheets);
    const { size } = await file.stat();
    const start = readFileSync(path).indexOf('sheet1.xml') + 'sheet1.xml'.length;
    let refused = 0;
    for (let at = start; at < start + 400; at += 7) {
      const byte = Buffer.alloc(1);
      await file.read(byte, 0, 1, at);
      await file.write(Buffer.from([byte[0]! ^ 0x5a]), 0, 1, at);
      refused += await checkXlsx(file, sheets).then(
        () => 0,
        (error: unknown) => (error instanceof ExportDamaged ? 1 : 0),
      );
      await file.write(byte, 0, 1, at);
    }
    expect(refused).toBe(58);
    await file.truncate(size - 30);
    await expect(checkXlsx(file, sheets)).rejects.toThrow(ExportDamaged);
    await file.close();
  });

  it('with another sum than was written is refused, though the file itself is sound', async () => {
    const file = await open(join(dir, 'd.xlsx'), 'w+');
    const sheets = await writeXlsx(file, [table()]);
    const more = [{ ...sheets[0]!, tally: { ...sheets[0]!.tally, sums: ['0', '0', '1', '0', '0'] } }];
    await expect(checkXlsx(file, more)).rejects.toThrow('sums differ');
    await file.close();
  });

  it('that is stopped half-way leaves nothing behind', async () => {
    const stop = new AbortController();
    const endless = {
      ...table(),
      rows: (function* () {
        for (;;) {
          yield rows;
          stop.abort();
        }
      })(),
    };
    await expect(saveXlsx(join(dir, 'stopped.xlsx'), [endless], { signal: stop.signal })).rejects.toThrow('aborted');
    expect(readdirSync(dir).filter((name) => /stopped|part/.test(name))).toEqual([]);
  });
});

describe('a CSV file', () => {
  it('has its mark, CR LF, and guards text but not amounts', async () => {
    const path = join(dir, 'a.csv');
    await saveCsv(path, table());
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\r\n');
    expect(text.startsWith('\uFEFF请求流水号,')).toBe(true);
    expect(lines[1]).toBe('P2026112312000001AAAAAAAA,"豆浆, ""大杯""",12.05,0.04579,1');
    expect(lines[2]).toBe('"4200002156202511230123456789\t","\'=HYPERLINK(""http://x"",""y"")",-0.05,,2');
    expect(lines[3]).toContain('"\'-1+2');
  });

  it.each(['=1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1', "'=1"])('disarms %j and gives it back', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  });

  it('is refused when a line is lost or a digit differs', async () => {
    const path = join(dir, 'e.csv');
    const write = async (over: CellValue[][]) => {
      const file = await open(path, 'w');
      const tally = await writeCsv(file, table('x', [over]));
      await file.close();
      return tally;
    };
    const tally = await write(rows);
    await checkCsv(path, columns, tally);
    await write(rows.slice(1));
    await expect(checkCsv(path, columns, tally)).rejects.toThrow(ExportDamaged);
    await write([['P2026112312000001AAAAAAAB', ...rows[0]!.slice(1)], ...rows.slice(1)]);
    await expect(checkCsv(path, columns, tally)).rejects.toThrow(ExportDamaged);
  });
});
