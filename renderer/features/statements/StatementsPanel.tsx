import './statements.css';
import { InboxOutlined } from '@ant-design/icons';
import { Segmented, Spin } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { useApp } from '../../app/store.ts';
import { useEverySecond, useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobPanel, useJobs } from '../../components/JobPanel.tsx';
import { AutomaticMenu } from './AutomaticMenu.tsx';
import { DayCard } from './DayCard.tsx';
import { DropZone } from './DropZone.tsx';
import { FileList } from './FileList.tsx';
import { MonthCalendar } from './MonthCalendar.tsx';
import { NotOpenedNote } from './NotOpenedNote.tsx';
import { PlanAccount } from './PlanAccount.tsx';
import { monthOf, usualDay } from './times.ts';
import { useStatements } from './useStatements.ts';
import { WatchRow } from './WatchRow.tsx';

/** Getting and keeping statements: the plan in sentences, a calendar of days, the day's files, and ways to bring files in. */
export function StatementsPanel() {
  const words = useWords('statements');
  const today = useToday();
  const { environment } = useApp();
  const [selected, setSelected] = useState<StatementPeriod>(() => usualDay(today, environment === 'practice'));
  const [month, setMonth] = useState<StatementPeriod>(() => monthOf(selected));
  const [all, setAll] = useState(false);
  const { overview, files, error, reload } = useStatements(month, all ? null : selected);
  const [failed, setFailed] = useState<ConsoleError | null>(null);
  const jobs = useJobs(['fetchStatements', 'importStatements'], reload);
  const shown = failed ?? error;

  const goToMonth = (next: StatementPeriod) => {
    setMonth(next);
    setSelected(`${next}01` as StatementPeriod);
  };
  if (!overview) return shown ? <ErrorNote error={shown} onRetry={reload} /> : <Spin className="hc-stm-wait" />;
  return (
    <div className="hc-stm" data-testid="statements">
      {shown && <ErrorNote error={shown} onClose={() => setFailed(null)} />}
      {overview.notOpened && <NotOpenedNote onError={setFailed} />}
      <div className="hc-stm-top">
        <PlanAccount overview={overview} />
        <AutomaticMenu automatic={overview.automatic} compares={overview.compares} onError={setFailed} />
      </div>
      {jobs.some(({ state }) => state === 'running') && <RunningJobs jobs={jobs} />}
      <div className="hc-stm-body">
        <MonthCalendar
          month={month}
          days={overview.days}
          selected={selected}
          onMonth={goToMonth}
          onSelect={(period) => {
            setSelected(period);
            setAll(false);
          }}
        />
        <div className="hc-stm-side">
          <DayCard
            period={selected}
            day={overview.days.find(({ period }) => period === selected)}
            onError={setFailed}
          />
          <DropZone onError={setFailed} />
          <WatchRow watch={overview.watch} onError={setFailed} />
          <section className="hc-stm-filebox" aria-label={words('files.title')}>
            <header>
              <h2>{words('files.title')}</h2>
              <Segmented<'day' | 'all'>
                size="small"
                value={all ? 'all' : 'day'}
                options={[
                  { value: 'day', label: words('files.ofDay') },
                  { value: 'all', label: words('files.recent') },
                ]}
                onChange={(which) => setAll(which === 'all')}
              />
            </header>
            {files.length === 0 ? (
              <EmptyState
                icon={<InboxOutlined />}
                title={words('files.emptyTitle')}
                detail={words('files.emptyDetail')}
              />
            ) : (
              <FileList files={files} onError={setFailed} />
            )}
          </section>
        </div>
      </div>
    </div>
  );
}

/** Counts on each second, so it stands only while something runs. */
function RunningJobs({ jobs }: { jobs: Parameters<typeof JobPanel>[0]['jobs'] }) {
  return <JobPanel jobs={jobs} now={useEverySecond()} />;
}
