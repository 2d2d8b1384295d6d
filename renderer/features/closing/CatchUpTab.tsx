import { Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import type { CatchUpReport } from '../../../shared/contract/closing.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import { call, useEvent } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useEverySecond, useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { DayInput } from '../../components/DayInput.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { JobPanel, useJobs } from '../../components/JobPanel.tsx';

const iso = (date: string) => date.replace(/(....)(..)(..)/, '$1-$2-$3');

/** Asking about a whole day: by hand for any day; by itself when the gateway is back. */
export function CatchUpTab() {
  const words = useWords('closing');
  const today = useToday();
  const now = useEverySecond();
  const [day, setDay] = useState<BusinessDate | null>(today);
  const [reports, setReports] = useState<CatchUpReport[] | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const read = useEffectEvent(() => {
    void call('closing.catchUps').then((answer) => {
      if (answer.ok) setReports(answer.data);
    });
  });
  const jobs = useJobs(['catchUp']);
  useEffect(() => read(), []);
  useEvent('job.changed', (job) => {
    if (job.kind === 'catchUp') read();
  });

  const start = async () => {
    if (day === null) return;
    const answer = await call('closing.catchUp', { date: day });
    setError(answer.ok ? null : answer.error);
  };

  return (
    <div className="hc-closing-form">
      <h2>{words('catchUp.title')}</h2>
      <p className="hc-soft">{words('catchUp.hint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Field label={words('catchUp.date')}>
          {(ids) => <DayInput {...ids} value={day} max={today} onChange={setDay} />}
        </Field>
        <Button
          type="primary"
          htmlType="submit"
          disabled={day === null || day > today || jobs.some(({ state }) => state === 'running')}
          data-testid="catch-up"
        >
          {words('catchUp.start')}
        </Button>
      </form>
      {error && <ErrorNote error={error} />}
      <JobPanel jobs={jobs} now={now} />
      <h2>{words('catchUp.reports')}</h2>
      {reports?.length === 0 && <p className="hc-soft">{words('catchUp.none')}</p>}
      <ul className="hc-closing-reports">
        {reports?.map((report) => (
          <li key={report.jobId} className="hc-card" data-testid="catch-up-report">
            <Report report={report} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Report({ report }: { report: CatchUpReport }) {
  const words = useWords('closing');
  const { bulkAnswers, singleAnswers, moved, stillOpen, foreign, gaps } = report;
  const counts = (['bulk', 'single', 'moved', 'open', 'foreign'] as const)
    .map((key) => ({
      key,
      count: { bulk: bulkAnswers, single: singleAnswers, moved, open: stillOpen, foreign }[key],
    }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <p>
        <strong>{report.dates.map(iso).join(' · ')}</strong>{' '}
        <span className="hc-soft">
          {words(report.automatic ? 'catchUp.automatic' : 'catchUp.byHand')} · {dateTime(report.startedAt)}
        </span>
      </p>
      <p>
        {report.endedAt === null ? (
          words('catchUp.running')
        ) : (
          <strong className={gaps === 0 ? 'hc-closing-good' : 'hc-closing-bad'} data-gaps={gaps}>
            {gaps === 0 ? words('catchUp.gaps0') : words('catchUp.gaps', { count: gaps })}
          </strong>
        )}
      </p>
      {counts.length > 0 && (
        <p className="hc-soft">{counts.map(({ key, count }) => words(`catchUp.${key}`, { count })).join(' · ')}</p>
      )}
    </>
  );
}
