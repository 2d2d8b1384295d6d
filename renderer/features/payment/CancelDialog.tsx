import { Button, Modal } from 'antd';
import { closableFrom } from '../../../shared/domain/closing.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { usePassed } from '../../app/useNow.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';

/**
 * One confirm before an unpaid payment is cancelled: with its amount, the payer who may be faster, and when the close
 * goes out. The focus stands on the harmless button.
 */
export function CancelDialog(props: {
  payment: Payment;
  open: boolean;
  busy: boolean;
  onKeep: () => void;
  onConfirm: () => void;
  /** The dialog has gone: put the focus back where it belongs. */
  onGone: () => void;
}) {
  const words = useWords('payments');
  const { payment } = props;
  const dueAt = closableFrom(payment);
  const early = !usePassed(dueAt);
  return (
    <Modal
      open={props.open}
      title={words('cancel.title', { amount: formatYuan(payment.amount) })}
      onCancel={props.onKeep}
      afterClose={props.onGone}
      width={440}
      centered
      closable={false}
      footer={[
        <Button key="keep" autoFocus onClick={props.onKeep} data-testid="cancel-keep">
          {words('cancel.keep')}
        </Button>,
        <Button key="confirm" danger loading={props.busy} onClick={props.onConfirm} data-testid="cancel-confirm">
          {words('cancel.confirm')}
        </Button>,
      ]}
    >
      <p>{words('cancel.body')}</p>
      <p>{early ? words('cancel.minute', { time: clockTime(dueAt) }) : words('cancel.now')}</p>
      <p className="hc-soft">{words('cancel.next')}</p>
    </Modal>
  );
}
