import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { ShiftNow } from '../../../shared/contract/shifts.ts';
import { parseYuan } from '../../../shared/domain/money.ts';
import { call } from '../../app/api.ts';
import { useMay } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';

/** No shift is open: what one is for, and the float that it may begin with. */
export function OpenShift(props: { onOpened: (shift: ShiftNow) => void }) {
  const words = useWords('shifts');
  const mayOpen = useMay('shift');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const float = typed.trim() === '' ? null : parseYuan(typed);
  const wrong = float !== null && !float.ok;

  const open = async () => {
    if (wrong || busy) return;
    setBusy(true);
    const answer = await call('shifts.open', { float: float?.ok ? float.data : null });
    setBusy(false);
    if (answer.ok) props.onOpened(answer.data);
    else setError(answer.error);
  };
  return (
    <form className="hc-card hc-shift-open" onSubmit={(event) => (event.preventDefault(), void open())}>
      <h2>{words('none.title')}</h2>
      <p className="hc-soft">{words('none.detail')}</p>
      {mayOpen && (
        <div className="hc-shift-open-row">
          <Field
            label={words('none.float')}
            hint={words('none.floatHint')}
            problem={wrong ? words('none.floatProblem') : undefined}
          >
            {(ids) => (
              <Input
                {...ids}
                prefix="¥"
                inputMode="decimal"
                maxLength={14}
                data-testid="shift-float"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <Button type="primary" htmlType="submit" disabled={wrong} loading={busy} data-testid="open-shift">
            {words('none.open')}
          </Button>
        </div>
      )}
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </form>
  );
}
