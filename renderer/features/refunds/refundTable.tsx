import { WarningOutlined } from '@ant-design/icons';
import type { RefundRow } from '../../../shared/contract/refunds.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { dateTime, roughDuration } from '../../app/times.ts';
import type { Words } from '../../app/words.ts';
import type { TableColumn } from '../../components/DataTable.tsx';
import { Money } from '../../components/Money.tsx';
import { NumberKey } from '../../components/NumberKey.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

export const refundColumns = [
  'createdAt',
  'state',
  'amount',
  'age',
  'next',
  'reason',
  'orderAmount',
  'id',
  'orderNumber',
] as const;
type RefundColumn = (typeof refundColumns)[number];

const WIDTHS: Record<RefundColumn, number> = {
  createdAt: 166,
  state: 150,
  amount: 104,
  orderAmount: 104,
  reason: 120,
  age: 84,
  next: 166,
  id: 134,
  orderNumber: 134,
};

/** The refunds table: how each cell looks. Age and next query are told of refunds without a result only. */
export function refundTable(
  words: Words<'refunds'>,
  app: Words<'app'>,
  reasonOf: (reason: string) => string,
  now: Instant,
): TableColumn<RefundRow>[] {
  const none = <span className="hc-soft">—</span>;
  const cellOf = (column: RefundColumn, row: RefundRow) => {
    const open = row.endedAt === null;
    switch (column) {
      case 'createdAt':
        return dateTime(row.createdAt);
      case 'state':
        return (
          <>
            <StatusTag state={row.state} alert={row.alert} />
            {row.trouble && (
              <span className="hc-refund-mark" title={words(`trouble.${row.trouble}`)}>
                <WarningOutlined aria-label={words(`trouble.${row.trouble}`)} />
              </span>
            )}
          </>
        );
      case 'amount':
        return <Money fen={row.amount} />;
      case 'orderAmount':
        return <Money fen={row.orderAmount} />;
      case 'reason':
        return <span title={reasonOf(row.reason)}>{reasonOf(row.reason)}</span>;
      case 'age': {
        if (!open) return none;
        const { unit, count } = roughDuration(now - (row.sentAt ?? row.createdAt));
        return app(`duration.${unit}`, { count });
      }
      case 'next':
        return row.nextQueryAt === null ? none : dateTime(row.nextQueryAt);
      case 'id':
        return <NumberKey text={row.id} />;
      case 'orderNumber':
        return <NumberKey text={row.orderNumber} />;
    }
  };
  return refundColumns.map((id) => ({
    id,
    header: words(`column.${id}`),
    size: WIDTHS[id],
    meta: {
      ...(id === 'amount' || id === 'orderAmount' ? { align: 'end' as const } : {}),
      ...(id === 'reason' ? { grow: true } : {}),
    },
    cell: ({ row }) => cellOf(id, row.original),
  }));
}
