import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { JobKind, JobView } from '../../shared/contract/jobs.ts';
import { call, useEvent } from '../app/api.ts';
import { roughDuration } from '../app/times.ts';
import { useWords } from '../app/words.ts';
import { announce } from './LiveRegion.tsx';
import './JobPanel.css';

/** The newest state of every job of these kinds that runs or ended while the view was on screen. */
export function useJobs(kinds: readonly JobKind[], onEnd?: (job: JobView) => void): JobView[] {
  const [jobs, setJobs] = useState<JobView[]>([]);
  const words = useWords('app');
  useEffect(() => {
    void call('jobs.list').then((answer) => {
      if (answer.ok) setJobs(answer.data.filter((job) => job.state === 'running'));
    });
  }, []);
  useEvent('job.changed', (job) => {
    setJobs((before) => [job, ...before.filter(({ id }) => id !== job.id)]);
    if (job.state === 'running') return;
    announce(`${words(`jobs.kind.${job.kind}`)} ${words(`jobs.state.${job.state}`)}`);
    if (kinds.includes(job.kind)) onEnd?.(job);
  });
  return jobs.filter((job) => kinds.includes(job.kind));
}

/** Running jobs with counts, the time that is left, and a way to stop each. Draws nothing while none runs. */
export function JobPanel(props: { jobs: JobView[]; now: number }) {
  const words = useWords('app');
  const running = props.jobs.filter((job) => job.state === 'running');
  if (running.length === 0) return null;
  return (
    <section className="hc-jobs" aria-label={words('jobs.title')}>
      {running.map((job) => (
        <div key={job.id} className="hc-job" data-testid="job">
          <span className="hc-job-name">
            {words(`jobs.kind.${job.kind}`)} {job.subject}
          </span>
          <Progress
            size="small"
            percent={job.total ? Math.floor((job.done / job.total) * 100) : 0}
            showInfo={false}
            status="active"
            aria-label={words(`jobs.kind.${job.kind}`)}
          />
          <span className="hc-job-count">{counts(job, props.now, words)}</span>
          <Button
            size="small"
            title={words('jobs.cancelHint')}
            onClick={() => void call('jobs.cancel', { id: job.id })}
          >
            {words('jobs.cancel')}
          </Button>
        </div>
      ))}
    </section>
  );
}

function counts(job: JobView, now: number, words: ReturnType<typeof useWords<'app'>>): string {
  if (job.total === null) return words('jobs.progressOpen', { done: job.done });
  const progress = words('jobs.progress', { done: job.done, total: job.total });
  const elapsed = now - job.startedAt;
  if (job.done === 0 || elapsed < 2_000) return progress;
  const { unit, count } = roughDuration((elapsed / job.done) * (job.total - job.done));
  return `${progress} · ${words('jobs.remaining', { time: words(`duration.${unit}`, { count }) })}`;
}
