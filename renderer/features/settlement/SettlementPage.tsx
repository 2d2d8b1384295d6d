import './SettlementPage.css';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { addDays, type BusinessDate } from '../../../shared/domain/time.ts';
import { useApp } from '../../app/store.ts';
import { useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { DayInput } from '../../components/DayInput.tsx';
import { BridgeView } from './BridgeView.tsx';
import { FormulaView } from './FormulaView.tsx';
import { useSettlement } from './useSettlement.ts';
import { YuanView } from './YuanView.tsx';

const tabs = ['yuan', 'formula', 'bridge'] as const;
type Tab = (typeof tabs)[number];

/** Any day: where each yuan of it is, how its settlement adds up, and which orders belong to another day. */
export function SettlementPage() {
  const words = useWords('settlement');
  const today = useToday();
  const practice = useApp().environment === 'practice';
  const [tab, setTab] = useState<Tab>('yuan');
  const [day, setDay] = useState<BusinessDate>(practice ? today : addDays(today, -1));
  const settlement = useSettlement(day);
  return (
    <div className="hc-settlement">
      <h1 className="hc-hidden">{words('title')}</h1>
      <header className="hc-settlement-bar">
        <Segmented<Tab>
          aria-label={words('title')}
          value={tab}
          onChange={setTab}
          options={tabs.map((value) => ({ value, label: words(`tab.${value}`) }))}
        />
        <span className="hc-settlement-day">
          <Button
            type="text"
            icon={<LeftOutlined />}
            aria-label={words('previous')}
            onClick={() => setDay(addDays(day, -1))}
          />
          <DayInput
            aria-label={words('day')}
            data-testid="settlement-day"
            max={today}
            value={day}
            onChange={(chosen) => setDay(chosen ?? day)}
          />
          <Button
            type="text"
            icon={<RightOutlined />}
            aria-label={words('next')}
            disabled={day >= today}
            onClick={() => setDay(addDays(day, 1))}
          />
        </span>
      </header>
      <div className="hc-recon-scroll">
        {tab === 'yuan' && <YuanView {...settlement} day={day} />}
        {tab === 'formula' && <FormulaView {...settlement} />}
        {tab === 'bridge' && <BridgeView key={day} day={day} />}
      </div>
    </div>
  );
}
