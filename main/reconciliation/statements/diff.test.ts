import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import { splitCells } from './columns.ts';
import { diffVersions } from './diff.ts';
import { readLines } from './lines.ts';

let dir = '';
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'hc-diff-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let files = 0;
function put(text: string | Uint8Array): string {
  const path = join(dir, `file-${(files += 1)}`);
  writeFileSync(path, text);
  return path;
}

const HEADER = '交易日期,请求流水号,全局流水号,交易类型,交易金额(元),备注';
type Line = [number: string, kind: '消费' | '退款', yuan: string, note?: string];
function trades(lines: Line[]): string {
  const rows = lines.map(([number, kind, yuan, note = '']) => `20261127,P${number},H${number},${kind},${yuan},${note}`);
  return `\uFEFF${[HEADER, ...rows, `合计,${lines.length}笔,,,1.00,`].join('\r\n')}\r\n`;
}

function totalOf(lines: readonly Line[]): number {
  const fen = lines.map(([, kind, yuan]) => Math.round(Number(yuan) * 100) * (kind === '退款' ? -1 : 1));
  return fen.reduce((sum, one) => sum + one, 0);
}

async function compare(older: Line[], newer: Line[]) {
  return diffVersions([put(trades(older))], [put(trades(newer))], []);
}

describe('two versions', () => {
  it('three lines more, 120.00 yuan in all', async () => {
    const before: Line[] = [['1', '消费', '12.50']];
    const diff = await compare(before, [
      ...before,
      ['2', '消费', '40.00'],
      ['3', '消费', '50.00'],
      ['4', '消费', '30.00'],
    ]);
    expect(diff).toMatchObject({ added: 3, removed: 0, changed: 0, sumFen: 12_000, amountColumn: '交易金额(元)' });
    expect(diff.lines.map(({ change, line, amountFen }) => [change, line, amountFen])).toEqual([
      ['added', 3, 4_000],
      ['added', 4, 5_000],
      ['added', 5, 3_000],
    ]);
    expect(diff.lines[0]!.text).toContain('P2');
  });

  it('refunds count as negative, and a line that changed counts as changed', async () => {
    const diff = await compare(
      [
        ['1', '消费', '12.50'],
        ['2', '消费', '5.00'],
      ],
      [
        ['1', '消费', '12.51'],
        ['2', '消费', '5.00'],
        ['3', '退款', '2.00'],
      ],
    );
    expect(diff).toMatchObject({
      added: 2,
      removed: 1,
      changed: 1,
      sumFen: -199,
      totalsFen: { older: 1_750, newer: 1_551 },
    });
  });

  it('an amount that cannot be read makes no wrong sum: there is none', async () => {
    expect(await compare([['1', '消费', '1.00']], [['1', '消费', '1.2.3']])).toMatchObject({
      sumFen: null,
      totalsFen: null,
    });
  });

  it('several parts are one version, and moving lines between them is no difference', async () => {
    const [a, b, c]: Line[] = [
      ['1', '消费', '1.00'],
      ['2', '消费', '2.00'],
      ['3', '消费', '3.00'],
    ];
    const zip = (line: Line[]) => put(zipSync({ 'x_order_1.csv': new TextEncoder().encode(trades(line)) }));
    const diff = await diffVersions([zip([a!, b!]), zip([c!])], [zip([c!]), zip([b!, a!])], []);
    expect(diff).toMatchObject({ added: 0, removed: 0, sumFen: 0 });
  });

  it('a header that a person mapped is understood by that mapping, in its unit', async () => {
    const mapping = {
      leg: 'bank',
      header: ['流水', '方向', '金额'],
      columns: { amount: '金额', request_number: '流水' },
      units: { amount: 'fen' },
    } as unknown as HeaderMapping;
    const older = put('流水,方向,金额\na,进,100');
    const newer = put('流水,方向,金额\na,进,100\nb,进,250');
    expect(await diffVersions([older], [newer], [mapping])).toMatchObject({
      added: 1,
      sumFen: 250,
      amountColumn: '金额',
    });
    expect(await diffVersions([older], [newer], [])).toMatchObject({ added: 1, sumFen: null, amountColumn: null });
  });

  const line = fc.tuple(
    fc.integer({ min: 1, max: 30 }).map(String),
    fc.constantFrom('消费' as const, '退款' as const),
    fc.integer({ min: 1, max: 99_999 }).map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`),
    fc.constantFrom('', '"咖啡, 大杯"', '"他说""好"""'),
  );
  const lines = fc.array(line as fc.Arbitrary<Line>, { maxLength: 40 });

  it('adds up: older plus what came less what went is newer, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, async (older, newer) => {
        const diff = await compare(older, newer);
        expect(newer.length - older.length).toBe(diff.added - diff.removed);
        // Where there is not one line there is nothing to add up.
        const empty = newer.length + older.length === 0;
        expect(diff.sumFen).toBe(empty ? null : totalOf(newer) - totalOf(older));
        expect(diff.changed).toBeLessThanOrEqual(Math.min(diff.added, diff.removed));
        const back = await compare(newer, older);
        expect([back.added, back.removed, back.changed]).toEqual([diff.removed, diff.added, diff.changed]);
        const shuffled = await compare([...older].toReversed(), older);
        expect([shuffled.added, shuffled.removed]).toEqual([0, 0]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('lines read back', () => {
  it('by their numbers, in the encoding of the file', async () => {
    const gbk = put(Buffer.from('bdbbd2d7c8d5c6da2cbdf0b6ee0d0a312c320d0a332c34', 'hex'));
    expect(await readLines(gbk, { entry: null, from: 1, count: 10 })).toMatchObject({
      encoding: 'gb18030',
      lines: ['交易日期,金额', '1,2', '3,4'],
    });
    expect(await readLines(gbk, { entry: null, from: 3, count: 1 })).toMatchObject({ lines: ['3,4'] });
    expect(await readLines(gbk, { entry: null, from: 9, count: 1 })).toMatchObject({ lines: [] });
    expect(await readLines(gbk, { entry: 'no such', from: 1, count: 1 })).toBeNull();
  });

  it('whatever their length: across the pieces that a file is read in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        async (lengths, end) => {
          const texts = lengths.map((length, n) => `${n}:${'x'.repeat(length)}`);
          const read = await readLines(put(texts.join(end)), { entry: null, from: 1, count: 100 });
          expect(read!.lines).toEqual(texts);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('cells', () => {
  it('are what was written, with commas and quotes in them', () => {
    const cell = fc.stringMatching(/^[a-z0-9,"咖啡 ]{0,8}$/).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        const written = cells.map((one) => (/[",]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(',');
        expect(splitCells(written)).toEqual(cells);
      }),
    );
    expect(splitCells('`4200,`12.50,\t9 ')).toEqual(['4200', '12.50', '9']);
  });
});
