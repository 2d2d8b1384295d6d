import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { preferencesSchema } from '../../../shared/contract/app.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { useApp, useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';

/** Two characters that tell this computer's payments from those of the others. */
export function TillSetting() {
  const words = useWords('settings');
  const { preferences } = useApp();
  const prefer = useConsole((s) => s.prefer);
  const note = useId();
  const [till, setTill] = useState(preferences.till);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const valid = preferencesSchema.shape.till.safeParse(till).success;

  const save = async () => {
    const failed = await prefer({ till });
    setError(failed);
    setSaved(!failed);
  };
  return (
    <form
      className="hc-till"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) void save();
      }}
    >
      <div>
        <Input
          aria-label={words('till.title')}
          aria-describedby={note}
          aria-invalid={!valid}
          value={till}
          maxLength={2}
          {...(valid ? {} : { status: 'error' as const })}
          onChange={(event) => {
            setSaved(false);
            setTill(event.target.value.toUpperCase());
          }}
        />
        <Button htmlType="submit" disabled={!valid || till === preferences.till}>
          {words('till.save')}
        </Button>
      </div>
      <p id={note} role="status" className={valid ? 'hc-field-hint' : 'hc-field-problem'}>
        {!valid ? words('till.invalid') : saved ? words('till.saved') : ''}
      </p>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </form>
  );
}
