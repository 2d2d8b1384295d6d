import { formatYuan } from '../../../shared/domain/money.ts';
import type { PaymentEvent } from '../../../shared/domain/payment.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import type { RefundState } from '../../../shared/domain/refundState.ts';
import { businessDateOf, type Instant } from '../../../shared/domain/time.ts';
import { clockTime, dateTime } from '../../app/times.ts';
import { hasWord, useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { ExplainButton } from '../explain/ExplainButton.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

/** What stands in the timeline: what happened to the payment itself, and when refunds of it began and ended. */
type Line =
  | { at: Instant; key: string; event: PaymentEvent; refund: null }
  | { at: Instant; key: string; event: null; refund: Refund; state: RefundState };

/** What was asked and answered, oldest first: time, words, the gateway's code, and the state where it changed. */
export function Timeline(props: { events: PaymentEvent[]; requestNumber: string; refunds: Refund[] }) {
  const words = useWords('payments');
  const lines = linesOf(props.events, props.refunds);
  if (lines.length === 0) return <p className="hc-soft">{words('timeline.none')}</p>;
  return (
    <ol className="hc-timeline">
      {lines.map((line, place) => (
        <li key={line.key}>
          <time className="hc-figures">
            {isNewDay(line, lines[place - 1]) ? dateTime(line.at) : clockTime(line.at)}
          </time>
          {line.event ? (
            <Happened event={line.event} requestNumber={props.requestNumber} />
          ) : (
            <RefundLine refund={line.refund} state={line.state} />
          )}
        </li>
      ))}
    </ol>
  );
}

function linesOf(events: PaymentEvent[], refunds: Refund[]): Line[] {
  const lines: Line[] = events.map((event) => ({ at: event.at, key: String(event.id), event, refund: null }));
  for (const refund of refunds) {
    const { id, createdAt, endedAt, state } = refund;
    if (refund.origin === 'console') lines.push({ at: createdAt, key: id, event: null, refund, state: 'requested' });
    if (endedAt !== null) lines.push({ at: endedAt, key: `${id}-end`, event: null, refund, state });
  }
  return lines.toSorted((a, b) => a.at - b.at);
}

function Happened({ event, requestNumber }: { event: PaymentEvent; requestNumber: string }) {
  const words = useWords('payments');
  return (
    <>
      <p>
        {words(`timeline.event.${event.kind}`)}
        {changesState(event) && <StatusTag state={event.to} />}
      </p>
      <Said event={event} />
      {event.requestNumber !== null && event.requestNumber !== requestNumber && (
        <p className="hc-soft">
          {words('timeline.by')} <CopyText text={event.requestNumber} label={words('number.requestNumber')} />
        </p>
      )}
    </>
  );
}

function RefundLine({ refund, state }: { refund: Refund; state: RefundState }) {
  const words = useWords('refunds');
  return (
    <>
      <p>
        {words('payment.timeline', { amount: formatYuan(refund.amount) })}
        <StatusTag state={state} />
      </p>
      <p className="hc-soft">
        {refund.reason} <CopyText text={refund.id} label={words('detail.refundNumber')} />
      </p>
    </>
  );
}

/** The day is told once, and again when it changes. */
function isNewDay(line: Line, before: Line | undefined): boolean {
  return !before || businessDateOf(before.at) !== businessDateOf(line.at);
}

/** "Unknown" is written before every sending, in case no answer comes; as a line of its own it would only alarm. */
function changesState(event: PaymentEvent): boolean {
  return event.from !== event.to && event.kind !== 'sent' && event.kind !== 'resent';
}

function Said({ event }: { event: PaymentEvent }) {
  const words = useWords('payments');
  const key = `timeline.detail.${event.detail ?? ''}`;
  const detail = event.detail === null ? null : hasWord('payments', key) ? words(key) : event.detail;
  if (detail === null && event.respCode === null) return null;
  return (
    <p className="hc-soft">
      {detail}
      {event.respCode !== null && (
        <>
          {' '}
          <code>{event.respCode}</code> {event.respDesc}{' '}
          <ExplainButton
            topic={{ kind: 'code', code: event.respCode, text: event.respDesc ?? '' }}
            what={event.respCode}
          />
        </>
      )}
    </p>
  );
}
