import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { PaperSize } from '../../../shared/contract/channels/print.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { Shift } from '../../../shared/domain/shift.ts';
import { toBeijingStamp } from '../../../shared/domain/time.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { savePdf } from '../../components/Printable.tsx';
import { ShiftSlip } from './ShiftSlip.tsx';

/** The slip of a closed shift, to look at and to save for paper. */
export function SlipDialog(props: { shift: Shift; onClose: () => void }) {
  const { shift } = props;
  const words = useWords('shifts');
  const app = useWords('app');
  const { message } = App.useApp();
  const practice = useApp().environment === 'practice';
  const [error, setError] = useState<ConsoleError | null>(null);
  if (!shift.slip) return null;
  const sheet = <ShiftSlip shift={shift} slip={shift.slip} practice={practice} />;

  const save = async (paper: PaperSize) => {
    const time = toBeijingStamp(shift.closedAt ?? shift.openedAt);
    const answer = await savePdf(sheet, words('slip.file', { till: shift.till, time }), paper);
    setError(answer.ok ? null : answer.error);
    if (answer.ok && answer.data.saved) void message.success(app('print.saved', { path: answer.data.path }));
  };

  return (
    <Modal
      open
      centered
      width={460}
      title={words('slip.title')}
      onCancel={props.onClose}
      footer={
        <>
          <Button onClick={() => void save('A4')} data-testid="save-slip-a4">
            {words('slip.saveA4')}
          </Button>
          <Button type="primary" autoFocus onClick={() => void save('roll80')} data-testid="save-slip">
            {words('slip.saveRoll')}
          </Button>
        </>
      }
    >
      <div className="hc-slip-paper">{sheet}</div>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </Modal>
  );
}
