import { NONE, noColumns, type Plan, type TradeColumns } from './plan.ts';

/** Widths of the fields of a ZM file in bytes of GBK, one blank between them (product.md §4.4). The tail varies. */
const WIDTHS = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13,
  8, 32, 13, 13, 12, 2, 1, 131,
];
/** Up to the settled amount every variant is alike. */
const FIRST_FIELDS = 17;
const LEAST_LENGTH = WIDTHS.slice(0, FIRST_FIELDS).reduce((sum, width) => sum + width + 1, -1);

/** UnionPay's list of fixed widths has no header: it is known by its first line. */
export function unionpayPlan(line: Uint8Array, skipLines: number): Plan | null {
  if (line.length < LEAST_LENGTH) return null;
  const text = Buffer.from(line).toString('latin1');
  if (!/^[SE]\d\d \d[\d ]{10} \d[\d ]{10} \d{6} \d{10} /.test(text)) return null;
  const columns: TradeColumns = {
    ...noColumns,
    when: 4,
    texts: [NONE, NONE, 11, 9, NONE, NONE, NONE, NONE, 5, NONE],
    amount: 6,
    fee: 15,
  };
  return {
    type: 'trades',
    format: 'unionpay-zm',
    leg: 'wallet',
    layout: { widths: WIDTHS.slice(0, FIRST_FIELDS) },
    header: [],
    unused: [],
    skipLines,
    kindColumn: 0,
    kindWords: { S22: 'payment', S30: 'refund' },
    statusWords: {},
    payment: columns,
    refund: columns,
    amountUnit: 'fen',
    paidUnit: 'fen',
    feeUnit: 'fen',
    channelColumn: NONE,
    rateColumn: NONE,
    merchantColumn: NONE,
    channel: '银联',
    yearless: true,
    summed: [],
    summary: 'none',
    summaryRequired: false,
  };
}
