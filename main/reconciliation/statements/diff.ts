import type { DiffLine, StatementDiff } from '../../../shared/contract/statements.ts';
import type { HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import { decode, type Encoding } from '../bytes/encoding.ts';
import { openStatement, type FilePart } from '../files/open.ts';
import { amountIn, columnsOf, isDetail, keyOf, splitCells, type Columns } from './columns.ts';
import { eachLine, encodingOf } from './lines.ts';

/** Lines shown; all are counted. */
const SHOWN = 500;

/** One version of a period: the paths of its files, in order. */
export type Version = readonly string[];

interface Side {
  lines: number;
  keys: Map<string, number>;
  /** `null` once an amount could not be read. */
  sumFen: number | null;
}

/**
 * What a newer version of a period has that the older has not, and the other way round, line by line as bytes: lines that
 * only moved are no difference, a line that is there twice counts twice. Where the header is one that we know, or one that a
 * person has mapped, only detail lines count, and their amounts are added up.
 *
 * Memory grows with the older version's lines. Throws `FileFault` for a file that cannot be read.
 */
export async function diffVersions(
  older: Version,
  newer: Version,
  mappings: readonly HeaderMapping[],
): Promise<StatementDiff> {
  const unmatched = new Map<string, number>();
  const totals = { older: 0 as number | null, newer: 0 as number | null };
  let titles: string | null = null;
  await eachDetail(older, mappings, (line) => {
    unmatched.set(line.bytes, (unmatched.get(line.bytes) ?? 0) + 1);
    totals.older = add(totals.older, line.amount());
    titles ??= line.columns?.amountTitle ?? null;
  });

  const shown: DiffLine[] = [];
  const added = newSide();
  const removed = newSide();
  const note = (side: Side, change: DiffLine['change'], line: Detail) => {
    const amount = line.amount();
    side.lines += 1;
    side.sumFen = add(side.sumFen, amount);
    const key = line.key();
    if (key !== '') side.keys.set(key, (side.keys.get(key) ?? 0) + 1);
    if (shown.length < SHOWN)
      shown.push({ change, entry: line.entry, line: line.number, text: line.text(), amountFen: amount });
  };

  await eachDetail(newer, mappings, (line) => {
    totals.newer = add(totals.newer, line.amount());
    titles ??= line.columns?.amountTitle ?? null;
    const left = unmatched.get(line.bytes) ?? 0;
    if (left === 0) note(added, 'added', line);
    else if (left === 1) unmatched.delete(line.bytes);
    else unmatched.set(line.bytes, left - 1);
  });
  if (unmatched.size > 0) {
    await eachDetail(older, mappings, (line) => {
      const left = unmatched.get(line.bytes) ?? 0;
      if (left === 0) return;
      unmatched.set(line.bytes, left - 1);
      note(removed, 'removed', line);
    });
  }

  const known = titles !== null && totals.older !== null && totals.newer !== null;
  return {
    added: added.lines,
    removed: removed.lines,
    changed: pairs(added.keys, removed.keys),
    sumFen: known ? totals.newer! - totals.older! : null,
    totalsFen: known ? { older: totals.older!, newer: totals.newer! } : null,
    amountColumn: titles,
    lines: shown,
    truncated: added.lines + removed.lines > shown.length,
  };
}

function newSide(): Side {
  return { lines: 0, keys: new Map(), sumFen: 0 };
}

function add(sum: number | null, amount: number | null): number | null {
  return sum === null || amount === null ? null : sum + amount;
}

function pairs(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const [key, times] of one) count += Math.min(times, other.get(key) ?? 0);
  return count;
}

/** A line that counts. Its text and cells are made only when somebody asks. */
interface Detail {
  entry: string;
  number: number;
  /** One character for each byte. */
  bytes: string;
  columns: Columns | null;
  text(): string;
  key(): string;
  amount(): number | null;
}

async function eachDetail(
  version: Version,
  mappings: readonly HeaderMapping[],
  see: (line: Detail) => void,
): Promise<void> {
  for (const path of version) {
    const opened = await openStatement(path);
    try {
      for (const part of opened.parts) await eachDetailOf(part, await encodingOf(part), mappings, see);
    } finally {
      await opened.close();
    }
  }
}

/** How far into a file its header is looked for: Alipay puts four lines before it, banks a dozen. */
const HEADER_WITHIN = 30;

async function headerOf(
  part: FilePart,
  encoding: Encoding,
  mappings: readonly HeaderMapping[],
): Promise<Columns | null> {
  let found: Columns | null = null;
  await eachLine(part, (line, number) => {
    found = columnsOf(splitCells(decode(line, encoding)), number, mappings);
    return found === null && number < HEADER_WITHIN;
  });
  return found;
}

async function eachDetailOf(
  part: FilePart,
  encoding: Encoding,
  mappings: readonly HeaderMapping[],
  see: (line: Detail) => void,
): Promise<void> {
  const columns = await headerOf(part, encoding, mappings);
  await eachLine(part, (line, number) => {
    if (line.length === 0 || (columns !== null && number <= columns.line)) return;
    const bytes = line.toString('latin1');
    let parsed: string[] | null = null;
    const cells = () => (parsed ??= splitCells(decode(Buffer.from(bytes, 'latin1'), encoding)));
    if (columns !== null && !isDetail(cells(), columns)) return;
    see({
      entry: part.entry,
      number,
      bytes,
      columns,
      text: () => decode(Buffer.from(bytes, 'latin1'), encoding),
      key: () => (columns === null ? '' : keyOf(cells(), columns)),
      amount: () => (columns === null ? null : amountIn(cells(), columns)),
    });
  });
}
