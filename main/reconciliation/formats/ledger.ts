import { COMMA } from '../bytes/fields.ts';
import { NONE, type TradePlan } from './plan.ts';

/** Columns of the ledger CSV (docs/reconcile.md). They are found by name; all must be there. */
export const ledgerColumns = [
  'kind',
  'request_date',
  'request_number',
  'huifu_number',
  'party_order_number',
  'wallet_number',
  'original_request_number',
  'amount_fen',
  'fee_fen',
  'status',
  'event_time',
] as const;

/** How to read a ledger CSV; the names of the columns that are missing when it is none. */
export function ledgerPlan(header: readonly string[]): TradePlan | string[] {
  const missing = ledgerColumns.filter((name) => !header.includes(name));
  if (missing.length > 0) return missing;
  const at = (name: (typeof ledgerColumns)[number]): number => header.indexOf(name);
  const columns = {
    when: at('request_date'),
    clock: at('event_time'),
    requestDay: at('request_date'),
    texts: [
      at('huifu_number'),
      at('request_number'),
      at('party_order_number'),
      at('wallet_number'),
      NONE,
      at('original_request_number'),
      NONE,
      NONE,
      NONE,
      NONE,
    ],
    amount: at('amount_fen'),
    paid: NONE,
    fee: at('fee_fen'),
    status: at('status'),
    originalDay: NONE,
  };
  return {
    type: 'trades',
    format: 'huifu-trade',
    leg: 'huifu',
    layout: COMMA,
    header,
    unused: [],
    skipLines: 1,
    kindColumn: at('kind'),
    kindWords: { payment: 'payment', refund: 'refund' },
    statusWords: {
      paid: 'paid',
      refunded: 'refunded',
      processing: 'processing',
      failed: 'failed',
      closed: 'closed',
    },
    payment: columns,
    refund: columns,
    amountUnit: 'fen',
    paidUnit: 'fen',
    feeUnit: 'fen',
    channelColumn: NONE,
    rateColumn: NONE,
    merchantColumn: NONE,
    channel: '',
    yearless: false,
    summed: [],
    summary: 'none',
    summaryRequired: false,
  };
}
