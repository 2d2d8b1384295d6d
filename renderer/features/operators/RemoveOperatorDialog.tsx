import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { OperatorView } from '../../../shared/contract/operators.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { OwnPin } from './NewPin.tsx';

/** Somebody leaves: cut off at once, with the PIN of whoever does it. */
export function RemoveOperatorDialog(props: { operator: OperatorView; onClose: () => void }) {
  const { operator, onClose } = props;
  const words = useWords('operators');
  const { message } = App.useApp();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const remove = async () => {
    if (pin === '' || busy) return;
    setBusy(true);
    const answer = await call('operators.remove', { operatorId: operator.id, pin });
    setBusy(false);
    if (!answer.ok) {
      setPin('');
      return setError(answer.error);
    }
    void message.success(words('remove.removed', { name: operator.name }));
    return onClose();
  };

  return (
    <Modal
      open
      centered
      width={440}
      title={words('remove.title', { name: operator.name })}
      onCancel={onClose}
      footer={
        <>
          <Button autoFocus onClick={onClose}>
            {words('remove.cancel')}
          </Button>
          <Button
            danger
            type="primary"
            disabled={pin === ''}
            loading={busy}
            data-testid="remove-operator"
            onClick={() => void remove()}
          >
            {words('remove.confirm')}
          </Button>
        </>
      }
    >
      <p>{words('remove.detail')}</p>
      <OwnPin value={pin} onChange={setPin} />
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </Modal>
  );
}
