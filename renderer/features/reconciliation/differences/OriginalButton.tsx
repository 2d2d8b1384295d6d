import { FileSearchOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import type { OriginalText } from '../../../../shared/contract/reconciliation.ts';
import type { LinePlace } from '../../../../shared/domain/reconciliation/run.ts';
import { call } from '../../../app/api.ts';
import { useWords } from '../../../app/words.ts';
import { CopyText } from '../../../components/CopyText.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';

/** From a line of a statement to its original bytes in the vault. */
export function OriginalButton({ runId, place }: { runId: string; place: LinePlace }) {
  const words = useWords('reconciliation');
  const [shown, setShown] = useState<OriginalText | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const open = async () => {
    const { file, entry, line } = place;
    const answer = await call('reconciliation.original', { runId, file, entry, line });
    if (answer.ok) setShown(answer.data);
    setError(answer.ok ? null : answer.error);
  };
  return (
    <>
      <Button size="small" icon={<FileSearchOutlined />} onClick={() => void open()} data-testid="original">
        {words('panel.original')}
      </Button>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <Modal
        open={shown !== null}
        title={words('panel.originalTitle')}
        width={760}
        footer={null}
        onCancel={() => setShown(null)}
      >
        {shown && (
          <div className="hc-original" data-testid="original-line">
            <p>
              {words('panel.place', { file: shown.name, line: place.line })}
              {place.entry !== '' && ` · ${words('panel.entry', { entry: place.entry })}`}
            </p>
            <h4>{words('panel.asText')}</h4>
            <pre tabIndex={0}>{shown.text}</pre>
            <h4>{words('panel.bytes')}</h4>
            <pre tabIndex={0}>{hexRows(shown.hex)}</pre>
            <p className="hc-soft">
              {words('panel.sha')} <CopyText text={shown.sha256} label="SHA-256" />
            </p>
          </div>
        )}
      </Modal>
    </>
  );
}

/** 24 bytes a row, in pairs. */
function hexRows(hex: string): string {
  const rows = hex.match(/.{1,48}/g) ?? [];
  return rows.map((row) => (row.match(/../g) ?? []).join(' ')).join('\n');
}
