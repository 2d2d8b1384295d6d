import { StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { RefundDetail } from '../../../shared/contract/refunds.ts';
import { advice } from '../../../shared/i18n/advice.ts';
import { clockTime, dateTime } from '../../app/times.ts';
import { usePassed } from '../../app/useNow.ts';
import { useLanguage, useWords } from '../../app/words.ts';
import { instant } from '../../../shared/domain/time.ts';
import { meaningOf } from './refundWords.ts';
import type { RefundActions as Actions } from './useRefundActions.tsx';

/** What a refund's state means, what never to do meanwhile, why it failed, and when it is asked for next. */
export function RefundStanding({ detail }: { detail: RefundDetail }) {
  const words = useWords('refunds');
  const language = useLanguage();
  const { refund, trouble, nextQueryAt } = detail;
  const open = refund.state === 'unknown' || refund.state === 'refunding' || refund.state === 'requested';
  return (
    <div className="hc-refund-standing">
      <p>{words(meaningOf(refund))}</p>
      {open && (
        <p className={refund.state === 'unknown' ? 'hc-refund-never' : 'hc-soft'}>
          <StopOutlined aria-hidden /> {words('doNot')}
        </p>
      )}
      {trouble && <p className="hc-refund-trouble">{words(`trouble.${trouble}`)}</p>}
      {refund.failureCode !== null && (
        <p>
          <code>{refund.failureCode}</code> {refund.failureText}
          {detail.advice && <span className="hc-soft"> {advice[detail.advice][language]}</span>}
        </p>
      )}
      {refund.origin !== 'console' && <p className="hc-soft">{words(`detail.${refund.origin}`)}</p>}
      {nextQueryAt !== null && (
        <p className="hc-soft hc-figures">{words('nextQuery', { time: dateTime(nextQueryAt) })}</p>
      )}
      {detail.resendAt !== null && (
        <p className="hc-soft">{words('action.resendAt', { time: clockTime(detail.resendAt) })}</p>
      )}
    </div>
  );
}

/** What may be done with a refund now. */
export function RefundActions({ detail, actions }: { detail: RefundDetail; actions: Actions }) {
  const words = useWords('refunds');
  const { refund, resendAt, trouble } = detail;
  const mayResend = usePassed(resendAt ?? instant(Number.MAX_SAFE_INTEGER)) && resendAt !== null;
  const asks = refund.sentAt !== null;
  return (
    <>
      {asks && (
        <Button data-testid="refund-query" loading={actions.busy === 'query'} onClick={() => void actions.query()}>
          {words(actions.busy === 'query' ? 'action.querying' : 'action.queryNow')}
        </Button>
      )}
      {mayResend && (
        <Button data-testid="refund-resend" loading={actions.busy === 'resend'} onClick={() => void actions.resend()}>
          {words('action.resend')}
        </Button>
      )}
      {trouble !== null && (
        <Button
          data-testid="refund-handled"
          loading={actions.busy === 'handled'}
          onClick={() => void actions.handled()}
        >
          {words('action.handled')}
        </Button>
      )}
      {refund.state === 'refunded' && (
        <>
          <Button
            data-testid="refund-slip"
            loading={actions.busy === 'roll80'}
            onClick={() => void actions.slip('roll80')}
          >
            {words('action.slip')}
          </Button>
          <Button loading={actions.busy === 'A4'} onClick={() => void actions.slip('A4')}>
            {words('action.slipA4')}
          </Button>
        </>
      )}
    </>
  );
}
