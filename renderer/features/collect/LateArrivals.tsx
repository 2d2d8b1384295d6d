import { ExclamationCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { formatYuan } from '../../../shared/domain/money.ts';
import { useConsole } from '../../app/store.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { useArrivals } from './arrivals.ts';

/** Loud: money that came for a payment that had been cancelled or had expired. Stays until somebody has seen it. */
export function LateArrivals() {
  const words = useWords('collect');
  const go = useConsole((s) => s.go);
  const { late, seen } = useArrivals();
  return late.map((payment) => (
    <div key={payment.id} className="hc-late" role="alert">
      <ExclamationCircleFilled aria-hidden />
      <div>
        <strong>{words('late.title', { amount: formatYuan(payment.amount) })}</strong>
        <p>{words('late.body', { time: clockTime(payment.endedAt ?? payment.createdAt) })}</p>
        <div className="hc-late-buttons">
          <Button size="small" onClick={() => go('transactions', { paymentId: payment.id })}>
            {words('late.see')}
          </Button>
          <Button size="small" onClick={() => seen(payment.id)}>
            {words('late.seen')}
          </Button>
        </div>
      </div>
    </div>
  ));
}
