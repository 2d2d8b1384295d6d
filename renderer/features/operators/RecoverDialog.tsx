import { App, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { OperatorName } from '../../../shared/contract/operators.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { NewPin } from './NewPin.tsx';

/** A new PIN for an owner, for whoever brings the merchant's private key. */
export function RecoverDialog(props: { owners: OperatorName[]; onClose: () => void }) {
  const words = useWords('operators');
  const { message } = App.useApp();
  const [operatorId, setOperatorId] = useState(props.owners[0]?.id ?? '');
  const [newPin, setNewPin] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const recover = async () => {
    if (newPin === null) return;
    setBusy(true);
    const answer = await call('session.recover', { operatorId, newPin, ...(passphrase === '' ? {} : { passphrase }) });
    setBusy(false);
    if (!answer.ok) return setError(answer.error.code === 'cancelledDialog' ? null : answer.error);
    void message.success(words('recover.done'));
    return props.onClose();
  };

  return (
    <Modal
      open
      centered
      width={480}
      title={words('recover.title')}
      onCancel={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{words('recover.cancel')}</Button>
          <Button type="primary" disabled={newPin === null} loading={busy} onClick={() => void recover()}>
            {words('recover.choose')}
          </Button>
        </>
      }
    >
      <p>{words('recover.detail')}</p>
      {props.owners.length > 1 && (
        <Segmented
          aria-label={words('recover.owner')}
          value={operatorId}
          options={props.owners.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setOperatorId}
        />
      )}
      <NewPin role="owner" onChange={setNewPin} />
      <Field label={words('recover.passphrase')}>
        {(ids) => (
          <Input.Password
            {...ids}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </Modal>
  );
}
