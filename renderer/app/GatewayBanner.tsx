import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { OpenOrder } from '../../shared/contract/closing.ts';
import { formatYuan, type Fen } from '../../shared/domain/money.ts';
import { call } from './api.ts';
import { useApp, useConsole } from './store.ts';
import { clockTime } from './times.ts';
import { useWords } from './words.ts';

/** While the gateway does not answer: since when, what still works, what waits and happens when it is back. */
export function GatewayBanner() {
  const words = useWords('app');
  const { health } = useApp();
  if (health.state !== 'down' || health.since === null) return null;
  return (
    <div className="hc-down" role="alert">
      <strong>{words('down.title', { time: clockTime(health.since) })}</strong>
      <span>{words('down.detail')}</span>
      <Waiting key={health.waiting} />
    </div>
  );
}

/** What waits for the gateway, by kind and amount; made anew when its number changes. */
function Waiting() {
  const words = useWords('closing');
  const go = useConsole((s) => s.go);
  const [orders, setOrders] = useState<OpenOrder[]>([]);
  useEffect(() => {
    void call('closing.orders').then((answer) => {
      if (answer.ok) setOrders(answer.data);
    });
  }, []);
  if (orders.length === 0) return null;
  const amount = formatYuan(orders.reduce((sum, { payment }) => sum + payment.amount, 0) as Fen);
  const closes = orders.filter(({ closing }) => closing !== null).length;
  return (
    <>
      <span data-testid="down-waiting">{words('down.payments', { count: orders.length, amount })}</span>
      {closes > 0 && <span>{words('down.closes', { count: closes })}</span>}
      <Button size="small" onClick={() => go('closing', { tab: 'orders' })}>
        {words('down.show')}
      </Button>
    </>
  );
}
