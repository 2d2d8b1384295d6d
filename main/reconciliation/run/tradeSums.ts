import { DONE, MOVED, PAYMENT } from '../rows/rows.ts';
import type { ComparedLeg } from './compare.ts';

/** What the trades of one day add up to, as far as money moved. Fen, and 1/1000 fen for fees. */
export interface DaySums {
  gross: number;
  refunded: number;
  fee: number;
  returnedFee: number;
}

export const noSums = (): DaySums => ({ gross: 0, refunded: 0, fee: 0, returnedFee: 0 });

/** The sums of Huifu's list by trade day. */
export function sumsByDay({ match }: ComparedLeg): Map<number, DaySums> {
  const { rows } = match.lines;
  const byDay = new Map<number, DaySums>();
  for (let line = 0; line < rows.count; line++) {
    if ((rows.status[line]! & MOVED) !== DONE) continue;
    const day = rows.tradeDay[line]!;
    let sums = byDay.get(day);
    if (!sums) byDay.set(day, (sums = noSums()));
    const fee = Number.isNaN(rows.fee[line]!) ? 0 : rows.fee[line]!;
    if (rows.kind[line] === PAYMENT) {
      sums.gross += rows.amount[line]!;
      sums.fee += fee;
    } else {
      sums.refunded += rows.amount[line]!;
      sums.returnedFee += fee;
    }
  }
  return byDay;
}
