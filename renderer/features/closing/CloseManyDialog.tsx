import { Button, Modal, Segmented } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import type { CloseRun } from '../../../shared/contract/closing.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { call, useEvent } from '../../app/api.ts';
import { useEverySecond } from '../../app/useNow.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobPanel } from '../../components/JobPanel.tsx';
import { Money } from '../../components/Money.tsx';
import { dryRun } from './dryRun.ts';
import { ResultTag } from './ResultTag.tsx';
import type { OrderRow } from './useOrders.ts';

const AGES = [0, 5, 15, 60] as const;

/** The end of the day: first what would be closed, what would not and why; then each order's own result. */
export function CloseManyDialog(props: { open: boolean; orders: OrderRow[]; jobs: JobView[]; onClose: () => void }) {
  const words = useWords('closing');
  const [run, setRun] = useState<CloseRun | null>(null);
  const close = () => {
    setRun(null);
    props.onClose();
  };
  return (
    <Modal
      open={props.open}
      onCancel={close}
      width={680}
      centered
      destroyOnHidden
      title={words('many.title')}
      footer={null}
    >
      {run ? (
        <Results run={run} jobs={props.jobs} onRun={setRun} onClose={close} />
      ) : (
        <DryRun orders={props.orders} onKeep={close} onRun={setRun} />
      )}
    </Modal>
  );
}

function DryRun(props: { orders: OrderRow[]; onKeep: () => void; onRun: (run: CloseRun | null) => void }) {
  const words = useWords('closing');
  const now = useEverySecond();
  const [minutes, setMinutes] = useState<(typeof AGES)[number]>(15);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [busy, setBusy] = useState(false);
  const { will, wont, amount } = dryRun(props.orders, minutes, now);

  const start = async () => {
    setBusy(true);
    const answer = await call('closing.closeMany', { ids: will.map(({ id }) => id) });
    setBusy(false);
    if (!answer.ok) return setError(answer.error);
    const rows = will.map(({ payment }) => ({ payment, result: 'queued' as const }));
    props.onRun({ jobId: answer.data.id, rows });
  };

  return (
    <div data-testid="dry-run">
      <p>{words('many.dryRun')}</p>
      <p className="hc-closing-age">
        {words('many.older')}
        <Segmented<(typeof AGES)[number]>
          value={minutes}
          onChange={setMinutes}
          aria-label={words('many.older')}
          options={AGES.map((value) => ({
            value,
            label: value === 0 ? words('many.all') : words('many.minutes', { n: value }),
          }))}
        />
      </p>
      <h3 data-testid="dry-run-will">{words('many.will', { count: will.length, amount: formatYuan(amount) })}</h3>
      <ul className="hc-closing-list">
        {will.map(({ id, payment }) => (
          <li key={id}>
            <span className="hc-figures">{clockTime(payment.createdAt)}</span>
            <Money fen={payment.amount} currency />
            <span className="hc-soft">{payment.note}</span>
          </li>
        ))}
      </ul>
      {wont.length > 0 && (
        <>
          <h3 data-testid="dry-run-wont">{words('many.wont', { count: wont.length })}</h3>
          <ul className="hc-closing-list">
            {wont.map(({ order, reason }) => (
              <li key={order.id} data-testid="dry-run-left">
                <span className="hc-figures">{clockTime(order.payment.createdAt)}</span>
                <Money fen={order.payment.amount} currency />
                <span>
                  {reason === 'younger'
                    ? words('many.youngerThan', { n: Math.max(minutes, 1) })
                    : words(`verdict.${reason}`, { time: clockTime(order.payment.expiresAt) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="hc-soft">{words('many.payer')}</p>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <div className="hc-closing-buttons">
        <Button autoFocus onClick={props.onKeep}>
          {words('many.keep')}
        </Button>
        <Button
          danger
          disabled={will.length === 0}
          loading={busy}
          onClick={() => void start()}
          data-testid="close-many-start"
        >
          {will.length === 0 ? words('many.nothing') : words('many.start', { count: will.length })}
        </Button>
      </div>
    </div>
  );
}

function Results(props: { run: CloseRun; jobs: JobView[]; onRun: (run: CloseRun) => void; onClose: () => void }) {
  const words = useWords('closing');
  const now = useEverySecond();
  const { run, onRun } = props;
  const read = useEffectEvent(async () => {
    const answer = await call('closing.run');
    if (answer.ok && answer.data?.jobId === run.jobId) onRun(answer.data);
  });
  useEvent('job.changed', (job) => {
    if (job.id === run.jobId) void read();
  });
  useEvent('payment.changed', () => void read());
  // It may have ended before this was listening.
  useEffect(() => void read(), []);
  const running = props.jobs.some((job) => job.id === run.jobId && job.state === 'running');
  const count = (...results: string[]) => run.rows.filter(({ result }) => results.includes(result)).length;
  const [closed, paid, unknown] = [count('closed'), count('paidWhileClosing'), count('unknown', 'scheduled')];
  return (
    <div data-testid="close-results">
      <JobPanel jobs={props.jobs.filter(({ id }) => id === run.jobId)} now={now} />
      <p role="status">
        {words(running ? 'many.running' : 'many.finished')} ·{' '}
        {words('many.summary', { closed, paid, unknown, other: run.rows.length - closed - paid - unknown })}
      </p>
      <ul className="hc-closing-list">
        {run.rows.map(({ payment, result }) => (
          <li key={payment.id} data-testid="close-result-row" data-result={result}>
            <span className="hc-figures">{clockTime(payment.createdAt)}</span>
            <Money fen={payment.amount} currency />
            <ResultTag result={result} />
          </li>
        ))}
      </ul>
      <div className="hc-closing-buttons">
        <Button type="primary" onClick={props.onClose}>
          {words('many.close')}
        </Button>
      </div>
    </div>
  );
}
