import { basename } from 'node:path';
import type { Gathered } from './gather.ts';

/** A number above this is a batch's name, not a place in a sequence. */
const MOST_PARTS = 999;

/** Finds gaps in the numbers of files that come in parts, such as `…_order_1.csv`, `…_order_3.csv`. */
export function missingParts({ files, parts }: Gathered): { file: number; entry: string; missing: string }[] {
  const series = new Map<string, { file: number; entry: string; numbers: Set<number> }>();
  for (const { file, entry } of parts) {
    const match = /^(\d{8}_.+_[a-z]+)_(\d{1,3})\.csv$/i.exec(basename(entry || files[file]!.label));
    if (!match) continue;
    const held = series.get(match[1]!) ?? { file, entry, numbers: new Set() };
    held.numbers.add(Number(match[2]));
    series.set(match[1]!, held);
  }
  return [...series.values()].flatMap(({ file, entry, numbers }) => {
    const most = Math.min(Math.max(...numbers), MOST_PARTS);
    const missing = Array.from({ length: most }, (_, at) => at + 1).filter((number) => !numbers.has(number));
    return missing.length > 0 && !numbers.has(0) ? [{ file, entry, missing: missing.join(', ') }] : [];
  });
}
