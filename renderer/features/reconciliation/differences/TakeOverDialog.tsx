import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { DifferenceDetail } from '../../../../shared/contract/reconciliation.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { useWords } from '../../../app/words.ts';
import { ApprovalStep } from '../../operators/ApprovalStep.tsx';

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
  const [asking, setAsking] = useState(false);
  const lead = words('act.takeOverLead', {
    amount: formatYuan(fen(exception.statement?.amount_fen ?? 0)),
    number: difference.requestNumber,
    order: paymentId ?? '',
  });
  return (
    <Modal
      open={props.open}
      title={words('act.takeOverTitle')}
      width={520}
      centered
      closable={false}
      destroyOnHidden
      onCancel={props.onClose}
      afterClose={() => setAsking(false)}
      footer={
        asking
          ? null
          : [
              <Button key="keep" autoFocus onClick={props.onClose}>
                {words('act.keep')}
              </Button>,
              <Button
                key="confirm"
                type="primary"
                loading={props.busy}
                onClick={() => (needsApproval ? setAsking(true) : props.onTakeOver(null))}
                data-testid="take-over-confirm"
              >
                {words('act.takeOverConfirm')}
              </Button>,
            ]
      }
    >
      {asking ? (
        <ApprovalStep
          binding={{ act: 'resolve', subject: difference.id, paymentId, amount: fen(difference.atRisk) }}
          summary={<p>{lead}</p>}
          onApproved={props.onTakeOver}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <>
          <p>{lead}</p>
          {needsApproval && <p className="hc-soft">{words('act.approval')}</p>}
        </>
      )}
    </Modal>
  );
}
