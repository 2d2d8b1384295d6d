import './DetailPanel.css';
import { Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useApp, useMay } from '../../app/store.ts';
import { clockTime } from '../../app/times.ts';
import { usePassed } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { Countdown } from '../../components/Countdown.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { PrintCard, QrCode } from '../../components/QrCard.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { ExplainButton } from '../explain/ExplainButton.tsx';
import { CancelDialog } from '../payment/CancelDialog.tsx';
import { possibleActions, situationOf } from '../payment/explain.ts';
import { Explanation } from '../payment/Explanation.tsx';
import { useCardText, usePaymentActions, type PaymentActions } from '../payment/usePaymentActions.ts';
import { usePaymentDetail } from '../payment/usePaymentDetail.ts';
import { PaymentRefunds } from '../refunds/PaymentRefunds.tsx';
import { RefundDialog } from '../refunds/RefundDialog.tsx';
import { usePaymentRefunds } from '../refunds/usePaymentRefunds.ts';
import { Amounts, Numbers } from './PaymentFacts.tsx';
import { Timeline } from './Timeline.tsx';
import { useTransactions } from './transactionsStore.ts';

/** One payment beside the list, which stays usable: state and amount, what to do, the amounts, numbers and timeline. */
export function DetailPanel(props: { id: string; onClose: () => void }) {
  const words = useWords('transactions');
  const { detail: newest, error, take, read } = usePaymentDetail(props.id);

  // What is shown stays until the next payment's details are here, so that nothing flickers under the arrow keys.
  const [detail, setDetail] = useState(newest);
  if (newest !== null && newest !== detail) setDetail(newest);
  if (newest === null && error !== null && detail !== null) setDetail(null);

  return (
    <SidePanel
      label={words('detail.label')}
      closeLabel={words('detail.close')}
      testId="detail-panel"
      id={props.id}
      error={error}
      onRetry={() => void read()}
      onClose={props.onClose}
    >
      {detail && <Detail key={detail.payment.id} detail={detail} take={take} />}
    </SidePanel>
  );
}

function Detail({ detail, take }: { detail: PaymentDetail; take: (detail: PaymentDetail) => void }) {
  const words = useWords('transactions');
  const own = useWords('payments');
  const states = useWords('app');
  const { payment, closing, nextQueryAt } = detail;
  const actions = usePaymentActions(payment, take);
  const expired = usePassed(payment.expiresAt);
  const [mayClose, mayCollect, mayRefund] = [useMay('close'), useMay('collect'), useMay('refund')];
  const all = possibleActions(payment, closing !== null, expired);
  const possible = { ...all, cancel: all.cancel && mayClose, resend: all.resend && mayCollect };
  const situation = situationOf(payment, closing !== null, expired);
  const { ask, refunding, refund } = useTransactions();
  const { seen: refunds } = usePaymentRefunds(payment.id);

  // F4 on a payment that was not paid has nothing to refund, and somebody who may not refund has no F4.
  const nothing = refunding === payment.id && (payment.state !== 'paid' || !mayRefund);
  useEffect(() => {
    if (nothing) refund(null);
  }, [nothing, refund]);

  // F6 in the list opens the details and asks at once.
  const askNow = useEffectEvent(() => {
    useTransactions.getState().asked();
    if (possible.query) void actions.query();
  });
  useEffect(() => {
    if (ask === payment.id) askNow();
  }, [ask, payment.id]);

  return (
    <div className="hc-detail-content">
      <header className="hc-detail-head">
        <div className="hc-detail-state">
          <span data-testid="payment-state" data-state={payment.state}>
            <StatusTag state={payment.state} alert={payment.alert} size="large" />
          </span>
          <ExplainButton
            topic={{ kind: 'situation', id: situation }}
            what={states(`state.${payment.alert ?? payment.state}`)}
          />
          {possible.show && <Countdown until={payment.expiresAt} testId="countdown" />}
        </div>
        <Money fen={payment.amount} currency size="large" />
        <p>{own(`explain.${situation}.means`)}</p>
        {closing && <p className="hc-soft">{own(`closing.${closing.state}`, { time: clockTime(closing.dueAt) })}</p>}
        {!closing && nextQueryAt !== null && (
          <p className="hc-soft hc-figures">{own('nextQuery', { time: clockTime(nextQueryAt) })}</p>
        )}
      </header>
      <Actions detail={detail} actions={actions} possible={possible} />
      {actions.said && (
        <p className="hc-detail-said" role="status">
          {actions.said}
        </p>
      )}
      {actions.error && <ErrorNote error={actions.error} onClose={actions.clear} />}
      <Explanation situation={situation} detail={detail} />
      <h2>{words('detail.amounts')}</h2>
      <Amounts payment={payment} />
      <PaymentRefunds payment={payment} seen={refunds} />
      <h2>{own('timeline.title')}</h2>
      <Timeline events={detail.events} requestNumber={payment.requestNumber} refunds={refunds?.refunds ?? []} />
      <h2>{words('detail.numbers')}</h2>
      <Numbers payment={payment} />
      {refunding === payment.id && payment.state === 'paid' && mayRefund && (
        <RefundDialog payment={payment} onClose={() => refund(null)} />
      )}
    </div>
  );
}

