import type { Leg } from '../../../shared/domain/reconciliation/outcome.ts';
import type { LedgerEntry, StatementEntry } from '../../../shared/domain/reconciliation/run.ts';
import { isoTime } from '../bytes/numbers.ts';
import {
  HUIFU,
  ORIGINAL_REQUEST,
  PARTY,
  PAYMENT,
  REQUEST,
  statusNames,
  textOf,
  WALLET,
  type Rows,
} from '../rows/rows.ts';

const dayText = (day: number): string => (day === 0 ? '' : String(day));
const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** A ledger row as an object again. */
export function ledgerEntry(rows: Rows, row: number): LedgerEntry {
  const fee = known(rows.fee[row]!);
  return {
    line: rows.line[row]!,
    kind: rows.kind[row] === PAYMENT ? 'payment' : 'refund',
    request_date: dayText(rows.requestDay[row]!),
    request_number: textOf(rows, row, REQUEST),
    huifu_number: textOf(rows, row, HUIFU),
    party_order_number: textOf(rows, row, PARTY),
    wallet_number: textOf(rows, row, WALLET),
    original_request_number: textOf(rows, row, ORIGINAL_REQUEST),
    amount_fen: rows.amount[row]!,
    fee_fen: fee === null ? null : fee / 1_000,
    status: statusNames[rows.status[row]!]!,
    event_time: isoTime(rows.time[row]!),
  };
}

/** A statement line as an object again. */
export function statementEntry(
  rows: Rows,
  line: number,
  place: { leg: Leg; file: string; entry: string },
): StatementEntry {
  const kind = rows.kind[line] === PAYMENT ? 'payment' : 'refund';
  const status = statusNames[rows.status[line]!]!;
  return {
    ...place,
    line: rows.line[line]!,
    kind,
    trade_date: dayText(rows.tradeDay[line]!),
    request_date: dayText(rows.requestDay[line]!),
    request_number: textOf(rows, line, REQUEST),
    huifu_number: textOf(rows, line, HUIFU),
    party_order_number: textOf(rows, line, PARTY),
    wallet_number: textOf(rows, line, WALLET),
    original_request_number: textOf(rows, line, ORIGINAL_REQUEST),
    amount_fen: rows.amount[line]!,
    paid_fen: known(rows.paid[line]!),
    fee_millifen: known(rows.fee[line]!),
    status: status === 'paid' && kind === 'refund' ? 'refunded' : status,
    event_time: isoTime(rows.time[line]!),
  };
}
