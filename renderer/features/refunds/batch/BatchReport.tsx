import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import type { BatchLineView, BatchView } from '../../../../shared/contract/refunds.ts';
import { formatYuan, parseYuan, toYuan } from '../../../../shared/domain/money.ts';
import { call } from '../../../app/api.ts';
import { useMay } from '../../../app/store.ts';
import { useWords } from '../../../app/words.ts';
import { Field } from '../../../components/Field.tsx';
import { Money } from '../../../components/Money.tsx';
import { StatusTag } from '../../../components/StatusTag.tsx';
import { ApprovalStep } from '../../operators/ApprovalStep.tsx';
import { useReasonText } from '../refundWords.ts';

/** The report of a batch, line by line, and the confirmation: the total typed, and a second person where there is one. */
export function BatchReport(props: {
  batch: BatchView;
  take: (batch: BatchView) => void;
  onError: (error: ConsoleError | null) => void;
  onBack: () => void;
}) {
  const words = useWords('refunds');
  const reasonOf = useReasonText();
  const { batch } = props;
  const refused = batch.lines.length - batch.ready;
  return (
    <>
      <p className="hc-batch-summary" data-testid="batch-summary" data-state={batch.state} data-ready={batch.ready}>
        <strong>{words(`batch.state.${batch.state}`)}</strong>{' '}
        {words('batch.summary', { ready: batch.ready, total: formatYuan(batch.total), refused })}
        {batch.state !== 'checked' && ` · ${words('batch.progress', { done: batch.done, ready: batch.ready })}`}
      </p>
      {batch.state === 'stopped' && (
        <p className="hc-refund-trouble" role="alert">
          {words('batch.stopped', { left: batch.ready - batch.done })}
        </p>
      )}
      <div className="hc-batch-lines" tabIndex={0} role="region" aria-label={words('batch.title')}>
        <table>
          <thead>
            <tr>
              {(['line', 'order', 'amount', 'balance', 'reason', 'result'] as const).map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={column === 'amount' || column === 'balance' ? 'hc-table-end' : undefined}
                >
                  {words(`batch.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {batch.lines.map((line) => (
              <tr key={line.line} data-testid="batch-line" data-problem={line.problem ?? ''}>
                <td>{line.line}</td>
                <td className="hc-batch-order">{line.order}</td>
                <td className="hc-table-end">{line.amount === null ? line.amountText : <Money fen={line.amount} />}</td>
                <td className="hc-table-end">
                  <Money fen={line.balance} />
                </td>
                <td>{reasonOf(line.reason)}</td>
                <td>
                  <Result line={line} state={batch.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Confirm {...props} />
    </>
  );
}

function Result({ line, state }: { line: BatchLineView; state: BatchView['state'] }) {
  const words = useWords('refunds');
  const errors = useWords('errors');
  if (line.problem !== null) return <span className="hc-batch-problem">{words(`batch.problem.${line.problem}`)}</span>;
  if (line.refund) {
    return (
      <>
        <StatusTag state={line.refund.state} /> {line.refund.failureText}
      </>
    );
  }
  if (line.failed !== null) {
    const balance = { balance: line.balance === null ? '' : formatYuan(line.balance), here: '', there: '', count: 0 };
    return <span className="hc-batch-problem">{errors(`${line.failed}.title`, balance)}</span>;
  }
  return <span className="hc-soft">{words(state === 'checked' ? 'batch.willDo' : 'batch.notDone')}</span>;
}

function Confirm(props: {
  batch: BatchView;
  take: (batch: BatchView) => void;
  onError: (error: ConsoleError | null) => void;
  onBack: () => void;
}) {
  const words = useWords('refunds');
  const { batch } = props;
  const [typed, setTyped] = useState('');
  const [approvalId, setApprovalId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const total = parseYuan(typed.replace(/,/g, ''));
  const goingOn = batch.state === 'stopped';
  const open = useMay('refund') && batch.ready > 0 && (batch.state === 'checked' || goingOn);
  const needsSecond = batch.secondPerson && !goingOn;
  const ready = open && total.ok && total.data === batch.total && (!needsSecond || approvalId !== null);

  async function start(): Promise<void> {
    if (!ready || busy || !total.ok) return;
    setBusy(true);
    props.onError(null);
    const answer = await call('refunds.startBatch', { id: batch.id, total: total.data, approvalId });
    setBusy(false);
    if (answer.ok) props.take(answer.data);
    else props.onError(answer.error);
  }

  return (
    <>
      {open && needsSecond && approvalId === null && (
        <ApprovalStep
          binding={{ act: 'refundBatch', subject: batch.id, paymentId: null, amount: batch.total }}
          summary={<p>{words('batch.confirm', { ready: batch.ready })}</p>}
          onApproved={setApprovalId}
          onCancel={props.onBack}
        />
      )}
      <footer className="hc-batch-confirm">
        {open && (
          <Field label={words('batch.typed')} hint={words('batch.typedHint', { total: toYuan(batch.total) })}>
            {(ids) => (
              <Input
                {...ids}
                data-testid="batch-total"
                prefix="¥"
                inputMode="decimal"
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        <Button type="primary" onClick={props.onBack}>
          {words('batch.back')}
        </Button>
        {open && (
          <Button danger data-testid="batch-start" disabled={!ready} loading={busy} onClick={() => void start()}>
            {goingOn ? words('batch.goOn') : words('batch.confirm', { ready: batch.ready })}
          </Button>
        )}
      </footer>
    </>
  );
}
