import { HistoryOutlined } from '@ant-design/icons';
import { useEffect, useMemo, useState } from 'react';
import type { CloseRecord } from '../../../shared/contract/closing.ts';
import { call, useEvent } from '../../app/api.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords, type Words } from '../../app/words.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { NumberKey } from '../../components/NumberKey.tsx';
import { RowPages } from '../../components/rowPages.ts';
import { coalesce } from '../payment/coalesce.ts';
import { ResultTag } from './ResultTag.tsx';

type Row = CloseRecord & { id: string };
const columns = ['at', 'result', 'amount', 'order', 'number', 'code'] as const;

/** Every close there was, the latest of each order, with its result and what the gateway said. */
export function HistoryTab() {
  const words = useWords('closing');
  const go = useConsole((s) => s.go);
  const [activeId, setActiveId] = useState<string | null>(null);
  const pages = useMemo(
    () =>
      new RowPages<Row, number>({
        load: async (before, limit) => {
          const answer = await call('closing.history', { before, limit });
          if (!answer.ok) return answer;
          const rows = answer.data.rows.map((row) => ({ ...row, id: row.payment.id }));
          return { ok: true, data: { rows, next: answer.data.next } };
        },
        idOf: (row) => row.id,
        isBelow: (row, place) => row.place < place,
      }),
    [],
  );
  const reload = useMemo(() => coalesce(() => pages.restart(), 500), [pages]);
  useEffect(() => reload(), [reload]);
  useEvent('payment.changed', reload);
  const definition = useMemo(() => table(words), [words]);
  return (
    <div className="hc-closing-body">
      <DataTable
        label={words('history.list')}
        pages={pages}
        columns={definition}
        shown={columns}
        total={pages.complete ? pages.count : null}
        activeId={activeId}
        onActivate={({ id }) => setActiveId(id)}
        onOpen={({ id }) => go('transactions', { paymentId: id })}
        onTop={() => {}}
        rowTestId="close-record"
        empty={
          <EmptyState icon={<HistoryOutlined />} title={words('history.empty')} detail={words('history.emptyDetail')} />
        }
      />
      {pages.error && <ErrorNote error={pages.error} onRetry={() => pages.retry()} />}
    </div>
  );
}

const WIDTHS: Record<(typeof columns)[number], number> = {
  at: 166,
  result: 190,
  amount: 110,
  order: 166,
  number: 118,
  code: 160,
};

function table(words: Words<'closing'>): TableColumn<Row>[] {
  const headers = {
    at: words('history.at'),
    result: words('history.result'),
    amount: words('orders.amount'),
    order: words('history.order'),
    number: words('orders.number'),
    code: words('history.code'),
  };
  return columns.map((id) => ({
    id,
    header: headers[id],
    size: WIDTHS[id],
    meta: { ...(id === 'amount' ? { align: 'end' as const } : {}), ...(id === 'code' ? { grow: true } : {}) },
    cell: ({ row }) => cellOf(id, row.original),
  }));
}

function cellOf(id: (typeof columns)[number], row: Row) {
  switch (id) {
    case 'at':
      return dateTime(row.dueAt);
    case 'result':
      return <ResultTag result={row.result} dueAt={row.dueAt} />;
    case 'amount':
      return <Money fen={row.payment.amount} />;
    case 'order':
      return dateTime(row.payment.createdAt);
    case 'number':
      return <NumberKey text={row.payment.requestNumber} />;
    case 'code':
      return row.respCode === null ? (
        <span className="hc-soft">—</span>
      ) : (
        <span title={row.respDesc ?? ''}>
          <code>{row.respCode}</code> {row.respDesc}
        </span>
      );
  }
}