function Actions(props: {
  detail: PaymentDetail;
  actions: PaymentActions;
  possible: ReturnType<typeof possibleActions>;
}) {
  const words = useWords('transactions');
  const own = useWords('payments');
  const refunds = useWords('refunds');
  const practice = useApp().environment === 'practice';
  const mayRefund = useMay('refund');
  const refund = useTransactions((s) => s.refund);
  const { payment } = props.detail;
  const { actions, possible } = props;
  const [cancelling, setCancelling] = useState(false);
  const [code, setCode] = useState(false);
  const card = useCardText(payment);
  const link = payment.link ?? '';
  useShortcut('closeOrder', () => {
    if (!possible.cancel) return false;
    setCancelling(true);
    return true;
  });

  return (
    <>
      <div className="hc-detail-actions">
        {possible.query && (
          <Button
            type="primary"
            data-testid="query-now"
            loading={actions.busy === 'query'}
            onClick={() => void actions.query()}
          >
            {own(actions.busy === 'query' ? 'action.querying' : 'action.queryNow')} <kbd>F6</kbd>
          </Button>
        )}
        {possible.resend && (
          <Button data-testid="resend" loading={actions.busy === 'resend'} onClick={() => void actions.resend()}>
            {own('action.resend')}
          </Button>
        )}
        {possible.show && (
          <>
            <Button aria-expanded={code} onClick={() => setCode(!code)}>
              {code ? words('detail.hideQr') : own('action.showQr')}
            </Button>
            <Button onClick={() => void actions.copyLink()}>{own('action.copyLink')}</Button>
            {practice && <Button onClick={() => void actions.openPhone()}>{own('action.openPhone')}</Button>}
          </>
        )}
        {payment.state === 'paid' && mayRefund && (
          <Button data-testid="refund" onClick={() => refund(payment.id)}>
            {refunds('payment.refund')} <kbd>F4</kbd>
          </Button>
        )}
        {possible.cancel && (
          <Button data-testid="cancel" onClick={() => setCancelling(true)}>
            {own('action.cancel')}
          </Button>
        )}
      </div>
      {code && possible.show && (
        <div className="hc-detail-code">
          <QrCode text={link} label={own('card.qrLabel', { amount: formatYuan(payment.amount) })} testId="qr" />
          <div>
            <Button onClick={() => window.print()}>{own('action.print')}</Button>
            <Button loading={actions.busy === 'saveCard'} onClick={() => void actions.saveCard()}>
              {own('action.saveCard')}
            </Button>
          </div>
          <PrintCard link={link} text={card} />
        </div>
      )}
      <CancelDialog
        payment={payment}
        open={cancelling}
        busy={actions.busy === 'cancel'}
        onKeep={() => setCancelling(false)}
        onConfirm={() => void actions.cancel().then(() => setCancelling(false))}
        onGone={() => {}}
      />
    </>
  );
}
