import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { settledOutcomes, type Outcome } from '../../shared/domain/reconciliation/outcome.ts';
import { everyDefect, generate, type GeneratorOptions } from './testing/generator.ts';
import { found, huifuCsv, ledgerCsv, NOON, trades, workbench, DAY, type Line } from './testing/workbench.ts';

const bench = workbench();
afterAll(() => bench.remove());

const times = (rates: Partial<Record<Outcome, number>>, factor: number) =>
  Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate * factor]));

/** Lines that nobody could read have no number to be known by. */
const anonymous = (outcome: Outcome): boolean => outcome === 'BAD-LINE' || outcome === 'UNKNOWN-KIND';

/** Runs what the generator made, and gives what was found and what is true, as sorted lists of the same shape. */
async function foundAndTrue(options: Omit<GeneratorOptions, 'dir'>) {
  const made = generate({ dir: bench.path(`made-${options.rows}-${options.seed}`), ...options });
  const result = await bench.run({ ledger: made.ledger, statements: made.statements, day: made.day });
  const leg = made.truth[0]?.leg ?? 'huifu';
  return {
    result,
    made,
    found: result.exceptions
      .filter((one) => one.leg === leg)
      .map(
        (one) =>
          `${one.outcome} ${anonymous(one.outcome) ? '' : one.ledger?.request_number || one.statement?.party_order_number}`,
      )
      .toSorted(),
    true: made.truth
      .map(({ outcome, requestNumber, partyNumber }) => {
        const shown = outcome === 'MISS-US' ? partyNumber : requestNumber;
        return `${outcome} ${anonymous(outcome) ? '' : shown}`;
      })
      .toSorted(),
  };
}

describe('seeded defects in a Huifu file', () => {
  it.each([60, 600, 6_000, 40_000])('are all found, and nothing else is, among %d rows', async (rows) => {
    const outcome = await foundAndTrue({ rows, seed: rows, defects: times(everyDefect, rows < 1_000 ? 20 : 3) });
    expect(outcome.found).toEqual(outcome.true);
    expect(outcome.true.length).toBeGreaterThan(10);
    expect(outcome.result.clear).toBe(false);
    const unequal = outcome.made.truth.length;
    expect(outcome.result.outcomes.OK).toBeLessThanOrEqual(
      outcome.made.lines - unequal + outcome.result.outcomes['MISS-GW'],
    );
  });

  it('leave the lists of WeChat and Alipay beside it to speak for themselves', async () => {
    const files = ['huifu', 'wechat', 'alipay'] as const;
    const outcome = await foundAndTrue({ rows: 3_000, seed: 5, files, defects: times(everyDefect, 4) });
    expect(outcome.found).toEqual(outcome.true);
    expect(outcome.result.totals.legs.map(({ leg, ties }) => [leg, ties])).toEqual([
      ['huifu', true],
      ['wallet', true],
    ]);
  });
});

describe('seeded defects in the lists of wallets', () => {
  it('are all found, payments that were made twice included', async () => {
    const defects = times({ ...everyDefect, 'DUP-PAY': 0.001 }, 5);
    const outcome = await foundAndTrue({ rows: 5_000, seed: 9, files: ['wechat', 'alipay'], defects });
    expect(outcome.found).toEqual(outcome.true);
    expect(outcome.result.outcomes['DUP-PAY']).toBeGreaterThan(5);
    expect(outcome.result.outcomes['OK-TOL']).toBe(
      outcome.result.tolerated.filter((one) => one.outcome === 'OK-TOL').length,
    );
  });
});

