import type { ControlTotal } from '../../../shared/domain/reconciliation/run.ts';
import { readDecimal } from '../bytes/numbers.ts';
import { fineYuanText } from '../report/words.ts';
import { SUM_DECIMALS, type TradeSums } from './trades.ts';

/** What the end of a file says about the file, as text by title. */
export type Stated = Map<string, string>;

/** `3笔` and `3.0` are the count 3. */
export function readCount(text: string): number {
  const match = /^(\d+)(?:\.0+)?笔?$/.exec(text.trim());
  return match ? Number(match[1]) : Number.NaN;
}

/** Yuan in text as 1/1000 fen. */
export function readSum(text: string): number {
  const bytes = Buffer.from(text.replaceAll(/[`\s¥￥元]/g, ''));
  return readDecimal(bytes, 0, bytes.length, SUM_DECIMALS);
}

/** A sum in text; one that is too large to be exact is no sum. */
const sumText = (millifen: number): string => (Number.isSafeInteger(millifen) ? fineYuanText(millifen) : '?');

export function countTotal(name: string, stated: string, counted: number): ControlTotal {
  return { name, stated, counted: String(counted), ties: readCount(stated) === counted };
}

/** Fees are summed to five decimals, but some files round their total to two: then the rounded sum must agree. */
export function moneyTotal(name: string, stated: string, counted: number): ControlTotal {
  const value = readSum(stated);
  const places = /\.(\d+)/.exec(stated)?.[1]?.length ?? 0;
  const unit = places >= SUM_DECIMALS ? 1 : 10 ** (SUM_DECIMALS - Math.max(2, places));
  const ties =
    Number.isSafeInteger(counted) && Math.abs(value - counted) < unit && Math.abs(value - counted) * 2 <= unit;
  return { name, stated, counted: sumText(counted), ties };
}

/**
 * Holds a file's own totals against its lines. Whether a total is of all lines or only of those where money moved is not
 * written anywhere: one of the two must agree in everything.
 */
export function tieTotals(
  stated: Stated,
  countName: string,
  names: readonly string[],
  sums: TradeSums,
): ControlTotal[] {
  const against = (count: number, values: Float64Array): ControlTotal[] => [
    ...(stated.has(countName) ? [countTotal(countName, stated.get(countName)!, count)] : []),
    ...names.flatMap((name, index) => (stated.has(name) ? [moneyTotal(name, stated.get(name)!, values[index]!)] : [])),
  ];
  const all = against(sums.countAll, sums.all);
  if (all.every((total) => total.ties)) return all;
  const done = against(sums.countDone, sums.done);
  return done.every((total) => total.ties) ? done : all;
}
