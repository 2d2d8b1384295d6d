import { SoundOutlined } from '@ant-design/icons';
import { Button, Segmented, Switch } from 'antd';
import { useEffect, useState } from 'react';
import { languages, themes, type Language, type Preferences, type Theme } from '../../../shared/contract/app.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { fen } from '../../../shared/domain/money.ts';
import { announcePaid, chineseVoice } from '../../app/sound.ts';
import { useApp, useConsole, useMay } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { languageNames } from './languages.ts';
import { SettingRow } from './SettingRow.tsx';
import { TillSetting } from './TillSetting.tsx';

const TEST_AMOUNT = fen(1250);

/** What belongs to this computer rather than to a merchant. */
export function GeneralSection() {
  const words = useWords('settings');
  const { preferences } = useApp();
  const prefer = useConsole((s) => s.prefer);
  const [error, setError] = useState<ConsoleError | null>(null);
  const voice = useHasChineseVoice();
  const mayShop = useMay('settings');
  const change = (part: Partial<Preferences>) => void prefer(part).then(setError);

  return (
    <>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <div className="hc-card hc-settings-card">
        <SettingRow title={words('language.title')} detail={words('language.detail')}>
          <Segmented<Language>
            value={preferences.language}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChange={(language) => change({ language })}
          />
        </SettingRow>
        <SettingRow title={words('theme.title')}>
          <Segmented<Theme>
            value={preferences.theme}
            options={themes.map((value) => ({ value, label: words(`theme.${value}`) }))}
            onChange={(theme) => change({ theme })}
          />
        </SettingRow>
        <SettingRow
          title={words('sound.title')}
          detail={
            <>
              {words('sound.detail')}
              <br />
              {words(voice ? 'sound.voice' : 'sound.noVoice')}
            </>
          }
        >
          <Button icon={<SoundOutlined aria-hidden />} onClick={() => announcePaid(TEST_AMOUNT)}>
            {words('sound.test')}
          </Button>
          <Switch
            aria-label={words('sound.title')}
            checked={preferences.sound}
            checkedChildren={words('sound.on')}
            unCheckedChildren={words('sound.off')}
            onChange={(sound) => change({ sound })}
          />
        </SettingRow>
        {mayShop && (
          <SettingRow title={words('till.title')} detail={words('till.detail')}>
            <TillSetting />
          </SettingRow>
        )}
      </div>
    </>
  );
}

/** Voices are found some time after the window opened. */
function useHasChineseVoice(): boolean {
  const [has, setHas] = useState(() => chineseVoice() !== null);
  useEffect(() => {
    const look = () => setHas(chineseVoice() !== null);
    window.speechSynthesis.addEventListener('voiceschanged', look);
    return () => window.speechSynthesis.removeEventListener('voiceschanged', look);
  }, []);
  return has;
}