describe('a day without defects', () => {
  it.each([
    ['Huifu', ['huifu'], 5_000],
    ['Huifu, WeChat and Alipay', ['huifu', 'wechat', 'alipay'], 3_000],
    ['WeChat and Alipay', ['wechat', 'alipay'], 3_000],
  ] as const)('is clear: %s', async (_, files, rows) => {
    const { result } = await foundAndTrue({ rows, seed: 7, files });
    expect(result.problems).toEqual([]);
    expect(result.exceptions).toEqual([]);
    expect(result.clear).toBe(true);
    expect(result.open_items).toEqual([]);
  });

  it('gives the same bytes every time', async () => {
    const options = {
      rows: 2_000,
      seed: 3,
      files: ['huifu', 'wechat', 'alipay'] as const,
      defects: times(everyDefect, 5),
    };
    await foundAndTrue(options);
    const first = readFileSync(bench.path('result.json'));
    await foundAndTrue(options);
    expect(readFileSync(bench.path('result.json')).equals(first)).toBe(true);
  });
});

/** What a result says, without the places that a permutation moves. */
const meaning = (text: string): string =>
  text
    .replaceAll(/"line":\s*\d+|"ledger_line":\d+|（第 \d+ 行）| \(line \d+\)|"sha256": "\w+"|"file":"[^"]*"/g, '')
    .replaceAll(/\s+/g, ' ');

const count = (groups: object): number =>
  Object.values(groups).reduce((sum, one: { count: number }) => sum + one.count, 0);

describe('properties', () => {
  const make = trades(11);
  const payments = Array.from({ length: 14 }, (_, i) => make.payment(NOON + i * 400));
  const refunds = payments.slice(0, 4).map((one) => make.refund(one, Math.ceil(one.amount / 2), NOON + 9_000));
  const all = [...payments, ...refunds];
  const linesOf = (seed: number): Line[] =>
    all.flatMap((trade, i): Line[] => {
      switch ((seed >> i) & 7) {
        case 1:
          return [{ trade, change: { amount: trade.amount + 7 } }];
        case 2:
          return [];
        case 3:
          return [trade, trade];
        case 4:
          return [{ trade, change: { status: 'failed' } }];
        default:
          return [trade];
      }
    });

  it('the order of lines and rows changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 24), fc.nat(1_000), async (seed, order) => {
        const shuffled = <T>(list: T[]): T[] => {
          const random = trades(order).digits;
          return list
            .map((one) => ({ one, at: random(6) }))
            .toSorted((a, b) => (a.at < b.at ? -1 : 1))
            .map(({ one }) => one);
        };
        const lines = linesOf(seed);
        bench.write('ledger.csv', ledgerCsv(all.slice(1)));
        const statements = [bench.write('h.csv', huifuCsv(lines))];
        await bench.run({ statements, day: DAY });
        const before = meaning(readFileSync(bench.path('result.json'), 'utf8'));
        bench.write('ledger.csv', ledgerCsv(shuffled(all.slice(1))));
        bench.write('h.csv', huifuCsv(shuffled(lines)));
        await bench.run({ statements, day: DAY });
        expect(sortedPieces(meaning(readFileSync(bench.path('result.json'), 'utf8')))).toEqual(sortedPieces(before));
      }),
      { numRuns: 40 },
    );
  });

  it('every line and every row has one outcome, and the sums tie', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 24), fc.nat(17), async (seed, without) => {
        const lines = linesOf(seed);
        bench.write('ledger.csv', ledgerCsv(all.filter((_, i) => i !== without)));
        const result = await bench.run({ statements: [bench.write('h.csv', huifuCsv(lines))], day: DAY });
        const [leg] = result.totals.legs;
        expect(leg!.ties).toBe(true);
        expect(count(leg!.statement.by_outcome)).toBe(lines.length);
        expect(count(leg!.ledger.by_outcome)).toBe(all.length - 1);
        const open = Object.keys(found(result)).some((outcome) => !settledOutcomes.includes(outcome as Outcome));
        expect(result.clear).toBe(!open);
      }),
      { numRuns: 60 },
    );
  });
});

/** A doubled key names its first line, which is another after a permutation: compared as a bag of words. */
const sortedPieces = (text: string): string[] => text.split(/[{},]/).toSorted();
