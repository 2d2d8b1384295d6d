import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { App, Button, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import type { CounterView, ListenerSettings } from '../../../shared/contract/counter.ts';
import { checkPublicUrl, isListenerPort, LISTENER_PORTS, listenerAddresses } from '../../../shared/domain/listener.ts';
import { call } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { Field } from '../../components/Field.tsx';
import type { Change } from './useCounter.ts';

/** Turns the listener on and off, says where it listens, and how it fares. */
export function ListenerCard(props: { view: CounterView; change: Change }) {
  const words = useWords('counter');
  const { message } = App.useApp();
  const { view, change } = props;
  const [draft, setDraft] = useState<ListenerSettings>(view.settings);
  const [busy, setBusy] = useState(false);

  const url = draft.publicUrl.trim() === '' ? null : checkPublicUrl(draft.publicUrl);
  const urlProblem = url && !url.ok ? words(`urlProblems.${url.error}`) : undefined;
  const portProblem = isListenerPort(draft.port) ? undefined : words('portProblem');

  const save = async (settings: ListenerSettings) => {
    setBusy(true);
    const done = await change(call('counter.saveListener', settings));
    setBusy(false);
    if (done) void message.success(words('listener.saved'));
  };
  const turn = (on: boolean) => {
    setDraft({ ...draft, on });
    if (!urlProblem && !portProblem) void save({ ...draft, on });
  };

  return (
    <section className="hc-card hc-counter-card" aria-label={words('listener.title')}>
      <header>
        <div>
          <h2>{words('listener.title')}</h2>
          <p className="hc-soft">{words('listener.detail')}</p>
        </div>
        {!view.automatic && (
          <Switch
            aria-label={words('listener.title')}
            data-testid="listener-on"
            checked={draft.on}
            loading={busy}
            checkedChildren={words('listener.on')}
            unCheckedChildren={words('listener.off')}
            onChange={turn}
          />
        )}
      </header>
      <Status view={view} />
      {view.automatic ? (
        <p className="hc-soft">{words('listener.automatic')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!urlProblem && !portProblem) void save(draft);
          }}
        >
          <div className="hc-counter-fields">
            <Field label={words('listener.publicUrl')} hint={words('listener.publicUrlHint')} problem={urlProblem}>
              {(ids) => (
                <Input
                  {...ids}
                  data-testid="public-url"
                  value={draft.publicUrl}
                  maxLength={200}
                  spellCheck={false}
                  placeholder="https://"
                  onChange={(event) => setDraft({ ...draft, publicUrl: event.target.value })}
                />
              )}
            </Field>
            <Field label={words('listener.port')} hint={words('listener.portHint')} problem={portProblem}>
              {(ids) => (
                <InputNumber
                  {...ids}
                  className="hc-wide"
                  data-testid="listener-port"
                  precision={0}
                  min={LISTENER_PORTS.first}
                  max={LISTENER_PORTS.last}
                  value={draft.port}
                  onChange={(port) => setDraft({ ...draft, port: port ?? 0 })}
                />
              )}
            </Field>
            <Field label={words('listener.address')} hint={words('listener.addressHint')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={draft.address}
                  options={listenerAddresses.map((value) => ({ value, label: words(`listener.${value}`) }))}
                  onChange={(address) => setDraft({ ...draft, address })}
                />
              )}
            </Field>
          </div>
          <Button
            htmlType="submit"
            data-testid="save-listener"
            disabled={urlProblem !== undefined || portProblem !== undefined}
            loading={busy}
          >
            {words('listener.save')}
          </Button>
        </form>
      )}
      <Addresses view={view} />
    </section>
  );
}

function Status({ view }: { view: CounterView }) {
  const words = useWords('counter');
  const { running, port, problem, lastNoticeAt, counts } = view.status;
  const kind = running ? 'good' : problem ? 'bad' : 'skipped';
  const icon = {
    good: <CheckCircleFilled aria-hidden />,
    bad: <CloseCircleFilled aria-hidden />,
    skipped: <MinusCircleOutlined aria-hidden />,
  };
  return (
    <div className="hc-counter-status" role="status" data-testid="listener-status" data-state={kind}>
      <p className={`hc-level-${kind}`}>
        {icon[kind]}{' '}
        <span>
          {running
            ? words('status.running', { port: port ?? 0 })
            : problem
              ? words(`status.${problem}`)
              : words('status.stopped')}
        </span>
      </p>
      <p className="hc-soft">
        {lastNoticeAt === null ? (
          words('status.none')
        ) : (
          <>
            {words('status.lastNotice')} <span className="hc-figures">{dateTime(lastNoticeAt)}</span>
            {' · '}
            {words('status.counts', counts)}
          </>
        )}
      </p>
      {counts.orphan > 0 && <p className="hc-soft">{words('status.orphans', counts)}</p>}
      {counts.refused > 0 && <p className="hc-level-warning">{words('status.refused', counts)}</p>}
    </div>
  );
}

function Addresses({ view }: { view: CounterView }) {
  const words = useWords('counter');
  const addresses = [
    ['notifyUrl', view.notifyUrl],
    ['webhookUrl', view.webhookUrl],
  ] as const;
  if (view.notifyUrl === null) return null;
  return (
    <dl className="hc-counter-addresses">
      {addresses.map(([name, url]) => (
        <div key={name}>
          <dt>{words(`listener.${name}`)}</dt>
          <dd>
            {url !== null && <CopyText text={url} label={words(`listener.${name}`)} />}
            <p className="hc-soft">{words(`listener.${name}Hint`)}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
