import { CheckOutlined, ExclamationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { useConsole } from '../../app/store.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import type { Situation } from '../payment/explain.ts';
import { Explanation } from '../payment/Explanation.tsx';
import { useCollect } from './collectStore.ts';

/** Paid, unmistakably: sign, word, amount, method and time; Enter or a digit begins the next. */
export function PaidStage(props: {
  payment: Payment;
  detail: PaymentDetail | null;
  situation: Situation;
  focusAmount: () => void;
}) {
  const words = useWords('collect');
  const own = useWords('payments');
  const go = useConsole((s) => s.go);
  const { payment, situation } = props;
  const odd = payment.alert !== null;
  const { customerPaid } = payment;
  return (
    <div className={`hc-stage hc-stage-paid${odd ? ' hc-stage-odd' : ''}`}>
      <div className="hc-stage-sign" aria-hidden="true">
        {odd ? <ExclamationOutlined /> : <CheckOutlined />}
      </div>
      <p className="hc-stage-big" data-testid="payment-state" data-state={payment.state}>
        {words(payment.alert === 'paidAfterEnd' ? 'stage.lateTitle' : 'stage.paidTitle')}
      </p>
      <span data-testid="paid-amount">
        <Money fen={payment.amount} currency size="huge" />
      </span>
      <p className="hc-stage-line hc-figures">
        {words('stage.paidLine', {
          method: own(`method.${payment.method}`),
          time: clockTime(payment.endedAt ?? payment.createdAt),
        })}
      </p>
      {customerPaid !== null && customerPaid !== payment.amount && (
        <p className="hc-stage-line hc-figures">{words('stage.paidPaid', { amount: formatYuan(customerPaid) })}</p>
      )}
      {payment.note !== '' && <p className="hc-stage-note">{payment.note}</p>}
      {odd && (
        <div className="hc-stage-explain">
          <StatusTag state={payment.state} alert={payment.alert} />
          <p>{own(`explain.${situation}.means`)}</p>
          <Explanation situation={situation} detail={props.detail} />
        </div>
      )}
      <div className="hc-stage-buttons">
        <Button
          type="primary"
          size="large"
          data-testid="next"
          onClick={() => {
            useCollect.getState().next();
            props.focusAmount();
          }}
        >
          {words('stage.next')} <kbd>Enter</kbd>
        </Button>
        <Button size="large" onClick={() => go('transactions', { paymentId: payment.id })}>
          {words('stage.details')}
        </Button>
      </div>
      <p className="hc-soft">{words('stage.nextHint')}</p>
    </div>
  );
}
