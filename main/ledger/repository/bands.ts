import type { PaymentFilter } from '../../../shared/contract/payments.ts';
import { fen, MAX_FEN, type Fen } from '../../../shared/domain/money.ts';
import { addDays, type BusinessDate } from '../../../shared/domain/time.ts';

/** The band that an amount is in, by its least amount: the first two digits, then zeros. As the trigger computes it. */
export function bandOf(amount: number): number {
  return amount - (amount % widthAt(amount));
}

/** How many amounts the band of this one holds. */
function widthAt(amount: number): number {
  return 10 ** Math.max(0, String(amount).length - 2);
}

/** The disjoint parts of a filter, by what answers each best. Together they are the filter. */
export interface Split {
  /** Whole months between these two (`yyyyMM`, both excluded), whole bands from one to below the other. */
  whole: { afterMonth: string; beforeMonth: string; fromBand: Fen; beforeBand: Fen } | null;
  /** Few days, any amount: their payments are added up one by one. */
  days: PaymentFilter[];
  /** Part of a band, any number of months: likewise. */
  amounts: PaymentFilter[];
}

/** Splits a filter at the borders of months and bands. */
export function splitFilter(filter: PaymentFilter): Split {
  const { from, to, minAmount = fen(0), maxAmount = MAX_FEN } = filter;
  const afterMonth = from === undefined ? '000000' : monthOf(addDays(from, -1));
  const beforeMonth = to === undefined ? '999999' : monthOf(addDays(to, 1));
  if (afterMonth >= beforeMonth) return { whole: null, days: [filter], amounts: [] };
  const fromBand = bandOf(minAmount + widthAt(minAmount) - 1);
  const beforeBand = bandOf(maxAmount + 1);
  if (fromBand >= beforeBand) return { whole: null, days: [], amounts: [filter] };
  // Days are compared as text; these two lie between the months.
  const inMonths = {
    ...filter,
    ...(from !== undefined && { from: `${afterMonth}32` as BusinessDate }),
    ...(to !== undefined && { to: `${beforeMonth}00` as BusinessDate }),
  };
  const days: PaymentFilter[] = [];
  if (from !== undefined) days.push({ ...filter, to: `${afterMonth}31` as BusinessDate });
  if (to !== undefined) days.push({ ...filter, from: `${beforeMonth}01` as BusinessDate });
  const amounts: PaymentFilter[] = [];
  if (minAmount < fromBand) amounts.push({ ...inMonths, minAmount, maxAmount: fen(fromBand - 1) });
  if (beforeBand <= maxAmount) amounts.push({ ...inMonths, minAmount: fen(beforeBand), maxAmount });
  return { whole: { afterMonth, beforeMonth, fromBand: fen(fromBand), beforeBand: fen(beforeBand) }, days, amounts };
}

const monthOf = (date: BusinessDate) => date.slice(0, 6);
