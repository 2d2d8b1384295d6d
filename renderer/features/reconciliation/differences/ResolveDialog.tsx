import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { DifferenceDetail } from '../../../../shared/contract/reconciliation.ts';
import { resolveReasons, type ResolveReason } from '../../../../shared/domain/difference.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { useWords } from '../../../app/words.ts';
import { Field } from '../../../components/Field.tsx';
import { ApprovedDialog } from '../../operators/ApprovedDialog.tsx';
import { OutcomeTag } from '../OutcomeTag.tsx';

/** A reason first; then, where there is somebody to ask and money at risk, the second person at the same screen. */
export function ResolveDialog(props: {
  detail: DifferenceDetail;
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onResolve: (how: { reason: ResolveReason; text: string; approvalId: string | null }) => void;
}) {
  const words = useWords('reconciliation');
  const { difference, needsApproval, paymentId } = props.detail;
  const [reason, setReason] = useState<ResolveReason | null>(null);
  const [text, setText] = useState('');
  const lacking = reason === null || (reason === 'other' && text.trim() === '');
  const resolve = (approvalId: string | null) => {
    if (reason !== null) props.onResolve({ reason, text: text.trim(), approvalId });
  };
  return (
    <ApprovedDialog
      open={props.open}
      busy={props.busy}
      title={words('act.resolveTitle')}
      width={520}
      keep={words('act.cancel')}
      confirm={words('act.confirm')}
      confirmId="resolve-confirm"
      disabled={lacking}
      needsApproval={needsApproval}
      binding={{ act: 'resolve', subject: difference.id, paymentId, amount: fen(difference.atRisk) }}
      summary={
        <p>
          <OutcomeTag outcome={difference.outcome} />
          {reason && ` · ${words(`reason.${reason}`)}`} {text}
        </p>
      }
      onClose={props.onClose}
      onClosed={() => (setReason(null), setText(''))}
      onConfirm={resolve}
    >
      <p>
        {words('act.resolveLead', {
          outcome: words(`outcome.${difference.outcome}`),
          amount: formatYuan(fen(difference.atRisk)),
        })}
      </p>
      <Radio.Group
        className="hc-reasons"
        aria-label={words('act.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value as ResolveReason)}
        options={resolveReasons.map((value) => ({
          value,
          label: <span data-testid={`reason-${value}`}>{words(`reason.${value}`)}</span>,
        }))}
      />
      <Field label={words('act.words')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            rows={2}
            maxLength={500}
            value={text}
            placeholder={reason === 'other' ? words('act.wordsNeeded') : ''}
            onChange={(event) => setText(event.target.value)}
            data-testid="resolve-words"
          />
        )}
      </Field>
      {needsApproval && <p className="hc-soft">{words('act.approval')}</p>}
    </ApprovedDialog>
  );
}
