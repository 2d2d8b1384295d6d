import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { dateTime } from '../../app/times.ts';
import type { Words } from '../../app/words.ts';

/** What the customer takes home: the amount, the numbers to ask by, and where the money goes. For paper of any width. */
export function RefundSlip(props: {
  refund: Refund;
  payment: Payment;
  shop: string;
  practice: boolean;
  words: Words<'refunds'>;
  state: string;
  reason: string;
}) {
  const { refund, payment, words } = props;
  const lines: [string, string][] = [
    [words('slip.shop'), props.shop],
    [words('slip.state'), props.state],
    [words('slip.reason'), props.reason],
    [words('slip.refundNumber'), refund.requestNumber],
    [words('slip.orderNumber'), payment.requestNumber],
    [words('slip.paidAt'), dateTime(payment.endedAt ?? payment.createdAt)],
    [words('slip.refundedAt'), dateTime(refund.endedAt ?? refund.createdAt)],
  ];
  return (
    <div className="hc-slip">
      <h1>{words('slip.title')}</h1>
      {props.practice && <p className="hc-slip-stamp">{words('slip.practice')}</p>}
      <p className="hc-slip-amount">
        {words('slip.amount')} ¥{formatYuan(refund.actual ?? refund.amount)}
      </p>
      <dl>
        {lines
          .filter(([, text]) => text !== '')
          .map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <p>{words('slip.note')}</p>
    </div>
  );
}
