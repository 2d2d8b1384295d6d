import { Button } from 'antd';
import type { PaymentRefunds as Seen } from '../../../shared/contract/refunds.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

/** In a payment's panel: what may still go back, what went back or is on its way, and each refund of it. */
export function PaymentRefunds({ payment, seen }: { payment: Payment; seen: Seen | null }) {
  const words = useWords('refunds');
  const go = useConsole((s) => s.go);
  if (seen === null || (payment.state !== 'paid' && seen.refunds.length === 0)) return null;
  const { balance, refunds } = seen;
  return (
    <>
      <h2>{words('payment.title')}</h2>
      <dl className="hc-facts hc-facts-money">
        <div>
          <dt>{words('payment.balance')}</dt>
          <dd data-testid="refundable">
            <Money fen={balance.refundable} currency />
          </dd>
        </div>
        {balance.refunded > 0 && (
          <div>
            <dt>{words('payment.refunded')}</dt>
            <dd>
              <Money fen={balance.refunded} currency />
            </dd>
          </div>
        )}
        {balance.underWay > 0 && (
          <div>
            <dt>{words('payment.underWay')}</dt>
            <dd>
              <Money fen={balance.underWay} currency />
            </dd>
          </div>
        )}
      </dl>
      {refunds.length === 0 ? (
        <p className="hc-soft">{words('payment.none')}</p>
      ) : (
        <ul className="hc-payment-refunds">
          {refunds.map((refund) => (
            <li key={refund.id} data-testid="payment-refund" data-state={refund.state}>
              <StatusTag state={refund.state} alert={refund.alert} />
              <Money fen={refund.amount} currency />
              <span className="hc-soft hc-figures">{dateTime(refund.createdAt)}</span>
              <Button size="small" type="link" onClick={() => go('refunds', { refundId: refund.id })}>
                …{refund.id.slice(-6)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
