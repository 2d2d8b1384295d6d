import type { PaymentEvent } from '../../../shared/domain/payment.ts';
import { businessDateOf } from '../../../shared/domain/time.ts';
import { clockTime, dateTime } from '../../app/times.ts';
import { hasWord, useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { ExplainButton } from '../explain/ExplainButton.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

/** What was asked and answered, oldest first: time, words, the gateway's code, and the state where it changed. */
export function Timeline(props: { events: PaymentEvent[]; requestNumber: string }) {
  const words = useWords('payments');
  if (props.events.length === 0) return <p className="hc-soft">{words('timeline.none')}</p>;
  return (
    <ol className="hc-timeline">
      {props.events.map((event, place) => (
        <li key={event.id}>
          <time className="hc-figures">
            {isNewDay(event, props.events[place - 1]) ? dateTime(event.at) : clockTime(event.at)}
          </time>
          <p>
            {words(`timeline.event.${event.kind}`)}
            {changesState(event) && <StatusTag state={event.to} />}
          </p>
          <Said event={event} />
          {event.requestNumber !== null && event.requestNumber !== props.requestNumber && (
            <p className="hc-soft">
              {words('timeline.by')} <CopyText text={event.requestNumber} label={words('number.requestNumber')} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The day is told once, and again when it changes. */
function isNewDay(event: PaymentEvent, before: PaymentEvent | undefined): boolean {
  return !before || businessDateOf(before.at) !== businessDateOf(event.at);
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
