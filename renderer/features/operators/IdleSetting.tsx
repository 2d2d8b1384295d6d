import { Select } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { useApp, useConsole, useMay } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SettingRow } from '../settings/SettingRow.tsx';

const CHOICES = [1, 2, 5, 10, 15, 30, 60, 120];

/** After how many minutes without a sign of life the console locks; the owner's to set. */
export function IdleSetting() {
  const words = useWords('operators');
  const { idleMinutes } = useApp().preferences;
  const prefer = useConsole((s) => s.prefer);
  const maySet = useMay('settings');
  const [error, setError] = useState<ConsoleError | null>(null);
  return (
    <>
      <SettingRow title={words('idle.title')} detail={words('idle.detail')}>
        <Select
          aria-label={words('idle.title')}
          data-testid="idle-minutes"
          disabled={!maySet}
          style={{ width: 130 }}
          value={idleMinutes}
          options={CHOICES.map((value) => ({ value, label: `${value} ${words('idle.minutes')}` }))}
          onChange={(minutes) => void prefer({ idleMinutes: minutes }).then(setError)}
        />
      </SettingRow>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </>
  );
}
