import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../app/words.ts';
import { Field } from '../../components/Field.tsx';

/** One confirm, with words where they are asked for. The focus stands on the harmless button, or in the field. */
export function AskDialog(props: {
  open: boolean;
  busy: boolean;
  title: string;
  lead?: string;
  confirm: string;
  /** Label of the words that have to be given. */
  field?: string;
  onClose: () => void;
  onConfirm: (text: string) => void;
}) {
  const words = useWords('reconciliation');
  const [text, setText] = useState('');
  return (
    <Modal
      open={props.open}
      title={props.title}
      width={460}
      centered
      closable={false}
      destroyOnHidden
      onCancel={props.onClose}
      afterClose={() => setText('')}
      footer={[
        <Button key="keep" autoFocus={props.field === undefined} onClick={props.onClose}>
          {words('act.keep')}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          loading={props.busy}
          disabled={props.field !== undefined && text.trim() === ''}
          onClick={() => props.onConfirm(text.trim())}
          data-testid="ask-confirm"
        >
          {props.confirm}
        </Button>,
      ]}
    >
      {props.lead !== undefined && <p>{props.lead}</p>}
      {props.field !== undefined && (
        <Field label={props.field}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              maxLength={500}
              value={text}
              onChange={(event) => setText(event.target.value)}
              data-testid="ask-text"
            />
          )}
        </Field>
      )}
    </Modal>
  );
}
