import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { ShiftNow } from '../../../shared/contract/shifts.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Shift } from '../../../shared/domain/shift.ts';
import { call } from '../../app/api.ts';
import { useMay } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { HandoverList } from './HandoverList.tsx';
import { usePersonName } from './usePersonName.ts';

/** The open shift: what has arrived, what is unfinished and with whom, and its end. */
export function CurrentShift(props: {
  now: ShiftNow;
  onChanged: (now: ShiftNow) => void;
  onClosed: (shift: Shift) => void;
}) {
  const { shift, totals, unfinished } = props.now;
  const words = useWords('shifts');
  const methods = useWords('payments');
  const nameOf = usePersonName();
  const mayShift = useMay('shift');
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const waiting = unfinished.some(({ followUp }) => followUp === null);

  const close = async () => {
    setBusy(true);
    const answer = await call('shifts.close');
    setBusy(false);
    setAsking(false);
    if (!answer.ok) return setError(answer.error);
    void message.success(words('closing.closed'));
    return props.onClosed(answer.data);
  };

  return (
    <section className="hc-card hc-shift" aria-label={words('now.title')} data-testid="current-shift">
      <header>
        <div>
          <h2>{words('now.title')}</h2>
          <p className="hc-soft">
            {words('now.openedBy', { name: nameOf(shift.openedBy), time: dateTime(shift.openedAt) })}
            {shift.float !== null && ` · ${words('now.float')} ¥${formatYuan(shift.float)}`}
          </p>
        </div>
        {mayShift && (
          <Button
            type="primary"
            disabled={waiting}
            title={words('now.closeHint')}
            data-testid="close-shift"
            onClick={() => setAsking(true)}
          >
            {words('now.close')}
          </Button>
        )}
      </header>
      <div className="hc-shift-total">
        <span className="hc-soft">{words('now.arrived')}</span>
        <Money fen={totals.amount} currency size="large" />
        <span>{totals.count === 0 ? words('now.nothing') : words('now.count', { count: totals.count })}</span>
        {totals.methods.map(({ method, count, amount }) => (
          <span key={method} className="hc-shift-method">
            {methods(`method.${method}`)} {count} · <Money fen={amount} currency />
          </span>
        ))}
      </div>
      <p className="hc-soft hc-shift-note">{words('now.noSlip')}</p>
      <HandoverList unfinished={unfinished} readOnly={!mayShift} onChanged={props.onChanged} />
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <Modal
        open={asking}
        centered
        width={440}
        title={words('closing.title')}
        onCancel={() => setAsking(false)}
        footer={[
          <Button key="cancel" autoFocus onClick={() => setAsking(false)}>
            {words('closing.cancel')}
          </Button>,
          <Button key="close" danger loading={busy} data-testid="confirm-close-shift" onClick={() => void close()}>
            {words('closing.confirm')}
          </Button>,
        ]}
      >
        <p>
          {words('closing.body', {
            count: totals.count,
            amount: formatYuan(totals.amount),
            unfinished: unfinished.length,
          })}
        </p>
      </Modal>
    </section>
  );
}
