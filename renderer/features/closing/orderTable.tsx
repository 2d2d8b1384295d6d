import { Button } from 'antd';
import { useEverySecond, usePassed } from '../../app/useNow.ts';
import { clockTime, dateTime, roughDuration } from '../../app/times.ts';
import { useWords, type Words } from '../../app/words.ts';
import { Countdown } from '../../components/Countdown.tsx';
import type { TableColumn } from '../../components/DataTable.tsx';
import { Money } from '../../components/Money.tsx';
import { NumberKey } from '../../components/NumberKey.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import type { OrderRow } from './useOrders.ts';

export const orderColumns = ['createdAt', 'age', 'amount', 'state', 'verdict', 'close', 'number', 'note'] as const;
type Column = (typeof orderColumns)[number];

const WIDTHS: Record<Column, number> = {
  createdAt: 108,
  age: 104,
  amount: 112,
  state: 154,
  verdict: 246,
  close: 76,
  number: 114,
  note: 40,
};

/** @param onClose `null` for somebody who may not close orders */
export function orderTable(
  words: Words<'closing'>,
  onClose: ((order: OrderRow) => void) | null,
): TableColumn<OrderRow>[] {
  return orderColumns.map((id) => ({
    id,
    header: id === 'close' ? '' : words(`orders.${id}`),
    size: WIDTHS[id],
    meta: { ...(id === 'amount' ? { align: 'end' as const } : {}), ...(id === 'note' ? { grow: true } : {}) },
    cell: ({ row }) => cellOf(id, row.original, onClose),
  }));
}

function cellOf(id: Column, order: OrderRow, onClose: ((order: OrderRow) => void) | null) {
  const { payment } = order;
  switch (id) {
    case 'createdAt':
      return <span title={dateTime(payment.createdAt)}>{dateTime(payment.createdAt).slice(5, 16)}</span>;
    case 'age':
      return <Age order={order} />;
    case 'amount':
      return <Money fen={payment.amount} />;
    case 'state':
      return <StatusTag state={payment.state} alert={payment.alert} />;
    case 'verdict':
      return <Verdict order={order} />;
    case 'number':
      return <NumberKey text={payment.requestNumber} />;
    case 'note':
      return <span title={payment.note}>{payment.note}</span>;
    case 'close':
      return onClose && <CloseButton order={order} onClose={onClose} />;
  }
}

function Age({ order }: { order: OrderRow }) {
  const words = useWords('app');
  const now = useEverySecond();
  const { unit, count } = roughDuration(Math.max(0, now - order.payment.createdAt));
  return <span className="hc-figures">{words(`duration.${unit}`, { count })}</span>;
}

/** Whether it can be closed, with the minute counting down where that is all that is missing. */
function Verdict({ order }: { order: OrderRow }) {
  const words = useWords('closing');
  const own = useWords('payments');
  const old = usePassed(order.closableAt);
  const { verdict, closing } = order;
  if (closing) return own(`closing.${closing.state}`, { time: clockTime(closing.dueAt) });
  if (verdict === 'tooYoung' && !old) {
    const [before, after] = words('verdict.tooYoung', { time: '\n' }).split('\n');
    return (
      <span data-testid="minute-countdown">
        {before}
        <Countdown until={order.closableAt} bare />
        {after}
      </span>
    );
  }
  const now = verdict === 'tooYoung' ? 'close' : verdict;
  const said = words(`verdict.${now}`, { time: clockTime(order.payment.expiresAt) });
  return (
    <span data-testid={`verdict-${now}`} title={said}>
      {said}
    </span>
  );
}

function CloseButton({ order, onClose }: { order: OrderRow; onClose: (order: OrderRow) => void }) {
  const words = useWords('closing');
  const { verdict } = order;
  if (verdict === 'cannotClose' || verdict === 'unknown' || verdict === 'closing') return null;
  return (
    <Button
      size="small"
      tabIndex={-1}
      data-testid="close-order"
      onClick={(event) => {
        event.stopPropagation();
        onClose(order);
      }}
    >
      {words('orders.close')}
    </Button>
  );
}
