import { useState } from 'react';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { useEverySecond } from '../../../app/useNow.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { JobPanel, useJobs } from '../../../components/JobPanel.tsx';
import { DifferencePanel } from '../differences/DifferencePanel.tsx';
import { DifferenceList } from '../differences/DifferenceList.tsx';
import { useDay, useReconciliation } from '../reconciliationStore.ts';
import { DayCalendar } from './DayCalendar.tsx';
import { DayHead } from './DayHead.tsx';
import { DayTotals } from './DayTotals.tsx';
import { FeeAudits } from './FeeAudits.tsx';
import { Sources } from './Sources.tsx';

/** One day: how it stands, what differs, and everything that the verdict rests on. */
export function DayTab() {
  const { part, activeId, open, closeDifference } = useReconciliation();
  const day = useDay();
  const {
    data: view,
    error,
    again,
  } = useAnswer('reconciliation.day', { day }, ['reconciliation.changed', 'statements.changed']);
  const [failed, setFailed] = useState<ErrorCode | null>(null);
  const jobs = useJobs(['reconcile'], (job) => {
    setFailed(job.state === 'failed' ? (job.error ?? 'internal') : null);
    again();
  });

  // What is shown stays until the other day is here, so that nothing flickers while somebody walks through the calendar.
  return (
    <div className="hc-recon-day">
      <DayCalendar />
      <div className="hc-recon-main">
        {error && <ErrorNote error={error} onRetry={again} />}
        {failed && <ErrorNote error={{ code: failed, supportId: '' }} onClose={() => setFailed(null)} />}
        <Running jobs={jobs} />
        {view && (
          <DayHead view={view} busy={jobs.some(({ state, subject }) => state === 'running' && subject === day)} />
        )}
        {view && part === 'differences' && <DifferenceList compared={view.run !== null} />}
        {view?.run && part === 'totals' && <DayTotals run={view.run} />}
        {view?.run && part === 'sources' && <Sources run={view.run} />}
        {view?.run && part === 'fees' && <FeeAudits run={view.run} />}
      </div>
      {open && activeId !== null && <DifferencePanel id={activeId} onClose={closeDifference} />}
    </div>
  );
}

/** Its own component, so that only it is drawn anew each second. */
function Running({ jobs }: { jobs: ReturnType<typeof useJobs> }) {
  const now = useEverySecond();
  return <JobPanel jobs={jobs} now={now} />;
}
