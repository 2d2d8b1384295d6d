import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { StartupProblem } from '../../../shared/contract/app.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';

/** Asks twice before a backup takes the ledger's place: once by choosing it, once by saying what will be missing. */
export function RestoreDialog(props: { backup: StartupProblem['backups'][number]; onClose: () => void }) {
  const { backup, onClose } = props;
  const words = useWords('startup');
  const [understood, setUnderstood] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const at = dateTime(backup.at);

  const restore = async () => {
    setBusy(true);
    const answer = await call('app.restoreBackup', { name: backup.name });
    setBusy(false);
    if (!answer.ok) return setError(answer.error);
    announce(words('restored'));
    return onClose();
  };

  return (
    <Modal
      open
      onCancel={onClose}
      title={words('confirm.title')}
      footer={
        <>
          <Button autoFocus onClick={onClose}>
            {words('confirm.cancel')}
          </Button>
          <Button danger type="primary" disabled={!understood} loading={busy} onClick={() => void restore()}>
            {words('confirm.restore')}
          </Button>
        </>
      }
    >
      <p>{words('confirm.detail', { at, payments: backup.payments })}</p>
      <p>{words('confirm.kept')}</p>
      <Checkbox checked={understood} onChange={(event) => setUnderstood(event.target.checked)}>
        {words('confirm.understand', { at })}
      </Checkbox>
      {error && <ErrorNote error={error} />}
    </Modal>
  );
}
