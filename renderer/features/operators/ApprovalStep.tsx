import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { ApprovalRequest } from '../../../shared/contract/operators.ts';
import { fen } from '../../../shared/domain/money.ts';
import { may } from '../../../shared/domain/permission.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Money } from '../../components/Money.tsx';
import { PinInput } from './PinInput.tsx';
import './operators.css';

/**
 * A second person agrees at the requester's screen, with their own PIN. `summary` is what they must see besides amount and
 * requester: order, fee effect, reason. The approval that comes of it fits exactly this `binding`; whoever changes the
 * amount, order or number afterwards needs another.
 */
export function ApprovalStep(props: {
  binding: ApprovalRequest;
  summary: ReactNode;
  onApproved: (approvalId: string) => void;
  onCancel: () => void;
}) {
  const { binding } = props;
  const words = useWords('operators');
  const { operator, operators } = useApp();
  const approvers = operators.filter(({ id, role }) => id !== operator?.id && may(role, 'approve'));
  const [chosen, setChosen] = useState<string | null>(null);
  const approverId = chosen ?? approvers[0]?.id ?? null;
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const give = async () => {
    if (approverId === null || pin === '' || busy) return;
    setBusy(true);
    const answer = await call('approvals.give', { approverId, pin, binding });
    setBusy(false);
    setPin('');
    if (answer.ok) props.onApproved(answer.data.approvalId);
    else setError(answer.error);
  };

  return (
    <form
      className="hc-approval"
      aria-label={words('approval.title')}
      data-testid="approval-step"
      onSubmit={(event) => {
        event.preventDefault();
        // In a dialog that belongs to a form, that form must not be sent along.
        event.stopPropagation();
        void give();
      }}
    >
      <h3>{words('approval.title')}</h3>
      <p className="hc-soft">{words('approval.detail')}</p>
      <dl>
        <dt>{words('approval.amount')}</dt>
        <dd>
          <Money fen={fen(binding.amount)} currency size="large" />
        </dd>
        <dt>{words('approval.requester')}</dt>
        <dd>
          {operator?.name} <span className="hc-soft">{operator && words(`role.${operator.role}`)}</span>
        </dd>
      </dl>
      {props.summary}
      {approvers.length === 0 ? (
        <p role="alert">{words('approval.nobody')}</p>
      ) : (
        <>
          <Segmented
            aria-label={words('approval.approver')}
            value={approverId ?? ''}
            options={approvers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => (setChosen(id), setPin(''), setError(null))}
          />
          <Field label={`${words('approval.approver')} · ${words('pin.label')}`}>
            {(ids) => <PinInput ids={ids} testId="approver-pin" value={pin} onChange={setPin} />}
          </Field>
        </>
      )}
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <div className="hc-approval-buttons">
        <Button onClick={props.onCancel}>{words('approval.cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={approverId === null || pin === ''}
          data-testid="give-approval"
        >
          {words('approval.give')}
        </Button>
      </div>
    </form>
  );
}
