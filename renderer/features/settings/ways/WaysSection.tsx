import './ways.css';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import { waySettingsSchema, type WaySettings } from '../../../../shared/contract/ways.ts';
import { useApp } from '../../../app/store.ts';
import { useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { useWays } from '../../collect/waysStore.ts';
import { CashierRows } from './CashierRows.tsx';
import { OfferedRows } from './OfferedRows.tsx';
import { PresetEditor } from './PresetEditor.tsx';
import { ScannerTest } from './ScannerTest.tsx';

/** What a part of the form is given. */
export interface WayFormProps {
  draft: WaySettings;
  /** Names of the settings that are not right yet. */
  wrong: ReadonlySet<string>;
  change: (part: Partial<WaySettings>) => void;
}

/** How the merchant on the screen collects: ways, payment codes, presets, and a test of the scanner. */
export function WaysSection() {
  const { profile } = useApp();
  const { view, enter } = useWays();
  const id = profile?.id ?? '';
  useEffect(() => void enter(id), [enter, id]);
  return view ? <WayForm key={id} saved={view.settings} deviceIp={view.deviceIp} /> : null;
}

function WayForm(props: { saved: WaySettings; deviceIp: string }) {
  const words = useWords('settings');
  const save = useWays((s) => s.save);
  const [draft, setDraft] = useState(props.saved);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const parsed = waySettingsSchema.safeParse(draft);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.')));
  const changed = JSON.stringify(draft) !== JSON.stringify(props.saved);

  const change = (part: Partial<WaySettings>) => {
    setDone(false);
    setDraft({ ...draft, ...part });
  };
  const keep = async () => {
    const failed = await save(draft);
    setError(failed);
    setDone(failed === null);
  };
  const form: WayFormProps = { draft, wrong, change };

  return (
    <>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <form
        className="hc-card hc-settings-card"
        onSubmit={(event) => {
          event.preventDefault();
          if (parsed.success) void keep();
        }}
      >
        <OfferedRows {...form} />
        <CashierRows {...form} deviceIp={props.deviceIp} />
        <PresetEditor {...form} />
        <div className="hc-ways-save">
          <p role="status" className="hc-soft">
            {changed ? words('ways.unsaved') : done ? words('ways.saved') : ''}
          </p>
          <Button type="primary" htmlType="submit" disabled={!changed || !parsed.success} data-testid="ways-save">
            {words('ways.save')}
          </Button>
        </div>
      </form>
      <ScannerTest />
    </>
  );
}
