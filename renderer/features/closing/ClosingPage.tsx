import './closing.css';
import { Segmented } from 'antd';
import { useEffect, useLayoutEffect, type ComponentType } from 'react';
import { useApp, useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { CatchUpTab } from './CatchUpTab.tsx';
import { closingTabs, useClosing, type ClosingTab } from './closingStore.ts';
import { HistoryTab } from './HistoryTab.tsx';
import { OrdersTab } from './OrdersTab.tsx';
import { QueryTab } from './QueryTab.tsx';
import { RealTab } from './RealTab.tsx';

const tabs: Record<ClosingTab, ComponentType> = {
  orders: OrdersTab,
  real: RealTab,
  query: QueryTab,
  history: HistoryTab,
  catchUp: CatchUpTab,
};

/** Bringing payments to their end: close what nobody paid, tell what is really paid, look up closes, catch up days. */
export function ClosingPage() {
  const words = useWords('closing');
  const { profile } = useApp();
  const params = useConsole((s) => s.params);
  const { tab, enter, openTab } = useClosing();
  useLayoutEffect(() => enter(profile?.id ?? ''), [enter, profile?.id]);
  useEffect(() => {
    if (params.tab) openTab(params.tab);
  }, [params, openTab]);
  const Tab = tabs[tab];
  return (
    <div className="hc-closing">
      <header className="hc-closing-head">
        <h1 className="hc-hidden">{words('title')}</h1>
        <Segmented<ClosingTab>
          value={tab}
          onChange={openTab}
          aria-label={words('title')}
          options={closingTabs.map((value) => ({ value, label: words(`tabs.${value}`) }))}
        />
      </header>
      <Tab />
    </div>
  );
}
