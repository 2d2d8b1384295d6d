import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CloseStanding } from '../../../shared/contract/closing.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import { call } from '../../app/api.ts';
import { useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { DayInput } from '../../components/DayInput.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Money } from '../../components/Money.tsx';
import { ExplainButton } from '../explain/ExplainButton.tsx';

/** Close query for any order by any of its numbers, also for one that another till made. Changes nothing. */
export function QueryTab() {
  const words = useWords('closing');
  const [text, setText] = useState('');
  const [day, setDay] = useState<BusinessDate | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<CloseStanding | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);

  const ask = async () => {
    setBusy(true);
    const answer = await call('closing.askClose', { text: text.trim(), ...(day === null ? {} : { date: day }) });
    setBusy(false);
    setSaid(answer.ok ? answer.data : null);
    setError(answer.ok ? null : answer.error);
  };

  return (
    <div className="hc-closing-form">
      <h2>{words('query.title')}</h2>
      <p className="hc-soft">{words('query.hint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Field label={words('query.label')}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              value={text}
              maxLength={128}
              data-testid="close-query-input"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label={words('query.date')} hint={words('query.dateHint')}>
          {(ids) => <DayInput {...ids} value={day} onChange={setDay} />}
        </Field>
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={text.trim().length < 4}
          data-testid="close-query"
        >
          {words('query.ask')}
        </Button>
      </form>
      {error && <ErrorNote error={error} />}
      {said && <Standing said={said} />}
    </div>
  );
}

function Standing({ said }: { said: CloseStanding }) {
  const words = useWords('closing');
  const payments = useWords('payments');
  const go = useConsole((s) => s.go);
  const { payment } = said;
  return (
    <section className="hc-card hc-closing-standing" data-testid="close-standing" data-close={said.close} role="status">
      <p className="hc-real-title">{words(`query.close.${said.close}`)}</p>
      {said.order && <p>{words(`query.orderState.${said.order}`)}</p>}
      <dl className="hc-real-facts">
        <div>
          <dt>{words('query.order')}</dt>
          <dd>
            {payment ? <Money fen={payment.amount} currency /> : words('query.notOwn')}{' '}
            <CopyText text={said.requestNumber} label={payments('number.requestNumber')} />
          </dd>
        </div>
        <div>
          <dt>{words('query.said')}</dt>
          <dd>
            <code>{said.respCode}</code> {said.respDesc}{' '}
            <ExplainButton topic={{ kind: 'code', code: said.respCode, text: said.respDesc }} what={said.respCode} />
          </dd>
        </div>
      </dl>
      {payment && (
        <Button onClick={() => go('transactions', { paymentId: payment.id })}>{words('recent.details')}</Button>
      )}
    </section>
  );
}
