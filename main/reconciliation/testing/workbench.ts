import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../../../shared/domain/reconciliation/run.ts';
import { PRACTICE_TRADES } from '../formats/learnt.ts';
import { reconcile } from '../index.ts';
import type { RunInput } from '../types.ts';
import { huifuLine, ledgerLine, LEDGER_HEADER, yuan, type LineChange } from './lines.ts';
import { seeded } from './random.ts';
import { maker, type Maker, type Trade } from './trade.ts';
import { beijingSeconds } from '../bytes/numbers.ts';

export const DAY = '20260105';
export const MERCHANT = '6666000000000001';
export const NOON = beijingSeconds(20260105, 12 * 3600);

/** A folder for one test, with short ways to write files and to run what is in it. */
export interface Workbench {
  dir: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  /** Runs, and gives the result as it was written. */
  run(input: Partial<RunInput> & { statements: string[] }): Promise<RunResult>;
  remove(): void;
}

export function workbench(): Workbench {
  const dir = mkdtempSync(join(tmpdir(), 'reconcile-'));
  const path = (name: string): string => join(dir, name);
  return {
    dir,
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    async run(input) {
      const out = path('result.json');
      await reconcile({ ledger: path('ledger.csv'), out, ...input });
      return JSON.parse(readFileSync(out, 'utf8')) as RunResult;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** The same made-up trades in every test that asks for the same seed. */
export const trades = (seed = 1): Maker => maker(seeded(seed));

export const ledgerCsv = (rows: readonly Trade[]): string => LEDGER_HEADER + rows.map(ledgerLine).join('');

export type Line = Trade | { trade: Trade; change: LineChange };
const split = (line: Line): { trade: Trade; change: LineChange } =>
  'trade' in line ? line : { trade: line, change: {} };

const sign = (trade: Trade): number => (trade.kind === 'refund' ? -1 : 1);

/** Huifu's trade file in the practice shape, with its summary. */
export function huifuCsv(lines: readonly Line[], { summary = true, merchant = MERCHANT } = {}): string {
  const all = lines.map(split);
  const sum = all.reduce((total, { trade, change }) => total + sign(trade) * (change.amount ?? trade.amount), 0);
  const fees = all.reduce((total, { trade, change }) => total + sign(trade) * (change.fee ?? trade.fee), 0);
  return [
    `\uFEFF${PRACTICE_TRADES}\r\n`,
    ...all.map(({ trade, change }) => huifuLine(trade, merchant, change)),
    ...(summary ? [`合计,${all.length}笔,,,,,,,,,,${yuan(sum)},,,${yuan(fees)},,,,\r\n`] : []),
  ].join('');
}

/** Outcomes that occurred, for comparison in one line. */
export function found(result: RunResult): Record<string, number> {
  return Object.fromEntries(Object.entries(result.outcomes).filter(([, count]) => count > 0));
}

export const codes = (result: RunResult): string[] => result.problems.map(({ code }) => code);
