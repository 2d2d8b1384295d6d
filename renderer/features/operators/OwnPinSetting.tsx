import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SettingRow } from '../settings/SettingRow.tsx';
import { NewPin, OwnPin } from './NewPin.tsx';

/** Everybody changes their own PIN. */
export function OwnPinSetting() {
  const words = useWords('operators');
  const [open, setOpen] = useState(false);
  return (
    <SettingRow title={words('ownPin.title')} detail={words('ownPin.detail')}>
      <Button onClick={() => setOpen(true)}>{words('ownPin.change')}</Button>
      {open && <OwnPinDialog onClose={() => setOpen(false)} />}
    </SettingRow>
  );
}

function OwnPinDialog(props: { onClose: () => void }) {
  const words = useWords('operators');
  const { message } = App.useApp();
  const role = useApp().operator?.role ?? 'owner';
  const [pin, setPin] = useState('');
  const [newPin, setNewPin] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const save = async () => {
    if (newPin === null || pin === '' || busy) return;
    setBusy(true);
    const answer = await call('operators.changePin', { pin, newPin });
    setBusy(false);
    if (!answer.ok) {
      setPin('');
      return setError(answer.error);
    }
    void message.success(words('edit.saved'));
    return props.onClose();
  };
  return (
    <Modal
      open
      centered
      width={420}
      title={words('ownPin.change')}
      onCancel={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{words('edit.cancel')}</Button>
          <Button type="primary" disabled={newPin === null || pin === ''} loading={busy} onClick={() => void save()}>
            {words('edit.save')}
          </Button>
        </>
      }
    >
      <OwnPin label={words('ownPin.current')} value={pin} onChange={setPin} />
      <NewPin role={role} onChange={setNewPin} />
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </Modal>
  );
}
