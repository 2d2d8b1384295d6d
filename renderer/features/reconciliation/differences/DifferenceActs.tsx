import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Answered, ConsoleError } from '../../../../shared/contract/errors.ts';
import type { DifferenceDetail } from '../../../../shared/contract/reconciliation.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { call } from '../../../app/api.ts';
import { useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { announce } from '../../../components/LiveRegion.tsx';
import { AskDialog } from '../AskDialog.tsx';
import { ResolveDialog } from './ResolveDialog.tsx';
import { TakeOverDialog } from './TakeOverDialog.tsx';

type Dialog = 'resolve' | 'reopen' | 'adopt' | 'trust' | null;

/** What a person can do with a difference: take it on, comment, ask Huifu, adopt, settle, reopen. */
export function DifferenceActs(props: { detail: DifferenceDetail; take: (detail: DifferenceDetail) => void }) {
  const words = useWords('reconciliation');
  const { detail } = props;
  const { difference, exception } = detail;
  const { id } = difference;
  const [dialog, setDialog] = useState<Dialog>(null);
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  /** Waits for an answer, shows what it says, and tells whether it was a good one. */
  const done = async (work: Promise<Answered<DifferenceDetail>>): Promise<ConsoleError | null> => {
    setBusy(true);
    setError(null);
    const answer = await work;
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return answer.error;
    }
    props.take(answer.data);
    setDialog(null);
    announce(words('act.done'));
    return null;
  };
  const send = async () => {
    if (comment.trim() === '') return;
    if ((await done(call('reconciliation.comment', { id, text: comment.trim() }))) === null) setComment('');
  };
  const update = async () => {
    const problem = await done(call('reconciliation.update', { id, trust: false }));
    // Huifu gave no answer that counts: the person may let the statement count.
    if (problem?.code === 'resultUnknown') setDialog('trust');
  };
  const amount = formatYuan(fen(Math.abs(exception.statement?.amount_fen ?? 0)));

  return (
    <div className="hc-acts">
      <div className="hc-acts-row">
        {difference.state === 'open' && (
          <Button size="small" type="primary" onClick={() => setDialog('resolve')} data-testid="resolve">
            {words('act.resolve')}
          </Button>
        )}
        {difference.state === 'resolved' && (
          <Button size="small" onClick={() => setDialog('reopen')} data-testid="reopen">
            {words('act.reopen')}
          </Button>
        )}
        {detail.adoptable && (
          <Button size="small" onClick={() => setDialog('adopt')} data-testid="adopt">
            {words(difference.kind === 'refund' ? 'act.takeOver' : 'act.adopt')}
          </Button>
        )}
        {detail.updatable && (
          <Button size="small" loading={busy} onClick={() => void update()} data-testid="update">
            {words('act.update')}
          </Button>
        )}
        <Button
          size="small"
          onClick={() => void done(call('reconciliation.assign', { id, mine: difference.ownerId === null }))}
          data-testid="assign"
        >
          {words(difference.ownerId === null ? 'act.assignMe' : 'act.unassign')}
        </Button>
      </div>
      <div className="hc-acts-row">
        <Input
          size="small"
          maxLength={500}
          aria-label={words('act.comment')}
          placeholder={words('act.commentPlaceholder')}
          value={comment}
          data-testid="comment"
          onChange={(event) => setComment(event.target.value)}
          onPressEnter={(event) => !event.nativeEvent.isComposing && void send()}
        />
        <Button size="small" disabled={comment.trim() === ''} onClick={() => void send()}>
          {words('act.send')}
        </Button>
      </div>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <ResolveDialog
        detail={detail}
        open={dialog === 'resolve'}
        busy={busy}
        onClose={() => setDialog(null)}
        onResolve={(how) => void done(call('reconciliation.resolve', { id, ...how }))}
      />
      <AskDialog
        open={dialog === 'reopen'}
        busy={busy}
        title={words('act.reopen')}
        confirm={words('act.reopen')}
        field={words('act.reopenReason')}
        onClose={() => setDialog(null)}
        onConfirm={(text) => void done(call('reconciliation.reopen', { id, text }))}
      />
      {difference.kind === 'refund' && (
        <TakeOverDialog
          detail={detail}
          open={dialog === 'adopt'}
          busy={busy}
          onClose={() => setDialog(null)}
          onTakeOver={(approvalId) => void done(call('reconciliation.adoptRefund', { id, approvalId }))}
        />
      )}
      <AskDialog
        open={dialog === 'adopt' && difference.kind !== 'refund'}
        busy={busy}
        title={words('act.adoptTitle')}
        lead={words('act.adoptLead', { amount, number: difference.requestNumber })}
        confirm={words('act.adoptConfirm')}
        onClose={() => setDialog(null)}
        onConfirm={() => void done(call('reconciliation.adopt', { id }))}
      />
      <AskDialog
        open={dialog === 'trust'}
        busy={busy}
        title={words('act.trust')}
        lead={words('act.trustLead', {
          status: exception.statement?.status ? words(`status.${exception.statement.status}`) : '—',
          amount,
        })}
        confirm={words('act.trustConfirm')}
        onClose={() => setDialog(null)}
        onConfirm={() => void done(call('reconciliation.update', { id, trust: true }))}
      />
    </div>
  );
}
