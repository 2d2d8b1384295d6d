import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import type { Inspection } from '../../../../shared/domain/reconciliation/mapping.ts';
import type { BusinessDate } from '../../../../shared/domain/time.ts';
import { call } from '../../../app/api.ts';
import { useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { MappingForm } from './MappingForm.tsx';

/** Files of a day whose header nobody has explained yet, one after the other. */
export function MappingDialog(props: {
  day: BusinessDate;
  open: boolean;
  /** A mapping was remembered. */
  onSaved: () => void;
  onClose: () => void;
}) {
  const words = useWords('reconciliation');
  const [files, setFiles] = useState<Inspection[] | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [busy, setBusy] = useState(false);
  const { day, open } = props;
  useEffect(() => {
    if (!open) return;
    void call('reconciliation.unmapped', { day }).then((answer) => {
      if (answer.ok) setFiles(answer.data);
      setError(answer.ok ? null : answer.error);
    });
  }, [day, open]);
  const file = files?.[0];
  return (
    <Modal
      open={open}
      title={words('mapping.title')}
      width={920}
      footer={null}
      destroyOnHidden
      onCancel={props.onClose}
    >
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      {files?.length === 0 && <p>{words('mapping.none')}</p>}
      {file && (
        <MappingForm
          key={`${file.file}/${file.entry}`}
          file={file}
          busy={busy}
          onConfirm={async (mapping) => {
            setBusy(true);
            const answer = await call('reconciliation.saveMapping', mapping);
            setBusy(false);
            if (!answer.ok) return setError(answer.error);
            props.onSaved();
            // Further files with this header need no answer of their own.
            const rest = files.filter(({ header }) => header.join('\0') !== mapping.header.join('\0'));
            setFiles(rest);
            if (rest.length === 0) props.onClose();
            return undefined;
          }}
        />
      )}
    </Modal>
  );
}
