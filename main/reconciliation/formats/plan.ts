import type { ColumnRole, AmountUnit } from '../../../shared/domain/reconciliation/mapping.ts';
import type { Leg, StatementFormat } from '../../../shared/domain/reconciliation/outcome.ts';
import type { Layout } from '../bytes/fields.ts';

/** Column numbers of a trade's fields, −1 where the format has none. */
export interface TradeColumns {
  /** A day, or a day and a time. */
  when: number;
  /** A second column with the time, where `when` is a day only. */
  clock: number;
  requestDay: number;
  /** Columns of the row's texts, in the order of `textNames`. */
  texts: readonly number[];
  amount: number;
  paid: number;
  fee: number;
  status: number;
  /** Columns that must hold something for the row to be of this kind of use. */
  originalDay: number;
}

/** A total that the file states about itself. */
export interface SummedColumn {
  column: number;
  /** Title in the summary, for the words. */
  name: string;
  /** Refunds count negative: Huifu's sum is payments − refunds. */
  signedByKind: boolean;
}

interface PlanBasics {
  format: StatementFormat;
  leg: Leg;
  layout: Layout | { widths: readonly number[] };
  /** The header as it stands in the file; empty for a format without one. */
  header: readonly string[];
  /** Columns whose title nobody knows. */
  unused: readonly string[];
  /** How many lines of the file belong to the header and what stands before it. */
  skipLines: number;
}

/** How to read the lines of a list of payments and refunds. */
export interface TradePlan extends PlanBasics {
  type: 'trades';
  kindColumn: number;
  /** Word → kind. A word that is not here makes the line an UNKNOWN-KIND. `fixedKind` where there is no such column. */
  kindWords: Readonly<Record<string, 'payment' | 'refund'>>;
  statusWords: Readonly<Record<string, 'paid' | 'refunded' | 'processing' | 'failed' | 'closed'>>;
  payment: TradeColumns;
  refund: TradeColumns;
  amountUnit: AmountUnit;
  paidUnit: AmountUnit;
  feeUnit: AmountUnit;
  channelColumn: number;
  rateColumn: number;
  merchantColumn: number;
  /** Channel of every line, for formats of one wallet. */
  channel: string;
  /** Dates come as MMDDhhmmss; the year has to be told (UnionPay). */
  yearless: boolean;
  summed: readonly SummedColumn[];
  /** How the end of the details is marked, and whether a file without it has been cut short. */
  summary: 'row' | 'wechat' | 'alipay' | 'none';
  summaryRequired: boolean;
}

/** How to read lines of which there are few: settlements, bank lines, splits, balances. */
export interface RecordPlan extends PlanBasics {
  type: 'records';
  roles: readonly (ColumnRole | null)[];
  units: Readonly<Partial<Record<ColumnRole, AmountUnit>>>;
  statusWords: TradePlan['statusWords'];
  summary: 'row' | 'wechat' | 'alipay' | 'none';
  summaryRequired: boolean;
}

export type Plan = TradePlan | RecordPlan;

/** No such column. */
export const NONE = -1;

export const noColumns: TradeColumns = {
  when: NONE,
  clock: NONE,
  requestDay: NONE,
  texts: [],
  amount: NONE,
  paid: NONE,
  fee: NONE,
  status: NONE,
  originalDay: NONE,
};

/** Decimals to read so that the integer is fen (amounts) or 1/1000 fen (fees). */
export const amountDecimals = (unit: AmountUnit): number => (unit === 'yuan' ? 2 : 0);
export const feeDecimals = (unit: AmountUnit): number => (unit === 'yuan' ? 5 : 3);
