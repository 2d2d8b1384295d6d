import { DONE, lengthOf, MOVED, PROCESSING, REFUND, textAt, WALLET, type Rows } from '../rows/rows.ts';
import { codeOf, NOT_DUE, OPEN, OTHER_DAY, OTHER_LEG, type LegMatch } from './legMatch.ts';

/** Which ledger rows a leg's statements have to contain. */
export interface Scope {
  /** Days that are compared; `null`: every day that occurs. */
  days: ReadonlySet<number> | null;
  /** Days of which there are statements. */
  covered: ReadonlySet<number>;
  /** For wallets' lists: whether the row was paid through this wallet. */
  ofLeg: (row: number) => boolean;
  /** Rows and lines that earlier days left open are always looked for. */
  openRow: (row: number) => boolean;
  openLine: (line: number) => boolean;
}

/** Names what is left without a pair on either side. */
export function judgeRest(match: LegMatch, scope: Scope): void {
  const { ledger, lines, lineOf, rowOf, rowOutcome, lineOutcome } = match;
  for (let row = 0; row < lineOf.length; row++) {
    if (lineOf[row] === -1 && rowOutcome[row] === OPEN) rowOutcome[row] = restOfLedger(ledger.rows, row, scope);
  }
  const anyDay = !scope.days || scope.covered.size === 0 || [...scope.days].some((day) => scope.covered.has(day));
  for (let line = 0; line < rowOf.length; line++) {
    if (rowOf[line] !== -1 || lineOutcome[line] !== OPEN) continue;
    // A whole file of another day is the wrong file; single lines of a neighbouring day are not.
    const wrongDay = !anyDay && !scope.openLine(line);
    lineOutcome[line] = wrongDay ? OTHER_DAY : restOfLines(lines.rows, line);
  }
}

function restOfLedger(rows: Rows, row: number, scope: Scope): number {
  const status = rows.status[row]! & MOVED;
  const pending = status === PROCESSING && rows.kind[row] === REFUND;
  if (status !== DONE && !pending) return NOT_DUE;
  if (!scope.ofLeg(row)) return OTHER_LEG;
  if (!scope.openRow(row)) {
    const day = rows.requestDay[row]!;
    if (scope.days && !scope.days.has(day)) return OTHER_DAY;
    if (!scope.covered.has(day)) return codeOf['NO-FILE'];
  }
  return pending ? codeOf['REF-PEND'] : codeOf['MISS-GW'];
}

function restOfLines(rows: Rows, line: number): number {
  const status = rows.status[line]! & MOVED;
  if (status === DONE) return codeOf['MISS-US'];
  if (rows.kind[line] === REFUND && status === PROCESSING) return codeOf['REF-PEND'];
  return NOT_DUE; // a failed or unpaid order that we never had
}

/** The wallet that a number of the ledger is of, by its shape; `null` when there is no number. */
export function walletOf(rows: Rows, row: number): 'wechat' | 'alipay' | 'other' | null {
  const length = lengthOf(rows, row, WALLET);
  if (length === 0) return null;
  if (length !== 28) return 'other';
  const at = textAt(rows, row, WALLET);
  const text = Buffer.from(rows.arena.subarray(at, at + 8)).toString('latin1');
  // Alipay's begin with the day.
  return /^20[2-9]\d(0[1-9]|1[0-2])[0-3]\d$/.test(text) ? 'alipay' : 'wechat';
}

const place = (rows: Rows, at: number): string => `${rows.kind[at]} ${rows.amount[at]}`;

/** A counterpart may be this far away in time to be suggested. */
const SUGGEST_WITHIN_SECONDS = 120;

/**
 * Suggests pairs among what is left: same kind and amount, near in time, the only one of its kind on both sides. A person
 * decides; numbers that contradict each other are no hindrance to a suggestion, and are shown.
 */
export function suggest(match: LegMatch): void {
  const { ledger, lines, lineOutcome, rowOutcome } = match;
  const missing = placesOf(rowOutcome, codeOf['MISS-GW']);
  const extra = placesOf(lineOutcome, codeOf['MISS-US']);
  if (missing.length === 0 || extra.length === 0) return;
  const byAmount = Map.groupBy(missing, (row) => place(ledger.rows, row));
  const near = (line: number, row: number): number =>
    ledger.rows.time[row]! < 0 || lines.rows.time[line]! < 0
      ? Infinity
      : Math.abs(ledger.rows.time[row]! - lines.rows.time[line]!);
  const wanted = new Map<number, number[]>();
  for (const line of extra) {
    const rows = (byAmount.get(place(lines.rows, line)) ?? []).filter(
      (row) => near(line, row) <= SUGGEST_WITHIN_SECONDS,
    );
    if (rows.length === 1) wanted.set(rows[0]!, [...(wanted.get(rows[0]!) ?? []), line]);
  }
  for (const [row, by] of wanted) {
    if (by.length !== 1) continue;
    const score = Math.round(100 * (1 - near(by[0]!, row) / (SUGGEST_WITHIN_SECONDS + 1)));
    match.suggestedRow.set(by[0]!, { row, score });
  }
}

function placesOf(outcomes: Uint8Array, code: number): number[] {
  const found: number[] = [];
  for (let at = outcomes.indexOf(code); at >= 0; at = outcomes.indexOf(code, at + 1)) found.push(at);
  return found;
}
