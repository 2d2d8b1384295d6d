import { outcomes, type Leg, type Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type { Rows } from '../rows/rows.ts';
import type { Side } from './side.ts';

/** Outcomes as numbers, for columns of bytes. */
export const codeOf = Object.fromEntries(outcomes.map((name, code) => [name, code])) as Record<Outcome, number>;
/** No outcome yet. */
export const OPEN = 255;
/** Rows that this leg says nothing about: nothing was due, another wallet's, another day's. */
export const NOT_DUE = 100;
export const OTHER_LEG = 101;
export const OTHER_DAY = 102;
export const groupName = (code: number): Outcome | 'NOT-DUE' | 'OTHER-LEG' | 'OTHER-DAY' =>
  code === NOT_DUE ? 'NOT-DUE' : code === OTHER_LEG ? 'OTHER-LEG' : code === OTHER_DAY ? 'OTHER-DAY' : outcomes[code]!;

/** A key that stands on more than one row, with all rows of both sides that it touches: for a person, never paired. */
export interface DoubledKey {
  outcome: 'DUP-GW' | 'DUP-US';
  lines: number[];
  ledger: number[];
}

/** How one leg's lines and the ledger's rows stand to each other. */
export interface LegMatch {
  leg: Leg;
  ledger: Side;
  lines: { rows: Rows };
  /** Line → ledger row and ledger row → line, −1 for none. */
  rowOf: Int32Array;
  lineOf: Int32Array;
  /** Outcome of each line and each ledger row. */
  lineOutcome: Uint8Array;
  rowOutcome: Uint8Array;
  /** Which key made the pair, by line: an index into `pairKeys`. */
  keyOf: Uint8Array;
  doubled: DoubledKey[];
  /** The ledger's fees are Huifu's. Beside Huifu's list, a wallet's fee is another contract and says nothing about them. */
  compareFees: boolean;
  /** Line or row → what looks like its counterpart: an unmatched ledger row, an unmatched line. */
  suggestedRow: Map<number, { row: number; score: number }>;
  /** Later payment of a customer who seems to have paid twice → the earlier one. */
  paidBefore: Map<number, number>;
  /** Refund line → what the rule would give back, in 1/1000 fen. */
  expectedFee: Map<number, number>;
  /** Refund lines beyond their payment → the payment's amount. */
  originalAmount: Map<number, number>;
  /** Refund lines of which several could be the counterpart. */
  ambiguous: Set<number>;
}

export function createMatch(leg: Leg, ledger: Side, lines: { rows: Rows }): LegMatch {
  const [rowCount, lineCount] = [ledger.rows.count, lines.rows.count];
  return {
    leg,
    ledger,
    lines,
    rowOf: new Int32Array(lineCount).fill(-1),
    lineOf: new Int32Array(rowCount).fill(-1),
    lineOutcome: new Uint8Array(lineCount).fill(OPEN),
    rowOutcome: new Uint8Array(rowCount).fill(OPEN),
    keyOf: new Uint8Array(lineCount),
    doubled: [],
    compareFees: true,
    suggestedRow: new Map(),
    paidBefore: new Map(),
    expectedFee: new Map(),
    originalAmount: new Map(),
    ambiguous: new Set(),
  };
}
