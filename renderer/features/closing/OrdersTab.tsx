import { CheckCircleOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';
import { formatYuan, type Fen } from '../../../shared/domain/money.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useConsole, useMay } from '../../app/store.ts';
import { useEverySecond } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobPanel, useJobs } from '../../components/JobPanel.tsx';
import { CloseManyDialog } from './CloseManyDialog.tsx';
import { CloseOne } from './CloseOne.tsx';
import { orderColumns, orderTable } from './orderTable.tsx';
import { RecentCloses } from './RecentCloses.tsx';
import { useOrders, type OrderRow } from './useOrders.ts';

/** The orders that nobody has paid: how old, whether they can be closed, and what came of the latest closes. */
export function OrdersTab() {
  const words = useWords('closing');
  const go = useConsole((s) => s.go);
  const mayClose = useMay('close');
  const { pages, orders, recent, reload } = useOrders();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [closing, setClosing] = useState<OrderRow | null>(null);
  const [many, setMany] = useState(false);
  const jobs = useJobs(['closeStale'], reload);
  const now = useEverySecond();
  const columns = useMemo(() => orderTable(words, mayClose ? setClosing : null), [words, mayClose]);
  const sum = (orders ?? []).reduce((total, { payment }) => total + payment.amount, 0) as Fen;

  useShortcut('closeOrder', () => {
    const active = orders?.find(({ id }) => id === activeId);
    if (!active || !mayClose) return false;
    setClosing(active);
    return true;
  });

  return (
    <div className="hc-closing-body">
      <div className="hc-closing-bar">
        <span data-testid="open-count">
          {orders !== null && words('orders.count', { count: orders.length, amount: formatYuan(sum) })}
        </span>
        {mayClose && (
          <>
            <span className="hc-soft">{words('orders.closeHint')}</span>
            <Button type="primary" disabled={!orders?.length} onClick={() => setMany(true)} data-testid="close-many">
              {words('orders.many')}
            </Button>
          </>
        )}
      </div>
      <JobPanel jobs={jobs} now={now} />
      {orders?.some(({ verdict }) => verdict === 'cannotClose') && (
        <Alert className="hc-closing-note" type="info" showIcon title={words('orders.noClose')} />
      )}
      <RecentCloses recent={recent} />
      <DataTable
        label={words('orders.list')}
        pages={pages}
        columns={columns}
        shown={orderColumns}
        total={orders?.length ?? null}
        activeId={activeId}
        onActivate={({ id }) => setActiveId(id)}
        onOpen={({ id }) => (id === activeId ? go('transactions', { paymentId: id }) : setActiveId(id))}
        onTop={() => {}}
        rowTestId="open-order"
        empty={
          <EmptyState
            icon={<CheckCircleOutlined />}
            title={words('orders.empty')}
            detail={words('orders.emptyDetail')}
          />
        }
      />
      {pages.error && <ErrorNote error={pages.error} onRetry={() => pages.retry()} />}
      {closing && <CloseOne key={closing.id} order={closing} onDone={() => (setClosing(null), reload())} />}
      <CloseManyDialog open={many} orders={orders ?? []} jobs={jobs} onClose={() => (setMany(false), reload())} />
    </div>
  );
}
