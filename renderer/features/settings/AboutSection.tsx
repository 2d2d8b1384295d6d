import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { BrandMark } from '../../components/BrandMark.tsx';
import { CopySupport } from '../../components/CopySupport.tsx';
import { SettingRow } from './SettingRow.tsx';

/** Which version runs on what, and the account that support asks for. */
export function AboutSection() {
  const words = useWords('settings');
  const app = useApp();
  return (
    <div className="hc-card hc-settings-card">
      <div className="hc-about">
        <BrandMark />
        <div>
          <h2>{words('about.product')}</h2>
          <p className="hc-soft">
            {words('about.version')} {app.version}
          </p>
        </div>
      </div>
      <SettingRow title={words('about.host')}>
        {words(app.host === 'electron' ? 'about.electron' : 'about.standIn')}
      </SettingRow>
      <SettingRow title={words('about.platform')}>{app.platform}</SettingRow>
      <SettingRow title={words('about.support')} detail={words('about.supportDetail')}>
        <CopySupport />
      </SettingRow>
    </div>
  );
}
