import './ReconciliationPage.css';
import { SettingOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { StatementsPanel } from '../statements/StatementsPanel.tsx';
import { ChartsTab } from './charts/ChartsTab.tsx';
import { DayTab } from './day/DayTab.tsx';
import { MonthTab } from './month/MonthTab.tsx';
import { useReconciliation, type ReconciliationTab } from './reconciliationStore.ts';
import { SettingsDialog } from './SettingsDialog.tsx';

const tabs: readonly ReconciliationTab[] = ['day', 'statements', 'month', 'charts'];

/** Comparing days line by line, getting statements, closing months, and pictures of it all. */
export function ReconciliationPage() {
  const words = useWords('reconciliation');
  const { tab, show, choose, open, closeDifference } = useReconciliation();
  const params = useConsole((s) => s.params);
  const [settings, setSettings] = useState(false);
  useEffect(() => {
    if (params.day) choose(params.day);
    if (params.reconciliation) show(params.reconciliation);
  }, [params, choose, show]);
  useShortcut('back', () => {
    if (tab !== 'day' || !open) return false;
    closeDifference();
    return true;
  });

  return (
    <div className="hc-recon">
      <h1 className="hc-hidden">{words('title')}</h1>
      <div className="hc-recon-bar">
        <Segmented<ReconciliationTab>
          aria-label={words('title')}
          value={tab}
          onChange={show}
          options={tabs.map((value) => ({ value, label: words(`tab.${value}`) }))}
        />
        <Button icon={<SettingOutlined />} type="text" onClick={() => setSettings(true)}>
          {words('settings.title')}
        </Button>
      </div>
      {tab === 'day' && <DayTab />}
      {tab === 'statements' && (
        <div className="hc-recon-scroll">
          <StatementsPanel />
        </div>
      )}
      {tab === 'month' && <MonthTab />}
      {tab === 'charts' && <ChartsTab />}
      <SettingsDialog open={settings} onClose={() => setSettings(false)} />
    </div>
  );
}
