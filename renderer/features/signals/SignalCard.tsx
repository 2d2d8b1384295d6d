import { Button } from 'antd';
import { useState } from 'react';
import { formatYuan, type Fen } from '../../../shared/domain/money.ts';
import type { Signal, SignalRefund } from '../../../shared/domain/signals.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../components/Money.tsx';
import { NumberKey } from '../../components/NumberKey.tsx';

const SHOWN = 10;

/** One signal: what is so, in a sentence, and every refund behind it. */
export function SignalCard({ signal }: { signal: Signal }) {
  const words = useWords('signals');
  const nameOf = useName();
  const [all, setAll] = useState(false);
  const { kind, params, refunds } = signal;
  const shown = all ? refunds : refunds.slice(0, SHOWN);
  const yuan = (name: string) => (name in params ? { [name]: formatYuan(Number(params[name]) as Fen) } : {});
  const values = {
    ...params,
    ...yuan('amount'),
    ...yuan('limit'),
    ...('operator' in params ? { operator: nameOf(String(params['operator'])) } : {}),
  };
  return (
    <section className="hc-card hc-signal" data-testid="signal" data-kind={kind} aria-label={words(`kind.${kind}`)}>
      <h2>{words(`kind.${kind}`)}</h2>
      <p>{words(`sentence.${kind}`, values)}</p>
      {refunds.length > 0 && (
        <table aria-label={words('rows')}>
          <thead>
            <tr>
              <th>{words('column.at')}</th>
              <th className="hc-signal-amount">{words('column.amount')}</th>
              <th>{words('column.operator')}</th>
              <th>{words('column.order')}</th>
              <th aria-label={words('open')} />
            </tr>
          </thead>
          <tbody>
            {shown.map((refund) => (
              <RefundLine key={refund.id} refund={refund} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < refunds.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {words('all', { count: refunds.length })}
        </Button>
      )}
    </section>
  );
}

function RefundLine({ refund }: { refund: SignalRefund }) {
  const words = useWords('signals');
  const nameOf = useName();
  const go = useConsole((s) => s.go);
  return (
    <tr data-testid="signal-refund" data-id={refund.id}>
      <td className="hc-figures">{dateTime(refund.at)}</td>
      <td className="hc-signal-amount">
        <Money fen={refund.amount} currency />
      </td>
      <td>{nameOf(refund.operator)}</td>
      <td>
        <NumberKey text={refund.paymentId} />
      </td>
      <td className="hc-signal-open">
        <Button type="link" size="small" onClick={() => go('refunds', { refundId: refund.id })}>
          {words('open')}
        </Button>
      </td>
    </tr>
  );
}

/** Where nobody had to sign in, it was the owner. */
function useName(): (name: string) => string {
  const words = useWords('operators');
  return (name) => name || words('soleOwner');
}
