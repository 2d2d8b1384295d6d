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

export interface Title {
  /** As it stands in the file. */
  text: string;
  /** Without blanks, unit and brackets: what is looked up. */
  name: string;
  /** The unit that the title itself declares. */
  unit: AmountUnit | null;
}

/** Reads a column title: `交易金额（元）`, `收入金额（+元）` and `手续费(分)` declare their units. */
export function readTitle(text: string): Title {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll(/\s/g, '');
  const declared = /\(([+-]?)(元|分|CNY|RMB)\)$/i.exec(plain);
  const unit = declared ? (declared[2] === '分' ? 'fen' : 'yuan') : null;
  return { text, name: declared ? plain.slice(0, declared.index) : plain, unit };
}

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

/** Meanings without which a list of that leg cannot be compared; of an inner list any one will do. */
export const neededRoles: Readonly<Record<HeaderMapping['leg'], readonly (readonly ColumnRole[])[]>> = {
  huifu: [['trade_date', 'trade_time'], ['huifu_number', 'request_number'], ['kind'], ['status'], ['amount']],
  settlement: [['settled_date'], ['net']],
  split: [['huifu_number', 'request_number'], ['part_amount']],
  bank: [
    ['trade_date', 'trade_time'],
    ['money_in', 'amount'],
  ],
};

/** What keeps a mapping from being used: meanings that no column has, and amounts whose unit nobody has declared. */
export function mappingGaps({ leg, columns, units }: Pick<HeaderMapping, 'leg' | 'columns' | 'units'>): {
  missing: (readonly ColumnRole[])[];
  unitless: ColumnRole[];
} {
  return {
    missing: neededRoles[leg].filter((choice) => choice.every((role) => columns[role] === undefined)),
    unitless: amountRoles.filter((role) => {
      const title = columns[role];
      return title !== undefined && units[role] === undefined && readTitle(title).unit === null;
    }),
  };
}

/** What a look at a file's beginning says, before anything is compared. */
export interface Inspection {
  file: string;
  entry: string;
  format: StatementFormat | null;
  leg: Leg | null;
  encoding: 'utf-8' | 'gb18030' | 'xlsx' | null;
  header: string[];
  /** The first lines after the header, as text, for the person who confirms a mapping. */
  sample: string[][];
  /** For each column its different values, as far as a look goes; empty where there are many. */
  values: string[][];
  /**
   * A mapping to confirm: what the titles suggest, or an earlier one that lacks something now. `null` when none is needed.
   * Columns without a declared unit are in `undeclared`.
   */
  suggestion: HeaderMapping | null;
  undeclared: ColumnRole[];
  problem: FileProblem | null;
}
