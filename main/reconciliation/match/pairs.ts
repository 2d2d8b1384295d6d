import { HUIFU, KEYS, lengthOf, PARTY, PAYMENT, REQUEST, textOf } from '../rows/rows.ts';
import { Doubles } from './doubles.ts';
import { createFilter, mayHave, note, type HashFilter } from './filter.ts';
import { findMany, type Want } from './findMany.ts';
import { createIndex, fetchAhead, findFrom, firstSlot, insert, rowAt, type KeyIndex } from './keyIndex.ts';
import { OPEN, type LegMatch } from './legMatch.ts';
import { tells } from './side.ts';

/**
 * Pairs lines with ledger rows by their numbers, strongest first (product.md §5.3). A line and a row are used once. A key
 * that stands twice on a side makes no pair, and what two lines claim goes to neither, so the order of the lines never
 * decides.
 *
 * Most pairs are made by the first key and agree in the others. Only what is not paired, or does not agree, is looked at
 * again by a weaker key: two lines that agree in everything with two different rows are two transactions, even if they
 * share a weaker number.
 */
export function pairByKeys(match: LegMatch): void {
  const doubles = new Doubles(match);
  for (const [a, b] of match.ledger.doubled) doubles.rows(a, b);
  pairBy(match, HUIFU, match.ledger.index, null, doubles);
  for (let key = HUIFU + 1; key < KEYS; key++) {
    pairByWeaker(match, key, doubles);
    if (key === REQUEST) pairCutNumbers(match);
  }
  match.doubled = doubles.finish();
}

/** A weaker key: first what has it twice among lines and among rows is set aside, then what is left is paired. */
function pairByWeaker(match: LegMatch, key: number, doubles: Doubles): void {
  const { ledger, lines, rowOf, lineOf } = match;
  const lineHashes = lines.rows.hashes;
  const rowHashes = ledger.rows.hashes;
  const openLines = openPlaces(key, doubles.looseLines, lineHashes, rowOf, rowHashes);
  const openRows = openPlaces(key, doubles.looseRows, rowHashes, lineOf, lineHashes);
  const [lineIndex, lineFilter] = indexOf(lines.rows, key, openLines, (a, b) => doubles.lines(a, b));
  const [rowIndex, rowFilter] = indexOf(ledger.rows, key, openRows, (a, b) => doubles.rows(a, b));
  compareSettled(lines.rows, key, openLines, lineIndex, lineFilter, (a, b) => doubles.lines(a, b));
  compareSettled(ledger.rows, key, openRows, rowIndex, rowFilter, (a, b) => doubles.rows(a, b));
  pairBy(match, key, rowIndex, openLines, doubles);
}

/** Lines or rows that have the key, and no partner that has it too. */
function openPlaces(
  key: number,
  loose: Uint8Array,
  hashes: Uint32Array,
  partners: Int32Array,
  theirs: Uint32Array,
): Int32Array {
  const open: number[] = [];
  for (let at = loose.indexOf(1); at >= 0; at = loose.indexOf(1, at + 1)) {
    const hash = hashes[at * KEYS + key]!;
    if (hash === 0) continue;
    const partner = partners[at]!;
    if (partner < 0 || theirs[partner * KEYS + key] !== hash) open.push(at);
  }
  return Int32Array.from(open);
}

type Rows = LegMatch['lines']['rows'];

function indexOf(
  rows: Rows,
  key: number,
  open: Int32Array,
  twice: (a: number, b: number) => void,
): [KeyIndex, HashFilter] {
  const index = createIndex(key, open.length, rows.count);
  const filter = createFilter(open.length);
  for (const at of open) {
    note(filter, rows.hashes[at * KEYS + key]!);
    const same = insert(index, rows, at);
    if (same >= 0 && tells(rows, same, at, key)) twice(same, at);
  }
  return [index, filter];
}

/** Those that are settled may still share their key with one that is not. */
function compareSettled(
  rows: Rows,
  key: number,
  open: Int32Array,
  index: KeyIndex,
  filter: HashFilter,
  twice: (a: number, b: number) => void,
): void {
  if (open.length === 0 || open.length === rows.count) return;
  let next = 0;
  for (let at = 0; at < rows.count; at++) {
    if (open[next] === at) {
      next++;
      continue;
    }
    const hash = rows.hashes[at * KEYS + key]!;
    if (hash === 0 || !mayHave(filter, hash)) continue;
    const slot = findFrom(index, firstSlot(index, hash), rows, rows, at);
    if (slot >= 0 && tells(rows, rowAt(index, slot), at, key)) twice(rowAt(index, slot), at);
  }
}

