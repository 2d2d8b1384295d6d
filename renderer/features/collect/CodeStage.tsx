import {
  CloseOutlined,
  CopyOutlined,
  MobileOutlined,
  PrinterOutlined,
  SaveOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { cannotBeClosed } from '../../../shared/domain/closing.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { Countdown } from '../../components/Countdown.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { PrintCard, QrCode } from '../../components/QrCard.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { CancelDialog } from '../payment/CancelDialog.tsx';
import { useCardText, type PaymentActions } from '../payment/usePaymentActions.ts';
import { useCollect } from './collectStore.ts';

/** The customer's turn: the code, large, with the amount, how long it is good for and where it stands. */
export function CodeStage(props: {
  payment: Payment;
  actions: PaymentActions;
  take: (detail: PaymentDetail) => void;
  focusAmount: () => void;
}) {
  const { payment, actions } = props;
  const words = useWords('collect');
  const own = useWords('payments');
  const practice = useApp().environment === 'practice';
  const card = useCardText(payment);
  const [cancelling, setCancelling] = useState(false);
  const link = payment.link ?? '';
  const { busy } = actions;
  const wallet = own(`method.${payment.method}`);
  const applet = payment.way === 'hostedWechat' || payment.way === 'hostedAlipay';
  const invitation = applet
    ? words('stage.openOnPhone', { wallet })
    : payment.way === 'qr'
      ? words('stage.scanWith', { wallet })
      : words('stage.scan');

  const cancel = async () => {
    const detail = await actions.cancel();
    setCancelling(false);
    if (detail) useCollect.getState().cancelled(detail);
  };

  const lesser = (name: 'copyLink' | 'print' | 'saveCard', icon: ReactNode, onClick: () => void) => {
    const word = own(`action.${name}`);
    return (
      <Button className="hc-stage-lesser" icon={icon} title={word} aria-label={word} onClick={onClick}>
        {word}
      </Button>
    );
  };

  return (
    <div className="hc-stage">
      <div className="hc-stage-head">
        <span data-testid="payment-state" data-state={payment.state}>
          <StatusTag state={payment.state} alert={payment.alert} size="large" />
        </span>
        <Countdown until={payment.expiresAt} testId="countdown" />
      </div>
      <div className="hc-stage-frame">
        <QrCode text={link} label={own('card.qrLabel', { amount: formatYuan(payment.amount) })} testId="qr" />
        <p>{invitation}</p>
      </div>
      <Money fen={payment.amount} currency size="huge" />
      {payment.note !== '' && <p className="hc-stage-note">{payment.note}</p>}
      <div className="hc-stage-buttons">
        {practice && (
          <Button
            type="primary"
            icon={<MobileOutlined />}
            data-testid="open-phone"
            onClick={() => void actions.openPhone()}
          >
            {own('action.openPhone')}
          </Button>
        )}
        {lesser('copyLink', <CopyOutlined />, () => void actions.copyLink())}
        {lesser('print', <PrinterOutlined />, () => window.print())}
        {lesser('saveCard', <SaveOutlined />, () => void actions.saveCard())}
        <Button
          icon={<SyncOutlined />}
          loading={busy === 'query'}
          data-testid="query-now"
          onClick={() => void actions.query()}
        >
          {own('action.queryNow')}
        </Button>
        {!cannotBeClosed(payment) && (
          <Button icon={<CloseOutlined />} data-testid="cancel" onClick={() => setCancelling(true)}>
            {own('action.cancel')}
          </Button>
        )}
      </div>
      {cannotBeClosed(payment) && <p className="hc-soft">{words('stage.notClosable')}</p>}
      {actions.said && <p className="hc-stage-said">{actions.said}</p>}
      {actions.error && (
        <div className="hc-stage-error">
          <ErrorNote error={actions.error} onClose={actions.clear} />
        </div>
      )}
      <PrintCard link={link} text={card} />
      <CancelDialog
        payment={payment}
        open={cancelling}
        busy={busy === 'cancel'}
        onKeep={() => setCancelling(false)}
        onConfirm={() => void cancel()}
        onGone={props.focusAmount}
      />
    </div>
  );
}
