import { Input } from 'antd';
import { useState } from 'react';
import type { MonthView } from '../../../../shared/contract/reconciliation.ts';
import { fen, parseYuan } from '../../../../shared/domain/money.ts';
import { may } from '../../../../shared/domain/permission.ts';
import { monthText, signedYuan } from '../../../app/amounts.ts';
import { useApp } from '../../../app/store.ts';
import { useWords } from '../../../app/words.ts';
import { Field } from '../../../components/Field.tsx';
import { ApprovedDialog } from '../../operators/ApprovedDialog.tsx';

/** Level 4 of the ladder: why, the month's net typed by hand, and the second person where there is one. */
export function UnlockDialog(props: {
  view: MonthView;
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onUnlock: (how: { typed: number; reason: string; approvalId: string | null }) => void;
}) {
  const words = useWords('reconciliation');
  const { operator, operators } = useApp();
  const { month, totals } = props.view;
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const amount = typedNet(typed);
  const fits = amount === totals.net_fen && reason.trim() !== '';
  const unlock = (approvalId: string | null) =>
    amount !== null && props.onUnlock({ typed: amount, reason: reason.trim(), approvalId });
  // As the main process has it: where nobody else could agree, the owner unlocks alone.
  const second = operators.some(({ id, role }) => id !== operator?.id && may(role, 'approve'));
  return (
    <ApprovedDialog
      open={props.open}
      busy={props.busy}
      title={words('month.unlockTitle', { month: monthText(month) })}
      width={500}
      keep={words('act.keep')}
      confirm={words('month.unlockConfirm')}
      confirmId="unlock-confirm"
      danger
      disabled={!fits}
      needsApproval={second}
      binding={{ act: 'monthUnlock', subject: month, paymentId: null, amount: fen(Math.abs(totals.net_fen)) }}
      summary={<p>{reason}</p>}
      onClose={props.onClose}
      onClosed={() => (setTyped(''), setReason(''))}
      onConfirm={unlock}
    >
      <p>{words('month.unlockLead', { amount: signedYuan(totals.net_fen) })}</p>
      <Field label={words('month.reason')}>
        {(ids) => (
          <Input
            {...ids}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            data-testid="unlock-reason"
          />
        )}
      </Field>
      <Field label={words('month.typed')}>
        {(ids) => (
          <Input
            {...ids}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="unlock-typed"
          />
        )}
      </Field>
    </ApprovedDialog>
  );
}

/** The net as typed, with its sign; `null` while it is no amount. Zero is one here. */
function typedNet(text: string): number | null {
  const plain = text.trim().replace(/^[−-]/, '');
  if (/^0+(\.0{1,2})?$/.test(plain)) return 0;
  const amount = parseYuan(plain);
  if (!amount.ok) return null;
  return plain === text.trim() ? amount.data : -amount.data;
}
