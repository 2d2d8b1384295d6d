import type { DifferenceDetail } from '../../../../shared/contract/reconciliation.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { useWords } from '../../../app/words.ts';
import { ApprovedDialog } from '../../operators/ApprovedDialog.tsx';

/** A refund that was made elsewhere: what will be in the ledger, then the second person where one has to agree. */
export function TakeOverDialog(props: {
  detail: DifferenceDetail;
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onTakeOver: (approvalId: string | null) => void;
}) {
  const words = useWords('reconciliation');
  const { difference, exception, needsApproval, paymentId } = props.detail;
  const lead = words('act.takeOverLead', {
    amount: formatYuan(fen(exception.statement?.amount_fen ?? 0)),
    number: difference.requestNumber,
    order: paymentId ?? '',
  });
  return (
    <ApprovedDialog
      open={props.open}
      busy={props.busy}
      title={words('act.takeOverTitle')}
      width={520}
      keep={words('act.keep')}
      confirm={words('act.takeOverConfirm')}
      confirmId="take-over-confirm"
      needsApproval={needsApproval}
      binding={{ act: 'resolve', subject: difference.id, paymentId, amount: fen(difference.atRisk) }}
      summary={<p>{lead}</p>}
      onClose={props.onClose}
      onConfirm={props.onTakeOver}
    >
      <p>{lead}</p>
      {needsApproval && <p className="hc-soft">{words('act.approval')}</p>}
    </ApprovedDialog>
  );
}
