import './RefundDialog.css';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { RefundDetail } from '../../../shared/contract/refunds.ts';
import type { RefundEvent } from '../../../shared/domain/refund.ts';
import { useNameOf } from '../../app/people.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { hasWord, useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { useReasonText } from './refundWords.ts';
import { RefundActions, RefundStanding } from './RefundStanding.tsx';
import { useRefundActions } from './useRefundActions.tsx';
import { useRefundDetail } from './useRefundDetail.ts';

/** One refund beside the list: where it stands, what to do, amounts, numbers and what happened. */
export function RefundPanel(props: { id: string; onClose: () => void }) {
  const words = useWords('refunds');
  const { detail, error, take, read } = useRefundDetail(props.id);
  return (
    <SidePanel
      label={words('detail.label')}
      closeLabel={words('detail.close')}
      testId="refund-panel"
      id={props.id}
      error={error}
      onRetry={() => void read()}
      onClose={props.onClose}
    >
      {detail && <Detail key={props.id} detail={detail} take={take} />}
    </SidePanel>
  );
}

function Detail({ detail, take }: { detail: RefundDetail; take: (detail: RefundDetail) => void }) {
  const words = useWords('refunds');
  const go = useConsole((s) => s.go);
  const { refund } = detail;
  const actions = useRefundActions(refund.id, detail, take);
  useShortcut('queryNow', () => {
    if (refund.sentAt === null) return false;
    void actions.query();
    return true;
  });
  return (
    <div className="hc-detail-content">
      <header className="hc-detail-head">
        <div className="hc-detail-state" data-testid="refund-state" data-state={refund.state}>
          <StatusTag state={refund.state} alert={refund.alert} size="large" />
        </div>
        <Money fen={refund.amount} currency size="large" />
        <RefundStanding detail={detail} />
      </header>
      <div className="hc-detail-actions">
        <RefundActions detail={detail} actions={actions} />
        <Button onClick={() => go('transactions', { paymentId: refund.paymentId })}>{words('detail.openOrder')}</Button>
      </div>
      {actions.said && (
        <p className="hc-detail-said" role="status">
          {actions.said}
        </p>
      )}
      {actions.error && <ErrorNote error={actions.error} onClose={actions.clear} />}
      <h2>{words('timeline.title')}</h2>
      <ol className="hc-timeline">
        {detail.events.map((event) => (
          <Happened key={event.id} event={event} />
        ))}
      </ol>
      <h2>{words('detail.numbers')}</h2>
      <Facts detail={detail} />
    </div>
  );
}

function Happened({ event }: { event: RefundEvent }) {
  const words = useWords('refunds');
  const payments = useWords('payments');
  const key = `timeline.detail.${event.detail ?? ''}`;
  const said =
    event.detail === 'notFound'
      ? words('timeline.notFound')
      : event.detail !== null && hasWord('payments', key)
        ? payments(key)
        : event.detail;
  const changes = event.from !== event.to && event.kind !== 'sent' && event.kind !== 'resent';
  return (
    <li>
      <time className="hc-figures">{dateTime(event.at)}</time>
      <p>
        {words(`timeline.event.${event.kind}`)}
        {changes && <StatusTag state={event.to} />}
      </p>
      {(said !== null || event.respCode !== null) && (
        <p className="hc-soft">
          {said}
          {event.respCode !== null && (
            <>
              {' '}
              <code>{event.respCode}</code> {event.respDesc}
            </>
          )}
        </p>
      )}
    </li>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children ?? <span className="hc-soft">—</span>}</dd>
    </div>
  );
}

function NumberFact({ name, text }: { name: string; text: string | null }) {
  return <Fact name={name}>{text && <CopyText text={text} label={name} />}</Fact>;
}

function Facts({ detail }: { detail: RefundDetail }) {
  const words = useWords('refunds');
  const nameOf = useNameOf();
  const reasonOf = useReasonText();
  const { refund } = detail;
  const own = refund.origin === 'adopted' ? null : refund.requestNumber;
  return (
    <dl className="hc-facts">
      <NumberFact name={words('detail.refundNumber')} text={own} />
      <NumberFact name={words('detail.huifuNumber')} text={refund.huifuNumber} />
      <NumberFact name={words('detail.orderNumber')} text={refund.paymentId} />
      <Fact name={words('detail.reason')}>{reasonOf(refund.reason) || null}</Fact>
      <Fact name={words('detail.actual')}>
        <Money fen={refund.actual} currency />
      </Fact>
      <Fact name={words('detail.fee')}>
        <Money fen={refund.state === 'failed' ? null : refund.fee} currency />
      </Fact>
      <Fact name={words('detail.operator')}>
        {refund.origin === 'elsewhere' ? words('detail.notHere') : nameOf(refund.operatorId)}
      </Fact>
      {refund.approverId !== null && <Fact name={words('detail.approver')}>{nameOf(refund.approverId)}</Fact>}
      <Fact name={words('detail.till')}>{refund.till}</Fact>
      {refund.level > 0 && <Fact name={words('detail.level')}>{refund.level}</Fact>}
      {refund.batchId !== null && <Fact name={words('detail.batch')}>…{refund.batchId.slice(-6)}</Fact>}
    </dl>
  );
}
