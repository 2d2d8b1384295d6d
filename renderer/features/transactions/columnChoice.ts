import { paymentColumns, type PaymentColumn } from '../../../shared/contract/payments.ts';

/**
 * Shows a hidden column where the default order has it (after the nearest shown column that comes before it there), or
 * hides a shown one. The last column stays: a table without columns is none.
 */
export function toggled(columns: readonly PaymentColumn[], column: PaymentColumn): readonly PaymentColumn[] {
  if (columns.includes(column)) {
    return columns.length === 1 ? columns : columns.filter((other) => other !== column);
  }
  const before = paymentColumns.slice(0, paymentColumns.indexOf(column));
  const after = Math.max(-1, ...before.map((other) => columns.indexOf(other)));
  return columns.toSpliced(after + 1, 0, column);
}

/** Moves a column one place towards the beginning (-1) or the end (+1), as far as there is one. */
export function moved(columns: readonly PaymentColumn[], column: PaymentColumn, by: -1 | 1): readonly PaymentColumn[] {
  const at = columns.indexOf(column);
  const to = at + by;
  if (at < 0 || to < 0 || to >= columns.length) return columns;
  return columns.toSpliced(at, 1).toSpliced(to, 0, column);
}
