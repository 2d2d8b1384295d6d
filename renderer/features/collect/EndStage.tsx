import { Button } from 'antd';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { isEnded } from '../../../shared/domain/paymentState.ts';
import { useConsole } from '../../app/store.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import type { possibleActions, Situation } from '../payment/explain.ts';
import { Explanation } from '../payment/Explanation.tsx';
import type { PaymentActions } from '../payment/usePaymentActions.ts';
import { useCollect } from './collectStore.ts';

/** A payment without a code to show: unknown, past its expiry, being closed, failed or closed. Words and the next step. */
export function EndStage(props: {
  payment: Payment;
  detail: PaymentDetail | null;
  situation: Situation;
  possible: ReturnType<typeof possibleActions>;
  actions: PaymentActions;
  focusAmount: () => void;
}) {
  const words = useWords('collect');
  const own = useWords('payments');
  const go = useConsole((s) => s.go);
  const { next, refill } = useCollect();
  const { payment, detail, situation, possible, actions } = props;
  const ended = isEnded(payment.state);

  const back = (work: () => void) => () => {
    work();
    props.focusAmount();
  };

  return (
    <div className="hc-stage">
      <span data-testid="payment-state" data-state={payment.state}>
        <StatusTag state={payment.state} alert={payment.alert} size="large" />
      </span>
      <p className="hc-stage-big">{words(titleOf(situation))}</p>
      <Money fen={payment.amount} currency size="huge" />
      {payment.note !== '' && <p className="hc-stage-note">{payment.note}</p>}
      <div className="hc-stage-explain">
        <p>{own(`explain.${situation}.means`)}</p>
        <Explanation situation={situation} detail={detail} />
      </div>
      {detail?.closing && (
        <p className="hc-soft">{own(`closing.${detail.closing.state}`, { time: clockTime(detail.closing.dueAt) })}</p>
      )}
      {!detail?.closing && detail?.nextQueryAt && (
        <p className="hc-soft hc-figures">{own('nextQuery', { time: clockTime(detail.nextQueryAt) })}</p>
      )}
      <div className="hc-stage-buttons">
        {possible.resend && (
          <Button
            type="primary"
            data-testid="resend"
            loading={actions.busy === 'resend'}
            onClick={() => void actions.resend()}
          >
            {own('action.resend')}
          </Button>
        )}
        {ended && (
          <Button type="primary" data-testid="again" onClick={back(() => refill(payment.amount, payment.note))}>
            {words('stage.again', { amount: formatYuan(payment.amount) })}
          </Button>
        )}
        <Button data-testid="next" onClick={back(next)}>
          {words('stage.newOne')}
        </Button>
        {possible.query && (
          <Button data-testid="query-now" loading={actions.busy === 'query'} onClick={() => void actions.query()}>
            {own('action.queryNow')}
          </Button>
        )}
        <Button onClick={() => go('transactions', { paymentId: payment.id })}>{words('stage.details')}</Button>
      </div>
      {actions.said && <p className="hc-stage-said">{actions.said}</p>}
      {actions.error && (
        <div className="hc-stage-error">
          <ErrorNote error={actions.error} onClose={actions.clear} />
        </div>
      )}
    </div>
  );
}

function titleOf(situation: Situation) {
  switch (situation) {
    case 'created':
      return 'stage.creating';
    case 'unknown':
    case 'codeUnknown':
    case 'unknownExpired':
      return 'stage.unknownTitle';
    case 'waitingExpired':
    case 'closedExpired':
      return 'stage.expiredTitle';
    case 'closing':
      return 'stage.closingTitle';
    case 'processing':
    case 'codeProcessing':
      return 'stage.processingTitle';
    case 'codeGone':
    case 'closedCancelled':
    case 'closedOther':
      return 'stage.closedTitle';
    default:
      return 'stage.failedTitle';
  }
}
