import type { EntryStatus, Leg, StatementFormat } from './outcome.ts';
import type { FileProblem } from './run.ts';

/** Meaning of a column, for formats whose header has to be learnt. */
export const columnRoles = [
  'trade_date',
  'trade_time',
  'merchant',
  'request_date',
  'request_number',
  'huifu_number',
  'wallet_number',
  'party_order_number',
  'kind',
  'channel',
  'status',
  'amount',
  'paid',
  'net',
  'fee',
  'rate',
  'payer',
  'original_request_date',
  'original_request_number',
  'original_huifu_number',
  'refund_amount',
  'refund_wallet_number',
  'refund_party_order_number',
  'refund_status',
  'settled_date',
  'batch',
  'from_date',
  'to_date',
  'refunded',
  'returned_fee',
  'frozen',
  'receiver',
  'part_amount',
  'money_in',
  'money_out',
  'direction',
  'balance',
  'remark',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Meanings that are amounts, and therefore need a unit: declared by the title or by a person. */
export const amountRoles: readonly ColumnRole[] = [
  'amount',
  'paid',
  'net',
  'fee',
  'refund_amount',
  'refunded',
  'returned_fee',
  'frozen',
  'part_amount',
  'money_in',
  'money_out',
  'balance',
];

/** Unit of an amount column. Declared by the header or by a person; never guessed from the values. */
export type AmountUnit = 'yuan' | 'fen';

/** How to read a file whose header is not known: made from a suggestion, confirmed by a person. */
export interface HeaderMapping {
  leg: 'huifu' | 'settlement' | 'bank' | 'split';
  /** The header exactly as it stood in the file. Another header is another mapping, and says so. */
  header: string[];
  /** Column title for each meaning. */
  columns: Partial<Record<ColumnRole, string>>;
  /** Unit for each amount column (by meaning) whose title does not declare one. */
  units: Partial<Record<ColumnRole, AmountUnit>>;
  /** Words of the file for kinds and statuses that the console does not know. */
  words: { kind: Record<string, 'payment' | 'refund'>; status: Record<string, EntryStatus> };
  confirmed_by: string;
  confirmed_on: string;
}

/** What a look at a file's beginning says, before anything is compared. */
export interface Inspection {
  file: string;
  entry: string;
  format: StatementFormat | null;
  leg: Leg | null;
  encoding: 'utf-8' | 'gb18030' | 'xlsx' | null;
  header: string[];
  /** The first lines, as text, for the person who confirms a mapping. */
  sample: string[][];
  /** A mapping to confirm; `null` when none is needed. Columns without a declared unit are in `undeclared`. */
  suggestion: HeaderMapping | null;
  undeclared: ColumnRole[];
  problem: FileProblem | null;
}
