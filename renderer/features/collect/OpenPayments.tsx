import { CheckOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { useConsole } from '../../app/store.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { Countdown } from '../../components/Countdown.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { useArrivals } from './arrivals.ts';
import { useCollect } from './collectStore.ts';
import { LinksDrawer } from './LinksDrawer.tsx';

const SHOWN = 6;

/** Payments that wait while another is on the stage, what was refused meanwhile, and what has just arrived. */
export function OpenPayments(props: { focusAmount: () => void }) {
  const words = useWords('collect');
  const methods = useWords('payments');
  const go = useConsole((s) => s.go);
  const { open, behind, stage, refusals, retry, dismissRefusal } = useCollect();
  const recent = useArrivals((s) => s.recent);
  const [listed, setListed] = useState(false);
  const waiting = (open ?? []).filter((p) => p.state !== 'created');
  const outstanding = waiting.length;
  const others = waiting.filter((p) => !(stage.kind === 'payment' && stage.payment.id === p.id));
  const arrived = recent.filter((p) => !(stage.kind === 'payment' && stage.payment.id === p.id));

  return (
    <div className="hc-open">
      {refusals.map(({ attempt, error }) => (
        <div key={attempt.id} className="hc-open-refused">
          <strong>{words('refused.title', { amount: formatYuan(attempt.amount) })}</strong>
          <ErrorNote error={error} onRetry={() => retry(attempt)} onClose={() => dismissRefusal(attempt.id)} />
        </div>
      ))}
      {outstanding + behind.length > 0 && (
        <section>
          <h2 className="hc-open-title">
            {words('open.title')}
            <button type="button" className="hc-open-more" data-testid="links-open" onClick={() => setListed(true)}>
              {words('links.open', { count: outstanding })}
            </button>
          </h2>
          <ul>
            {behind.map((attempt) => (
              <li key={attempt.id} className="hc-open-row">
                <span className="hc-open-what">
                  <Money fen={attempt.amount} currency />
                  <span className="hc-open-note">{attempt.note}</span>
                </span>
                <span className="hc-soft">{words('open.creating')}</span>
              </li>
            ))}
            {others.slice(0, SHOWN).map((payment) => (
              <li key={payment.id}>
                <OpenRow payment={payment} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <LinksDrawer open={listed} onClose={() => setListed(false)} focusAmount={props.focusAmount} />
      {arrived.length > 0 && (
        <section>
          <h2 className="hc-open-title">{words('open.arrived')}</h2>
          <ul>
            {arrived.map((payment) => (
              <li key={payment.id}>
                <button
                  type="button"
                  className="hc-open-row"
                  onClick={() => go('transactions', { paymentId: payment.id })}
                >
                  <CheckOutlined className="hc-open-paid" aria-hidden />
                  <span className="hc-open-what">
                    <Money fen={payment.amount} currency />
                    <span className="hc-open-note">{payment.note}</span>
                  </span>
                  <span className="hc-soft hc-figures">
                    {methods(`method.${payment.method}`)} {payment.endedAt !== null && clockTime(payment.endedAt)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function OpenRow({ payment }: { payment: Payment }) {
  const words = useWords('collect');
  const states = useWords('payments');
  const show = useCollect((s) => s.show);
  const closing = useCollect((s) => s.closing[payment.id]);
  return (
    <button
      type="button"
      className="hc-open-row"
      aria-label={words('open.show', { amount: formatYuan(payment.amount) })}
      onClick={() => show(payment)}
    >
      <span className="hc-open-what">
        <Money fen={payment.amount} currency />
        <span className="hc-open-note">
          {closing ? states(`closing.${closing.state}`, { time: clockTime(closing.dueAt) }) : payment.note}
        </span>
      </span>
      {!closing && (
        <>
          <StatusTag state={payment.state} alert={payment.alert} />
          <span className="hc-open-left">
            <Countdown until={payment.expiresAt} bare />
          </span>
        </>
      )}
    </button>
  );
}
