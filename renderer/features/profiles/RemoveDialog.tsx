import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { ProfileView } from '../../../shared/contract/profiles.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';

/** Removing a merchant deletes its key for good, so the end of its ID must be typed first. */
export function RemoveDialog(props: { profile: ProfileView; onClose: () => void }) {
  const { profile, onClose } = props;
  const words = useWords('profiles');
  const { message } = App.useApp();
  const tail = profile.huifuId.slice(-4);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const remove = async () => {
    setBusy(true);
    const answer = await call('profiles.remove', { profileId: profile.id });
    setBusy(false);
    if (!answer.ok) return setError(answer.error);
    void message.success(words('remove.removed', { name: profile.name }));
    return onClose();
  };

  return (
    <Modal
      open
      onCancel={onClose}
      title={words('remove.title', { name: profile.name })}
      footer={
        <>
          <Button onClick={onClose}>{words('remove.cancel')}</Button>
          <Button danger type="primary" disabled={typed !== tail} loading={busy} onClick={() => void remove()}>
            {words('remove.confirm')}
          </Button>
        </>
      }
    >
      <p>{words('remove.detail')}</p>
      <Field label={words('remove.type', { tail })}>
        {(ids) => (
          <Input {...ids} autoFocus value={typed} maxLength={4} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      {error && <ErrorNote error={error} />}
    </Modal>
  );
}
