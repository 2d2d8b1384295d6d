import { Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { CancelDialog } from '../payment/CancelDialog.tsx';
import { usePaymentActions } from '../payment/usePaymentActions.ts';
import type { OrderRow } from './useOrders.ts';

/** Closes one order after one confirm with its amount; says in words when it cannot be closed. */
export function CloseOne({ order, onDone }: { order: OrderRow; onDone: () => void }) {
  const errors = useWords('errors');
  const [open, setOpen] = useState(true);
  const actions = usePaymentActions(order.payment, () => setOpen(false));
  if (actions.error) {
    return (
      <Modal
        open
        onCancel={onDone}
        footer={null}
        width={520}
        title={errors(`${actions.error.code}.title`, actions.error.params)}
      >
        <ErrorNote error={actions.error} />
      </Modal>
    );
  }
  return (
    <CancelDialog
      payment={order.payment}
      open={open}
      busy={actions.busy === 'cancel'}
      onKeep={() => setOpen(false)}
      onConfirm={() => void actions.cancel()}
      onGone={onDone}
    />
  );
}
