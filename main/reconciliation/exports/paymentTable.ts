import {
  paymentColumns,
  type PaymentColumn,
  type PaymentCursor,
  type PaymentFilter,
} from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { refundableOf } from '../../../shared/domain/refund.ts';
import { toBeijingStamp, type Instant } from '../../../shared/domain/time.ts';
import type { CellType, CellValue, Table } from './table.ts';
import type { ExportWords } from './words.ts';

const PAGE = 500;

const money: ReadonlySet<PaymentColumn> = new Set(['amount', 'refundable', 'customerPaid', 'settlement', 'fee']);
const WIDTH: Record<CellType, number> = { text: 28, fen: 12, millifen: 12, count: 8 };

/** How a page of payments is read: by key, newest first. */
export type PaymentPages = (
  after: PaymentCursor | null,
  limit: number,
) => Promise<{ rows: Payment[]; next: PaymentCursor | null }>;

/** Every payment that a filter matches, read from the ledger page by page as the file is written. */
export function paymentTable(pages: PaymentPages, words: ExportWords): Table {
  return {
    name: words.reconciliation.export.paymentsSheet,
    columns: paymentColumns.map((name) => {
      const type = money.has(name) ? 'fen' : 'text';
      return { title: words.transactions.column[name].replace(/ ¥$/, ''), type, width: WIDTH[type] };
    }),
    rows: (async function* () {
      let after: PaymentCursor | null = null;
      do {
        const page: Awaited<ReturnType<PaymentPages>> = await pages(after, PAGE);
        yield page.rows.map((payment) => paymentColumns.map((name) => cellOf(name, payment, words)));
        after = page.next;
      } while (after !== null);
    })(),
  };
}

function cellOf(name: PaymentColumn, payment: Payment, words: ExportWords): CellValue {
  if (name === 'state') return words.app.state[payment.alert ?? payment.state];
  if (name === 'method') return payment.method === 'unknown' ? '' : words.payments.method[payment.method];
  if (name === 'createdAt' || name === 'endedAt') return stampText(payment[name]);
  if (name === 'refundable') return refundableOf(payment);
  return payment[name];
}

/** `2026-11-23 12:00:00`, Beijing time; empty where there is none. */
function stampText(at: Instant | null): string {
  if (at === null) return '';
  return toBeijingStamp(at).replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6');
}

/** The filter in the words of the audit log: which keys it has, never whose numbers. */
export function filterText(filter: PaymentFilter): string {
  return Object.keys(filter).toSorted().join(', ');
}
