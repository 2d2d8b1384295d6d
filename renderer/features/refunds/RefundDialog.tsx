import './RefundDialog.css';
import { Modal, Spin } from 'antd';
import { useState } from 'react';
import type { RefundedOrder } from '../../../shared/contract/refunds.ts';
import { isRefundEnded } from '../../../shared/domain/refundState.ts';
import { useWords } from '../../app/words.ts';
import { RefundEntry } from './RefundEntry.tsx';
import { RefundOutcome } from './RefundOutcome.tsx';
import { usePaymentRefunds } from './usePaymentRefunds.ts';

/**
 * Refunds one payment. While a refund of it has no result, that refund is shown in the place of the form: a second one is
 * impossible, and a second look shows the first.
 */
export function RefundDialog(props: { payment: RefundedOrder; onClose: () => void }) {
  const words = useWords('refunds');
  const { payment, onClose } = props;
  const { seen, answered, take } = usePaymentRefunds(payment.id);
  const [shown, setShown] = useState<string | null>(null);
  /** The number that was confirmed here; any other refund that turns up is an earlier one. */
  const [confirmed, setConfirmed] = useState<string | null>(null);
  // Once a refund is shown it stays, whatever becomes of it.
  const open = seen?.refunds.find(({ state }) => !isRefundEnded(state)) ?? null;
  if (shown === null && open !== null) setShown(open.id);
  return (
    <Modal
      open
      title={words(shown === null || shown === confirmed ? 'dialog.title' : 'dialog.openTitle')}
      onCancel={onClose}
      footer={null}
      width={shown === null ? 760 : 520}
      centered
      closable={false}
      mask={{ closable: false }}
      className="hc-refund"
    >
      {!answered ? (
        <Spin />
      ) : shown === null ? (
        <RefundEntry
          payment={payment}
          onConfirm={setConfirmed}
          onRefund={(refund) => setShown(refund.id)}
          onAdopted={take}
          onClose={onClose}
        />
      ) : (
        <RefundOutcome id={shown} onClose={onClose} />
      )}
    </Modal>
  );
}
