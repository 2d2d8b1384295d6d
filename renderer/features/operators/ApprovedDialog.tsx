import { Button, Modal } from 'antd';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { ApprovalStep } from './ApprovalStep.tsx';

/**
 * A question whose yes may need a second person: first the question, then, on the same card, the approval. What was typed
 * in it is the caller's to forget in `onClosed`.
 */
export function ApprovedDialog(props: {
  open: boolean;
  busy: boolean;
  title: string;
  width: number;
  /** The way out, which has the focus, and the act itself. */
  keep: string;
  confirm: string;
  confirmId: string;
  danger?: boolean;
  disabled?: boolean;
  needsApproval: boolean;
  binding: ComponentProps<typeof ApprovalStep>['binding'];
  /** What the second person reads. */
  summary: ReactNode;
  onClose: () => void;
  onClosed?: () => void;
  /** `null` where nobody else had to agree. */
  onConfirm: (approvalId: string | null) => void;
  children: ReactNode;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <Modal
      open={props.open}
      title={props.title}
      width={props.width}
      centered
      closable={false}
      destroyOnHidden
      onCancel={props.onClose}
      afterClose={() => (setAsking(false), props.onClosed?.())}
      footer={
        asking
          ? null
          : [
              <Button key="keep" autoFocus onClick={props.onClose}>
                {props.keep}
              </Button>,
              <Button
                key="confirm"
                {...(props.danger ? { danger: true } : { type: 'primary' })}
                loading={props.busy}
                disabled={props.disabled ?? false}
                onClick={() => (props.needsApproval ? setAsking(true) : props.onConfirm(null))}
                data-testid={props.confirmId}
              >
                {props.confirm}
              </Button>,
            ]
      }
    >
      {asking ? (
        <ApprovalStep
          binding={props.binding}
          summary={props.summary}
          onApproved={props.onConfirm}
          onCancel={() => setAsking(false)}
        />
      ) : (
        props.children
      )}
    </Modal>
  );
}
