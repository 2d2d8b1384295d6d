import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One thing that was measured. */
export interface BenchRow {
  what: string;
  /** Every single measurement, in `unit`. */
  samples: number[];
  /** `ms` when absent. */
  unit?: string;
  /** Name of the row of the same run that this one is compared with. */
  against?: string;
  /** What the 95th percentile should not exceed. */
  target?: number;
}

/** The folder for results and for data that is reused between runs. */
export const benchFolder = fileURLToPath(new URL('../.cache/bench/', import.meta.url));

/**
 * Prints a table and one line of JSON, and writes the JSON to `.cache/bench/<name>.json`. Times differ between machines;
 * the ratios to rows of the same run are what can be compared.
 */
export function printReport(name: string, rows: BenchRow[], notes: string[] = []): void {
  const summaries = rows.map((row) => summarise(row, rows));
  console.log(
    `\n${name} (Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'})`,
  );
  console.table(
    Object.fromEntries(
      summaries.map(({ what, unit, against, ratio, target, ok, ...numbers }) => [
        what,
        {
          ...numbers,
          unit,
          ratio: ratio === null ? '' : `${ratio}× ${against}`,
          target: target === null ? '' : `≤ ${target} ${ok ? 'met' : 'MISSED'}`,
        },
      ]),
    ),
  );
  for (const note of notes) console.log(`- ${note}`);
  const json = JSON.stringify({ name, node: process.versions.node, rows: summaries, notes });
  console.log(json);
  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(`${benchFolder}${name}.json`, `${json}\n`);
}

function summarise({ what, samples, unit = 'ms', against, target }: BenchRow, rows: BenchRow[]) {
  const sorted = samples.toSorted((a, b) => a - b);
  const base = rows.find((row) => row.what === against);
  const basis =
    base &&
    percentile(
      base.samples.toSorted((a, b) => a - b),
      50,
    );
  const p95 = percentile(sorted, 95);
  return {
    what,
    runs: samples.length,
    p50: rounded(percentile(sorted, 50)),
    p95: rounded(p95),
    max: rounded(sorted.at(-1) ?? NaN),
    unit,
    against: against ?? null,
    ratio: basis ? rounded(percentile(sorted, 50) / basis) : null,
    target: target ?? null,
    ok: target === undefined ? null : p95 <= target,
  };
}

/** The nearest-rank percentile of ascending samples. */
function percentile(sorted: number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? NaN;
}

/** Three significant figures. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
