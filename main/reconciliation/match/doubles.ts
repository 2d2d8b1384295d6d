import { codeOf, type DoubledKey, type LegMatch } from './legMatch.ts';

/**
 * Gathers lines and rows that share a key that should be one's alone. Lines are known by their number, rows by theirs after
 * the last line's, so that both can be in one group; groups that meet become one.
 */
export class Doubles {
  /** 0 for lines and rows whose partner agrees in every key: weaker keys need not look at them, unless it is lost again. */
  readonly looseLines: Uint8Array;
  readonly looseRows: Uint8Array;
  readonly #match: LegMatch;
  readonly #up = new Map<number, number>();
  readonly #lineCount: number;

  constructor(match: LegMatch) {
    this.#match = match;
    this.#lineCount = match.rowOf.length;
    this.looseLines = new Uint8Array(match.rowOf.length).fill(1);
    this.looseRows = new Uint8Array(match.lineOf.length).fill(1);
  }

  settle(line: number, row: number): void {
    this.looseLines[line] = 0;
    this.looseRows[row] = 0;
  }

  lines(a: number, b: number): void {
    this.#join(a, b);
    for (const line of [a, b]) this.#setAside(line, this.#match.rowOf[line]!);
  }

  rows(a: number, b: number): void {
    this.#join(this.#lineCount + a, this.#lineCount + b);
    for (const row of [a, b]) this.#setAside(this.#match.lineOf[row]!, row);
  }

  /** A line means a row, and one of them is doubled. */
  both(line: number, row: number): void {
    this.#join(line, this.#lineCount + row);
    this.#setAside(line, row);
  }

  /** Unmakes the pair that a doubled line or row had; both belong to the group then. */
  #setAside(line: number, row: number): void {
    const { rowOf, lineOf, lineOutcome, rowOutcome } = this.#match;
    if (line >= 0 && row >= 0) this.#join(line, this.#lineCount + row);
    if (line >= 0) {
      rowOf[line] = -1;
      this.looseLines[line] = 1;
      lineOutcome[line] = codeOf['DUP-GW'];
    }
    if (row >= 0) {
      lineOf[row] = -1;
      this.looseRows[row] = 1;
      rowOutcome[row] = codeOf['DUP-GW'];
    }
  }

  #root(one: number): number {
    let root = one;
    for (let up = this.#up.get(root); up !== undefined && up !== root; up = this.#up.get(root)) root = up;
    return root;
  }

  #join(a: number, b: number): void {
    const [rootA, rootB] = [this.#root(a), this.#root(b)];
    const root = Math.min(rootA, rootB);
    for (const one of [a, b, rootA, rootB]) this.#up.set(one, root);
  }

  /** The groups as they ended up; a group is theirs when they have the key more than once, or else ours. */
  finish(): DoubledKey[] {
    const groups = new Map<number, DoubledKey>();
    for (const one of [...this.#up.keys()].toSorted((a, b) => a - b)) {
      const root = this.#root(one);
      const group = groups.get(root) ?? { outcome: 'DUP-US', lines: [], ledger: [] };
      groups.set(root, group);
      if (one < this.#lineCount) group.lines.push(one);
      else group.ledger.push(one - this.#lineCount);
    }
    for (const group of groups.values()) {
      if (group.lines.length > 1) group.outcome = 'DUP-GW';
      for (const line of group.lines) this.#match.lineOutcome[line] = codeOf[group.outcome];
      for (const row of group.ledger) this.#match.rowOutcome[row] = codeOf[group.outcome];
    }
    return [...groups.values()];
  }
}
