import { useState } from 'react';
import type { Answered, ConsoleError } from '../../shared/contract/errors.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import { call, useEvent } from '../app/api.ts';
import { useEverySecond } from '../app/useNow.ts';
import { useWords } from '../app/words.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { JobPanel } from './JobPanel.tsx';
import { announce } from './LiveRegion.tsx';

/** A file that a job writes, from the question for its place to the word that it was saved and checked. */
export function useSavedFile() {
  const words = useWords('app');
  const [file, setFile] = useState<{ job: JobView; path: string } | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const follow = (job: JobView, path: string) => {
    setFile({ job, path });
    if (job.state === 'failed') setError({ code: job.error ?? 'internal', supportId: '' });
    if (job.state === 'done') announce(words('savedFile.done', { count: job.done, path }));
  };
  useEvent('job.changed', (job) => {
    if (job.id === file?.job.id) follow(job, file.path);
  });
  return {
    file,
    error,
    /** Takes up what was started; `null` when the person closed the dialog. */
    async save(started: Promise<Answered<{ job: JobView; path: string } | null>>): Promise<void> {
      setError(null);
      const answer = await started;
      if (!answer.ok) return setError(answer.error);
      if (answer.data === null) return;
      const { job, path } = answer.data;
      // A short file may be done before this is: its end was told already.
      const jobs = await call('jobs.list');
      follow((jobs.ok && jobs.data.find(({ id }) => id === job.id)) || job, path);
    },
    forget: () => setError(null),
  };
}

/** How far the file is, or what has become of it. */
export function SavedFileNote({ file, error, forget }: ReturnType<typeof useSavedFile>) {
  const words = useWords('app');
  if (error) return <ErrorNote error={error} onClose={forget} />;
  if (!file) return null;
  if (file.job.state === 'running') return <Running job={file.job} />;
  if (file.job.state !== 'done') return null;
  return (
    <p className="hc-saved" role="status" data-testid="export-said">
      {words('savedFile.done', { count: file.job.done, path: file.path })}
    </p>
  );
}

/** Its own component, so that only it is drawn anew each second. */
function Running({ job }: { job: JobView }) {
  return <JobPanel jobs={[job]} now={useEverySecond()} />;
}
