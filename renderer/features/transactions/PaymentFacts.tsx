import { formatYuan, type Fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { useNameOf } from '../../app/people.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { Money } from '../../components/Money.tsx';
import { dayToIso } from './filterModel.ts';

/** What was asked for, what the customer paid, what comes off, and what is due; kept apart, since they differ. */
export function Amounts({ payment }: { payment: Payment }) {
  const words = useWords('payments');
  const { amount, customerPaid, fee, settlement } = payment;
  const discount = customerPaid !== null && customerPaid < amount ? ((amount - customerPaid) as Fen) : null;
  const line = (name: 'order' | 'customerPaid' | 'fee' | 'settlement', fen: Fen | null) => (
    <div>
      <dt>{words(`amount.${name}`)}</dt>
      <dd>
        {name === 'customerPaid' && discount !== null && (
          <span className="hc-soft">{words('amount.discount', { amount: formatYuan(discount) })} </span>
        )}
        {fen === null && payment.state === 'paid' ? (
          <span className="hc-soft">{words('amount.notSaid')}</span>
        ) : (
          <Money fen={fen} currency />
        )}
      </dd>
    </div>
  );
  return (
    <dl className="hc-facts hc-facts-money">
      {line('order', amount)}
      {line('customerPaid', customerPaid)}
      {line('fee', fee)}
      {line('settlement', settlement)}
      {payment.state === 'paid' && (
        <div>
          <dt>{words('booking.title')}</dt>
          <dd>{words(`booking.${payment.booking}`)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Every number and time of a payment, each with a way to copy it. */
export function Numbers({ payment }: { payment: Payment }) {
  const words = useWords('payments');
  const nameOf = useNameOf();
  const { note, link, endedAt, operatorId, till } = payment;
  const number = (name: 'requestNumber' | 'huifuNumber' | 'partyOrderNumber' | 'walletNumber' | 'huifuId') => {
    const label = words(`number.${name}`);
    const text = payment[name];
    return (
      <div>
        <dt title={name === 'huifuId' ? undefined : words(`numberHelp.${name}`)}>{label}</dt>
        <dd>{text === null ? <span className="hc-soft">—</span> : <CopyText text={text} label={label} />}</dd>
      </div>
    );
  };
  return (
    <dl className="hc-facts">
      {number('requestNumber')}
      {number('huifuNumber')}
      {number('partyOrderNumber')}
      {number('walletNumber')}
      <div>
        <dt>{words('number.requestDate')}</dt>
        <dd>{dayToIso(payment.requestDate)}</dd>
      </div>
      {number('huifuId')}
      <div>
        <dt>{words('way.title')}</dt>
        <dd>{words(`way.${payment.way}`)}</dd>
      </div>
      <div>
        <dt>{words('field.method')}</dt>
        <dd>{words(`method.${payment.method}`)}</dd>
      </div>
      <div>
        <dt>{words('field.note')}</dt>
        <dd>{note === '' ? <span className="hc-soft">{words('field.noNote')}</span> : note}</dd>
      </div>
      {operatorId !== null && (
        <div>
          <dt>{words('field.operator')}</dt>
          <dd data-testid="payment-operator">{nameOf(operatorId)}</dd>
        </div>
      )}
      {till !== null && (
        <div>
          <dt>{words('field.till')}</dt>
          <dd>{till}</dd>
        </div>
      )}
      <div>
        <dt>{words('field.createdAt')}</dt>
        <dd>{dateTime(payment.createdAt)}</dd>
      </div>
      <div>
        <dt>{words('field.expiresAt')}</dt>
        <dd>{dateTime(payment.expiresAt)}</dd>
      </div>
      {endedAt !== null && (
        <div>
          <dt>{words(payment.state === 'paid' ? 'field.paidAt' : 'field.endedAt')}</dt>
          <dd>{dateTime(endedAt)}</dd>
        </div>
      )}
      {link !== null && (
        <div>
          <dt>{words('field.link')}</dt>
          <dd>
            <CopyText text={link} label={words('field.link')}>
              <span className="hc-facts-link">{link}</span>
            </CopyText>
          </dd>
        </div>
      )}
    </dl>
  );
}
