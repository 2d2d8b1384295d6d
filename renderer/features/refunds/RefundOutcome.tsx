import { Button, Spin } from 'antd';
import { useEffect, useEffectEvent, useRef } from 'react';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { RefundState } from '../../../shared/domain/refundState.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { RefundActions, RefundStanding } from './RefundStanding.tsx';
import { useRefundActions } from './useRefundActions.tsx';
import { useRefundDetail } from './useRefundDetail.ts';

/** What became of a refund that was just confirmed, kept up to date while it is looked at. */
export function RefundOutcome(props: { id: string; onClose: () => void }) {
  const words = useWords('refunds');
  const { detail, error, take, read } = useRefundDetail(props.id);
  const actions = useRefundActions(props.id, detail, take);
  const close = useRef<HTMLButtonElement>(null);
  const state = detail?.refund.state ?? null;

  const say = useEffectEvent((now: RefundState) => {
    announce(`${words(`result.${now}`)}${now === 'unknown' ? ` ${words('doNot')}` : ''}`, 'assertive');
  });
  useEffect(() => {
    if (state !== null) say(state);
  }, [state]);
  const here = detail !== null;
  useEffect(() => {
    if (here) close.current?.focus();
  }, [here]);

  if (error) return <ErrorNote error={error} onRetry={() => void read()} />;
  if (!detail) return <Spin />;
  const { refund } = detail;
  return (
    <div className="hc-refund-outcome" data-testid="refund-outcome" data-state={refund.state}>
      {refund.state === 'refunding' && (
        <p className="hc-refund-submitted">{words('submitted', { amount: formatYuan(refund.amount) })}</p>
      )}
      <div className="hc-refund-state">
        <StatusTag state={refund.state} alert={refund.alert} size="large" />
        <Money fen={refund.amount} currency size="large" />
      </div>
      <RefundStanding detail={detail} />
      {actions.said && <p role="status">{actions.said}</p>}
      {actions.error && <ErrorNote error={actions.error} onClose={actions.clear} />}
      <footer className="hc-refund-buttons">
        <RefundActions detail={detail} actions={actions} />
        <Button ref={close} type="primary" data-testid="refund-close" onClick={props.onClose}>
          {words('dialog.close')}
        </Button>
      </footer>
    </div>
  );
}
