import { HUIFU, KEYS, lengthOf, PARTY, PAYMENT, REQUEST, textOf } from '../rows/rows.ts';
import { findFrom, findOnly, firstSlot, rowAt } from './keyIndex.ts';
import { codeOf, OPEN, type DoubledKey, type LegMatch } from './legMatch.ts';
import { groupsOf, rootOf } from './side.ts';

/**
 * Pairs lines with ledger rows by their numbers, strongest first (product.md §5.3). A line and a row are used once. Keys
 * that stand twice on a side are set aside before, and what two lines claim goes to neither, so the order of the lines
 * never decides.
 */
export function pairByKeys(match: LegMatch): void {
  const groups = setDoubledAside(match);
  let waiting: number[] | null = null; // null: all
  for (let key = 0; key < KEYS; key++) {
    waiting = pairBy(match, key, waiting, groups);
    if (key === REQUEST) waiting = pairCutNumbers(match, waiting);
  }
}

/** Lines that stand twice, with the rows they mean; then rows that stand twice. */
function setDoubledAside(match: LegMatch): Map<number, DoubledKey> {
  const { ledger, lines } = match;
  const byRow = new Map<number, DoubledKey>();
  const rowGroups = groupsOf(ledger);
  const take = (group: DoubledKey, row: number): void => {
    const root = rootOf(ledger.doubled, row);
    for (const member of rowGroups.get(root) ?? [row]) {
      if (byRow.has(member)) continue;
      byRow.set(member, group);
      group.ledger.push(member);
      match.rowOutcome[member] = codeOf[group.outcome];
    }
  };
  for (const members of groupsOf(lines).values()) {
    const group: DoubledKey = { outcome: 'DUP-GW', lines: members, ledger: [] };
    match.doubled.push(group);
    for (const line of members) {
      match.lineOutcome[line] = codeOf['DUP-GW'];
      for (const row of rowsWithAnyKey(match, line)) take(group, row);
    }
  }
  for (const members of rowGroups.values()) {
    if (byRow.has(members[0]!)) continue;
    const group: DoubledKey = { outcome: 'DUP-US', lines: [], ledger: [] };
    match.doubled.push(group);
    take(group, members[0]!);
  }
  return byRow;
}

function rowsWithAnyKey({ ledger, lines }: LegMatch, line: number): number[] {
  const found: number[] = [];
  for (const index of ledger.indexes) {
    const hash = lines.rows.hashes[line * KEYS + index.key]!;
    if (hash === 0 || (index.key >= PARTY && lines.rows.kind[line] !== PAYMENT && found.length > 0)) continue;
    const slot = findFrom(index, firstSlot(index, hash), ledger.rows, lines.rows, line);
    if (slot >= 0) found.push(rowAt(index, slot));
  }
  return found;
}

/** One key. Gives the lines that still wait for a row. */
function pairBy(
  match: LegMatch,
  key: number,
  waiting: number[] | null,
  doubled: ReadonlyMap<number, DoubledKey>,
): number[] {
  const { ledger, lines, lineOf, lineOutcome, rowOutcome } = match;
  const index = ledger.indexes[key]!;
  const { hashes, kind } = lines.rows;
  const count = waiting ? waiting.length : lines.rows.count;
  const claimed = new Int32Array(count).fill(-1);
  const claims = new Int32Array(ledger.rows.count);
  for (let i = 0; i < count; i++) {
    const line = waiting ? waiting[i]! : i;
    const hash = hashes[line * KEYS + key]!;
    if (hash === 0 || lineOutcome[line] !== OPEN) continue;
    const slot = findFrom(index, firstSlot(index, hash), ledger.rows, lines.rows, line);
    if (slot < 0) continue;
    const row = rowAt(index, slot);
    if (rowOutcome[row] !== OPEN) {
      const group = doubled.get(row);
      if (group) {
        group.lines.push(line);
        lineOutcome[line] = codeOf[group.outcome];
      }
      continue;
    }
    if (lineOf[row] !== -1) continue;
    if (kind[line] !== PAYMENT && key >= PARTY) {
      // Refunds may carry their payment's number here: it must be the only one, and nothing stronger may speak against it.
      const another = findFrom(index, slot + 1, ledger.rows, lines.rows, line) >= 0;
      if (another || contradicted(match, line, row)) continue;
    }
    claimed[i] = row;
    claims[row]!++;
  }
  const left: number[] = [];
  for (let i = 0; i < count; i++) {
    const line = waiting ? waiting[i]! : i;
    const row = claimed[i]!;
    if (row >= 0 && claims[row] === 1) pair(match, line, row, key);
    else if (lineOutcome[line] === OPEN) left.push(line);
  }
  return left;
}

export function pair(match: LegMatch, line: number, row: number, key: number): void {
  match.rowOf[line] = row;
  match.lineOf[row] = line;
  match.keyOf[line] = key;
}

/** Both sides have one of the refund's own numbers, and it is not the same: they are two refunds. */
export function contradicted({ ledger, lines }: LegMatch, line: number, row: number): boolean {
  return [HUIFU, REQUEST].some(
    (key) =>
      lengthOf(lines.rows, line, key) > 0 &&
      lengthOf(ledger.rows, row, key) > 0 &&
      lines.rows.hashes[line * KEYS + key] !== ledger.rows.hashes[row * KEYS + key],
  );
}

/** Huifu adds `-1`, `-2`… to request numbers of hosted orders that may be paid in several ways (huifu-api.md §3.8.4). */
function pairCutNumbers(match: LegMatch, waiting: readonly number[]): number[] {
  const { ledger, lines } = match;
  const claims = new Map<number, number[]>();
  for (const line of waiting) {
    const number = textOf(lines.rows, line, REQUEST);
    const cut = number.indexOf('-');
    if (cut <= 0) continue;
    const bytes = Buffer.from(number.slice(0, cut));
    const row = findOnly(
      ledger.indexes[REQUEST]!,
      ledger.rows,
      bytes,
      lines.rows.kind[line]!,
      lines.rows.requestDay[line]!,
    );
    if (row >= 0 && match.lineOf[row] === -1 && match.rowOutcome[row] === OPEN)
      claims.set(row, [...(claims.get(row) ?? []), line]);
  }
  for (const [row, by] of claims) if (by.length === 1) pair(match, by[0]!, row, REQUEST);
  return waiting.filter((line) => match.rowOf[line] === -1);
}
