import { DONE, lengthOf, MOVED, PAYER, PAYMENT, sameText, textAt, type Rows } from '../rows/rows.ts';
import { codeOf, type LegMatch } from './legMatch.ts';

/** Two payments of one customer, of the same amount, within this time, are taken for one that was made twice. */
export const TWICE_WITHIN_SECONDS = 300;

const settled: readonly number[] = [codeOf.OK, codeOf['OK-TOL'], codeOf.LATE];

/** Finds payments that a customer seems to have made twice. Only lists that name the payer (in any form) can tell. */
export function findPaidTwice(match: LegMatch): void {
  const { rows } = match.lines;
  const groups = new Map<number, number[]>();
  for (let line = 0; line < rows.count; line++) {
    if (rows.kind[line] !== PAYMENT || lengthOf(rows, line, PAYER) === 0) continue;
    if ((rows.status[line]! & MOVED) !== DONE || rows.time[line]! < 0) continue;
    const place = payerHash(rows, line) ^ rows.amount[line]!;
    const held = groups.get(place);
    if (held) held.push(line);
    else groups.set(place, [line]);
  }
  for (const lines of groups.values()) if (lines.length > 1) compare(match, lines);
}

function compare(match: LegMatch, lines: number[]): void {
  const { rows } = match.lines;
  const inTime = lines.toSorted((a, b) => rows.time[a]! - rows.time[b]! || a - b);
  for (const [at, later] of inTime.entries()) {
    let earlier = -1;
    for (let before = at - 1; before >= 0 && earlier < 0; before--) {
      const one = inTime[before]!;
      if (rows.time[later]! - rows.time[one]! > TWICE_WITHIN_SECONDS) break;
      if (rows.amount[one] === rows.amount[later] && sameText(rows, one, PAYER, rows, later, PAYER)) earlier = one;
    }
    if (earlier < 0 || !settled.includes(match.lineOutcome[later]!)) continue;
    match.paidBefore.set(later, earlier);
    match.lineOutcome[later] = codeOf['DUP-PAY'];
    match.rowOutcome[match.rowOf[later]!] = codeOf['DUP-PAY'];
  }
}

function payerHash(rows: Rows, line: number): number {
  const at = textAt(rows, line, PAYER);
  const end = at + lengthOf(rows, line, PAYER);
  let hash = 7;
  for (let i = at; i < end; i++) hash = Math.imul(hash ^ rows.arena[i]!, 0x01000193);
  return hash;
}