/**
 * One key: every line that waits claims the row that it names.
 *
 * @param open the lines to look at; `null` for all
 */
function pairBy(match: LegMatch, key: number, index: KeyIndex, open: Int32Array | null, doubles: Doubles): void {
  const { ledger, lines, lineOf, rowOf, lineOutcome, rowOutcome } = match;
  const { hashes, kind } = lines.rows;
  const count = open ? open.length : lines.rows.count;
  /** Rows that several refunds could mean: nobody gets them by this key. */
  const disputed = new Set<number>();
  const absent: number[] = [];
  for (let i = 0; i < count; i++) {
    if (open === null) fetchAhead(index, lines.rows, i);
    const line = open ? open[i]! : i;
    const hash = hashes[line * KEYS + key]!;
    if (hash === 0 || rowOf[line] !== -1) continue;
    const slot = findFrom(index, firstSlot(index, hash), ledger.rows, lines.rows, line);
    if (slot < 0) {
      if (key === HUIFU) absent.push(line);
      continue;
    }
    const row = rowAt(index, slot);
    const weak = kind[line] !== PAYMENT && key >= PARTY;
    if (lineOutcome[line] !== OPEN || rowOutcome[row] !== OPEN) {
      // One of them is doubled: the other is part of that.
      if (lineOf[row] === -1 && !(weak && contradicted(match, line, row))) doubles.both(line, row);
      continue;
    }
    if (weak) {
      // Refunds may carry their payment's number here: it must be the only one, and nothing stronger may speak against it.
      const another = findFrom(index, slot + 1, ledger.rows, lines.rows, line) >= 0;
      if (another || contradicted(match, line, row)) continue;
    }
    const first = lineOf[row]!;
    if (first === -1 && !disputed.has(row)) {
      pair(match, line, row, key);
      if (key === HUIFU && agreeInAll(hashes, line, ledger.rows.hashes, row)) doubles.settle(line, row);
    } else if (first !== -1 && match.keyOf[first] === key) {
      // Two lines name one row: the key is doubled, or at least it does not tell.
      if (tells(lines.rows, first, line, key)) doubles.lines(first, line);
      else {
        disputed.add(row);
        rowOf[first] = -1;
        lineOf[row] = -1;
      }
    }
  }
  // The other keys look for lines that stand twice before; this one finds them by their claims, and here the rest.
  if (absent.length > 0) indexOf(lines.rows, key, Int32Array.from(absent), (a, b) => doubles.lines(a, b));
}

function agreeInAll(hashes: Uint32Array, line: number, theirs: Uint32Array, row: number): boolean {
  for (let key = 0; key < KEYS; key++) if (hashes[line * KEYS + key] !== theirs[row * KEYS + key]) return false;
  return true;
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
function pairCutNumbers(match: LegMatch): void {
  const { ledger, lines, rowOf, lineOutcome } = match;
  const cut: { line: number; want: Want }[] = [];
  for (let line = 0; line < rowOf.length; line++) {
    if (rowOf[line] !== -1 || lineOutcome[line] !== OPEN) continue;
    const number = textOf(lines.rows, line, REQUEST);
    const dash = number.indexOf('-');
    if (dash <= 0) continue;
    const { kind, requestDay } = lines.rows;
    cut.push({ line, want: { bytes: Buffer.from(number.slice(0, dash)), kind: kind[line]!, day: requestDay[line]! } });
  }
  const rows = findMany(
    ledger.rows,
    REQUEST,
    cut.map(({ want }) => want),
  );
  const claims = new Map<number, number[]>();
  for (const [at, { line }] of cut.entries()) {
    const row = rows[at]!;
    if (row >= 0 && match.lineOf[row] === -1 && match.rowOutcome[row] === OPEN)
      claims.set(row, [...(claims.get(row) ?? []), line]);
  }
  for (const [row, by] of claims) if (by.length === 1) pair(match, by[0]!, row, REQUEST);
}
