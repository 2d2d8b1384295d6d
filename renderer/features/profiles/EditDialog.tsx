import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { ProfileView } from '../../../shared/contract/profiles.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FieldsForm } from './FieldsForm.tsx';
import { fieldsOf } from './fields.ts';

/** Changes the typed fields of a saved profile; its keys stay. */
export function EditDialog(props: { profile: ProfileView; onClose: () => void }) {
  const { profile, onClose } = props;
  const words = useWords('profiles');
  const { message, modal } = App.useApp();
  const [fields, setFields] = useState(() => fieldsOf(profile));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const save = async () => {
    setBusy(true);
    const answer = await call('profiles.update', { profileId: profile.id, fields });
    setBusy(false);
    if (!answer.ok) return setError(answer.error);
    void message.success(words('edit.saved'));
    return onClose();
  };

  const leave = async () => {
    const changed = JSON.stringify(fields) !== JSON.stringify(fieldsOf(profile));
    const sure =
      !changed ||
      (await modal.confirm({
        title: words('edit.leave.title'),
        okText: words('edit.leave.go'),
        cancelText: words('edit.leave.stay'),
        autoFocusButton: 'cancel',
      }));
    if (sure) onClose();
  };

  return (
    <Modal
      open
      width={760}
      style={{ top: 40 }}
      mask={{ closable: false }}
      onCancel={() => void leave()}
      title={words('edit.title', { name: profile.name })}
      footer={
        <>
          <Button onClick={() => void leave()}>{words('edit.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {words('edit.save')}
          </Button>
        </>
      }
    >
      <FieldsForm fields={fields} problems={{}} onChange={setFields} more />
      {error && <ErrorNote error={error} />}
    </Modal>
  );
}
