import { strToU8, zipSync } from 'fflate';
import { appendFileSync, closeSync, ftruncateSync, openSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pullFile } from './files/pull.ts';
import { reconcile, RunProblem } from './index.ts';
import { toGbk } from './testing/gbk.ts';
import {
  codes,
  DAY,
  found,
  huifuCsv,
  ledgerCsv,
  MERCHANT,
  NOON,
  trades,
  workbench,
  type Workbench,
} from './testing/workbench.ts';

let bench: Workbench;
beforeEach(() => {
  bench = workbench();
  bench.write('ledger.csv', ledgerCsv(payments));
});
afterEach(() => bench.remove());

const make = trades(33);
const payments = [0, 400, 800, 1_200].map((later) => make.payment(NOON + later));
const good = huifuCsv(payments);
/** Changes one field of one data line. */
const withField = (line: number, field: number, value: string, text = good): string => {
  const lines = text.split('\r\n');
  lines[line] = lines[line]!.split(',').with(field, value).join(',');
  return lines.join('\r\n');
};
const run = (content: string | Uint8Array, name = 'h.csv') =>
  bench.run({ statements: [bench.write(name, content)], day: DAY });

describe('a damaged line', () => {
  it.each([
    ['a number as Excel spoils it', 6, '4.20001E+27'],
    ['a number of which fifteen figures are left', 6, '4200001234567890000000000000'],
    ['a third decimal', 11, '12.345'],
    ['an amount in words', 11, '十元'],
    ['a payment below zero', 11, '-12.50'],
    ['a fee with six decimals', 14, '0.123456'],
    ['a day that does not exist', 0, '20260231'],
    ['half of a quote', 18, '"咖啡'],
    ['a comma too many', 18, 'a,b'],
  ])('is told, and keeps the day from being clear: %s', async (_, field, value) => {
    const result = await run(withField(2, field, value));
    expect(result.outcomes['BAD-LINE']).toBeGreaterThan(0);
    expect([result.clear, result.all_read]).toEqual([false, false]);
    const bad = result.exceptions.find(({ outcome }) => outcome === 'BAD-LINE')!;
    expect(bad).toMatchObject({ file: 'h.csv', line: 3 });
    expect(bad.why.zh).toContain('第 3 行');
  });

  it.each([
    ['kind', 8, '转账'],
    ['status', 10, '冻结'],
  ])('of an unknown %s is not guessed at', async (_, field, value) => {
    const result = await run(withField(2, field, value));
    expect(result.outcomes['UNKNOWN-KIND']).toBe(1);
    expect(result.clear).toBe(false);
  });

  it('reads commas, quotes, new lines and Excel guards where they are right', async () => {
    const name = withField(1, 18, '"咖啡, ""大杯"""');
    const split = withField(2, 18, '"两行\n备注"', name);
    const guarded = withField(3, 5, `\`${payments[2]!.huifuNumber}`, split);
    const result = await run(withField(4, 6, `="${payments[3]!.walletNumber}"`, guarded));
    expect([found(result), result.clear]).toEqual([{ OK: 4 }, true]);
  });

  it('takes fees of five decimals and negative refunds', async () => {
    const refund = make.refund(payments[0]!, payments[0]!.amount, NOON + 2_000);
    bench.write('ledger.csv', ledgerCsv([...payments, refund]));
    const text = huifuCsv([...payments, refund]);
    const fine = withField(1, 14, `${(payments[0]!.fee / 100).toFixed(2)}000`, text);
    const result = await run(withField(5, 11, `-${(refund.amount / 100).toFixed(2)}`, fine));
    expect([found(result), result.clear]).toEqual([{ OK: 5 }, true]);
  });
});

