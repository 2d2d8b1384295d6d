import { Select } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { ShiftNow } from '../../../shared/contract/shifts.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { UnfinishedOrder } from '../../../shared/domain/shift.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { NumberKey } from '../../components/NumberKey.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

/** The owner of a shop without operators; a select has no `null`. */
const SOLE_OWNER = '';

/** Every unfinished order with whoever follows it up. */
export function HandoverList(props: {
  unfinished: UnfinishedOrder[];
  readOnly: boolean;
  onChanged: (now: ShiftNow) => void;
}) {
  const { unfinished } = props;
  const words = useWords('shifts');
  const people = useWords('operators');
  const { operators } = useApp();
  const [error, setError] = useState<ConsoleError | null>(null);
  const choices =
    operators.length === 0
      ? [{ value: SOLE_OWNER, label: people('soleOwner') }]
      : operators.map(({ id, name }) => ({ value: id, label: name }));

  const handOver = async (orders: UnfinishedOrder[], to: string) => {
    const handovers = orders.map(({ kind, subject }) => ({ kind, subject, to: to === SOLE_OWNER ? null : to }));
    const answer = await call('shifts.handOver', { handovers });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) props.onChanged(answer.data);
  };

  if (unfinished.length === 0) return <p className="hc-shift-done">{words('unfinished.none')}</p>;
  return (
    <div className="hc-handover">
      <div className="hc-handover-head">
        <div>
          <h3>{words('unfinished.title', { count: unfinished.length })}</h3>
          <p className="hc-soft">{words('unfinished.detail')}</p>
        </div>
        {unfinished.length > 1 && !props.readOnly && (
          <Select
            aria-label={words('unfinished.all')}
            placeholder={words('unfinished.all')}
            value={null}
            options={choices}
            style={{ width: 180 }}
            onChange={(to: string | null) => to !== null && void handOver(unfinished, to)}
          />
        )}
      </div>
      <ul>
        {unfinished.map((order) => (
          <li key={`${order.kind}/${order.subject}`} data-testid="unfinished-order">
            <span>{words(`unfinished.kind.${order.kind}`)}</span>
            <Money fen={order.amount} currency />
            <StatusTag state={order.state} />
            <NumberKey text={order.subject} />
            <span className="hc-soft hc-figures" title={dateTime(order.createdAt)}>
              {dateTime(order.createdAt).slice(5, 16)}
            </span>
            <Select
              aria-label={`${words('unfinished.followUp')} ¥${formatYuan(order.amount)}`}
              placeholder={words('unfinished.choose')}
              disabled={props.readOnly}
              status={order.followUp ? '' : 'warning'}
              value={order.followUp ? (order.followUp.id ?? SOLE_OWNER) : null}
              options={choices}
              style={{ width: '100%' }}
              onChange={(to: string | null) => to !== null && void handOver([order], to)}
            />
          </li>
        ))}
      </ul>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </div>
  );
}
