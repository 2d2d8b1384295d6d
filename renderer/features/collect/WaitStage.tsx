import { CloseOutlined, MobileOutlined, SyncOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { cannotBeClosed } from '../../../shared/domain/closing.ts';
import { clockTime } from '../../app/times.ts';
import { useEverySecond } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { CancelDialog } from '../payment/CancelDialog.tsx';
import type { possibleActions } from '../payment/explain.ts';
import type { PaymentActions } from '../payment/usePaymentActions.ts';
import { useCollect } from './collectStore.ts';

/** A payment code that has no result yet: the customer types a password, or nobody knows. The next scan has to wait. */
export function WaitStage(props: {
  payment: Payment;
  detail: PaymentDetail | null;
  actions: PaymentActions;
  possible: ReturnType<typeof possibleActions>;
  focusAmount: () => void;
}) {
  const words = useWords('collect');
  const own = useWords('payments');
  const { payment, detail, actions, possible } = props;
  const [cancelling, setCancelling] = useState(false);
  const unknown = payment.state === 'unknown';
  const waited = Math.max(0, Math.floor((useEverySecond() - payment.createdAt) / 1_000));

  const cancel = async () => {
    const closing = await actions.cancel();
    setCancelling(false);
    if (closing) useCollect.getState().cancelled(closing);
  };

  return (
    <div className="hc-stage">
      <span data-testid="payment-state" data-state={payment.state}>
        <StatusTag state={payment.state} alert={payment.alert} size="large" />
      </span>
      <div className="hc-stage-sign hc-stage-phone" aria-hidden="true">
        <MobileOutlined />
      </div>
      <p className="hc-stage-big" data-testid="code-wait">
        {words(unknown ? 'stage.codeUnknownTitle' : 'stage.passwordTitle')}
      </p>
      <Money fen={payment.amount} currency size="huge" />
      <p className="hc-stage-line">
        {unknown
          ? own('explain.codeUnknown.means')
          : words('stage.passwordLine', { wallet: own(`method.${payment.method}`) })}
      </p>
      <p className="hc-soft hc-figures" role="timer" aria-live="off">
        {words('stage.waited', { count: waited })}
        {detail?.nextQueryAt ? ` · ${own('nextQuery', { time: clockTime(detail.nextQueryAt) })}` : ''}
      </p>
      <p className="hc-stage-slow">{words('stage.doNotScan')}</p>
      <div className="hc-stage-buttons">
        <Button
          icon={<SyncOutlined />}
          loading={actions.busy === 'query'}
          data-testid="query-now"
          onClick={() => void actions.query()}
        >
          {own('action.queryNow')}
        </Button>
        {possible.cancel && (
          <Button icon={<CloseOutlined />} data-testid="cancel" onClick={() => setCancelling(true)}>
            {own('action.cancel')}
          </Button>
        )}
      </div>
      {cannotBeClosed(payment) && <p className="hc-soft">{words('links.notClosable')}</p>}
      {actions.said && <p className="hc-stage-said">{actions.said}</p>}
      {actions.error && (
        <div className="hc-stage-error">
          <ErrorNote error={actions.error} onClose={actions.clear} />
        </div>
      )}
      <CancelDialog
        payment={payment}
        open={cancelling}
        busy={actions.busy === 'cancel'}
        onKeep={() => setCancelling(false)}
        onConfirm={() => void cancel()}
        onGone={props.focusAmount}
      />
    </div>
  );
}