describe('a damaged file', () => {
  it.each([
    ['empty', '', ['empty']],
    ['cut off', good.slice(0, good.lastIndexOf('合计')), ['summaryMissing']],
    ['cut off within a line', good.slice(0, good.lastIndexOf('合计') - 40), ['truncated']],
    ['not a statement', 'hello\nworld\n', ['notRecognised']],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0, 10]), ['unreadable']],
    ['UTF-16', Buffer.from(`\uFEFF${good}`, 'utf16le'), ['encoding']],
    ['totals that do not tie', good.replace(/合计,4笔,{10}/, '合计,4笔,,,,,,,,,,1'), ['totals']],
    ['a wrong count', good.replace('合计,4笔', '合计,5笔'), ['totals']],
    ['a cut zip', zipSync({ 'h.csv': strToU8(good) }).subarray(0, 300), ['truncated']],
    ['a zip that points outside', zipSync({ '../h.csv': strToU8(good) }), ['archivePath']],
    ['a zip that bursts', zipSync({ 'h.csv': new Uint8Array(64_000_000) }), ['archiveBomb']],
    ['a workbook of nothing', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), ['archive']],
  ])('is refused in words: %s', async (_, content, expected) => {
    const result = await run(content, 'statement');
    expect(codes(result)).toEqual(expected);
    expect(result.clear).toBe(false);
    expect(result.outcomes['MISS-GW']).toBe(0);
    for (const { why, todo } of result.problems) expect([why.zh, why.en, todo.zh, todo.en].every(Boolean)).toBe(true);
    expect(result.all_read).toBe(expected[0] === 'totals');
  });

  it('of another day, another merchant, or given twice, is told', async () => {
    const file = bench.write('h.csv', good);
    const other = await bench.run({ statements: [file], day: '20260107' });
    expect([codes(other), other.outcomes['MISS-US'], other.clear]).toEqual([['wrongDay'], 0, false]);
    const merchant = await bench.run({ statements: [file], day: DAY, merchant: '6666000000000009' });
    expect(codes(merchant)).toEqual(['wrongMerchant']);
    const mixed = bench.write('m.csv', huifuCsv([make.payment(NOON)], { merchant: '6666000000000009' }));
    expect(codes(await bench.run({ statements: [file, mixed], day: DAY }))).toEqual(['wrongMerchant']);
    const twice = await bench.run({ statements: [file, bench.write('copy.csv', good)], day: DAY });
    expect([codes(twice), found(twice)]).toEqual([['partTwice'], { OK: 4 }]);
  });

  it('of a day in parts needs them all', async () => {
    const statements = [1, 3].map((part) =>
      bench.write(`20260106_${MERCHANT}_order_${part}.csv`, huifuCsv(payments.slice(part - 1, part))),
    );
    const result = await bench.run({ statements, day: DAY });
    expect(codes(result)).toEqual(['partMissing']);
    expect(found(result)).toEqual({ OK: 2, 'NO-FILE': 1 });
  });

  it('that Excel has saved shows by its numbers', async () => {
    const spoilt = payments.map((one) => ({ ...one, walletNumber: `${one.walletNumber.slice(0, 15)}000` }));
    expect(codes(await run(huifuCsv(spoilt)))).toEqual(['spoiledNumbers']);
  });

  it('with single damaged letters keeps its other lines', async () => {
    const bytes = Buffer.from(withField(2, 18, '备注'));
    bytes[bytes.lastIndexOf('备注') + 1] = 0xff;
    const result = await run(bytes);
    expect(found(result)).toMatchObject({ OK: 3, 'BAD-LINE': 1 });
  });

  it('in GBK with half a letter at its end is not clear', async () => {
    const bytes = toGbk(good.replace('\uFEFF', '').replace('微信', '微'));
    expect((await run(bytes.subarray(0, bytes.length - 60))).clear).toBe(false);
  });

  it('that is changed while it is read is not used', async () => {
    const file = bench.write('h.csv', good);
    const pull = await pullFile(file);
    const piece = new Uint8Array(100);
    await pull.read(piece, 0);
    appendFileSync(file, 'x');
    const rest = async (): Promise<void> => {
      while ((await pull.read(piece, 0)) > 0);
    };
    await expect(rest()).rejects.toMatchObject({ code: 'changed' });
    await pull.close();
  });

  it('of 2 GB, most of it a hole, is read through in little memory', async () => {
    const file = bench.write('h.csv', good);
    const handle = openSync(file, 'r+');
    ftruncateSync(handle, 2 * 1024 ** 3);
    closeSync(handle);
    const before = process.memoryUsage().rss;
    const result = await bench.run({ statements: [file], day: DAY });
    expect(result.clear).toBe(false);
    expect(result.problems.length + result.outcomes['BAD-LINE']).toBeGreaterThan(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
  }, 120_000);
});

describe('the ledger', () => {
  it.each([
    ['is not there', null],
    ['lacks columns', 'kind,request_date\npayment,20260105\n'],
  ])('that %s ends the run in words', async (_, content) => {
    const ledger = content === null ? bench.path('none.csv') : bench.write('l.csv', content);
    const ran = reconcile({ ledger, statements: [bench.write('h.csv', good)] });
    await expect(ran).rejects.toThrow(RunProblem);
    await expect(ran).rejects.toMatchObject({ code: 'ledger' });
  });

  it('with a line that cannot be read is not clear', async () => {
    bench.write('ledger.csv', `${ledgerCsv(payments)}payment,20260105,P9,,,,,12.5,,paid,\n`);
    const result = await run(good);
    expect(found(result)).toEqual({ OK: 4, 'BAD-LINE': 1 });
    expect(result.exceptions[0]).toMatchObject({ leg: null, file: 'ledger.csv', line: 6 });
  });
});

describe('whatever the bytes are', () => {
  const base = Buffer.from(good);
  const edits = fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255), fc.constantFrom('set', 'cut', 'add', 'swap')), {
    minLength: 1,
    maxLength: 6,
  });

  it('a run ends, and never calls a day clear whose lines are gone', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        let bytes: Buffer = Buffer.from(base);
        for (const [place, byte, kind] of changes) {
          const at = place % Math.max(1, bytes.length);
          if (kind === 'set') bytes[at] = byte;
          else if (kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + byte)]);
          else if (kind === 'add')
            bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(byte % 40, byte), bytes.subarray(at)]);
          else bytes = Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
        }
        const result = await run(bytes);
        expect(result.totals.legs.every(({ ties }) => ties)).toBe(true);
        expect(result.clear ? found(result) : { OK: 4 }).toEqual({ OK: 4 });
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('random bytes are refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'PK\x03\x04', '\x1f\x8b', '#', '`'),
        async (bytes, start) => {
          const result = await run(Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
          expect(result.clear).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
