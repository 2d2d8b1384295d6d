import type { PaymentColumn } from '../../../shared/contract/payments.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { refundableOf } from '../../../shared/domain/refund.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { dateTime } from '../../app/times.ts';
import type { Words } from '../../app/words.ts';
import type { TableColumn } from '../../components/DataTable.tsx';
import { Money } from '../../components/Money.tsx';
import { NumberKey } from '../../components/NumberKey.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

/** The columns that are shown until somebody chooses others. */
export const defaultColumns: readonly PaymentColumn[] = [
  'createdAt',
  'state',
  'amount',
  'refundable',
  'method',
  'requestNumber',
  'walletNumber',
  'note',
];

const WIDTHS: Record<PaymentColumn, number> = {
  createdAt: 166,
  state: 172,
  amount: 120,
  refundable: 120,
  method: 104,
  requestNumber: 118,
  walletNumber: 118,
  huifuNumber: 118,
  partyOrderNumber: 132,
  customerPaid: 132,
  settlement: 120,
  fee: 92,
  note: 140,
  endedAt: 166,
};

const moneyColumns: ReadonlySet<PaymentColumn> = new Set(['amount', 'refundable', 'customerPaid', 'settlement', 'fee']);

function cellOf(column: PaymentColumn, payment: Payment, words: Words<'payments'>) {
  switch (column) {
    case 'state':
      return <StatusTag state={payment.state} alert={payment.alert} />;
    case 'refundable':
      return <Money fen={refundableOf(payment)} />;
    case 'amount':
    case 'customerPaid':
    case 'settlement':
    case 'fee':
      return <Money fen={payment[column] as Fen | null} />;
    case 'method':
      return payment.method === 'unknown' ? <span className="hc-soft">—</span> : words(`method.${payment.method}`);
    case 'requestNumber':
    case 'walletNumber':
    case 'huifuNumber':
    case 'partyOrderNumber':
      return <NumberKey text={payment[column]} />;
    case 'note':
      return <span title={payment.note}>{payment.note}</span>;
    case 'createdAt':
    case 'endedAt':
      return payment[column] === null ? <span className="hc-soft">—</span> : dateTime(payment[column] as Instant);
  }
}

/** The transactions table: every column there is, its width, its words and how its cells look. */
export function paymentTable(
  columns: readonly PaymentColumn[],
  words: Words<'transactions'>,
  payments: Words<'payments'>,
): TableColumn<Payment>[] {
  return columns.map((id) => ({
    id,
    header: words(`column.${id}`),
    size: WIDTHS[id],
    meta: { ...(moneyColumns.has(id) ? { align: 'end' as const } : {}), ...(id === 'note' ? { grow: true } : {}) },
    cell: ({ row }) => cellOf(id, row.original, payments),
  }));
}
