import { ExperimentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../shared/contract/errors.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { call } from './api.ts';
import { useWords } from './words.ts';

/** Says on every view that no real money moves, and holds the way out. */
export function PracticeStrip() {
  const words = useWords('app');
  const [error, setError] = useState<ConsoleError | null>(null);
  const leave = async () => {
    const answer = await call('practice.leave');
    setError(answer.ok ? null : answer.error);
  };
  return (
    <>
      <aside className="hc-practice" aria-label={words('practice.strip')}>
        <ExperimentOutlined aria-hidden />
        <strong>{words('practice.strip')}</strong>
        <span className="hc-practice-detail">{words('practice.detail')}</span>
        <Button size="small" onClick={() => void leave()}>
          {words('practice.leave')}
        </Button>
      </aside>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </>
  );
}
