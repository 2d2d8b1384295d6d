import { useCallback, useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { StatementsOverview, StatementView } from '../../../shared/contract/statements.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { call, useEvent } from '../../app/api.ts';

/** How long after a change things are read again, so that a run of changes is read once. */
const SETTLE_MS = 80;
/** The plan says what time it is. */
const ANEW_MS = 30_000;

export interface StatementsData {
  overview: StatementsOverview | null;
  /** Of the period, or what came last. */
  files: StatementView[];
  error: ConsoleError | null;
  reload: () => void;
}

/** The month's overview and the files of a period (`null`: those that came last), kept up to date. */
export function useStatements(month: StatementPeriod, period: StatementPeriod | null): StatementsData {
  const [overview, setOverview] = useState<StatementsOverview | null>(null);
  const [files, setFiles] = useState<StatementView[]>([]);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [count, setCount] = useState(0);
  const reload = useCallback(() => setCount((n) => n + 1), []);

  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      async () => {
        const [seen, list] = await Promise.all([
          call('statements.overview', { month }),
          call('statements.list', { period }),
        ]);
        if (!current) return;
        if (seen.ok) setOverview(seen.data);
        if (list.ok) setFiles(list.data);
        setError(seen.ok ? (list.ok ? null : list.error) : seen.error);
      },
      count === 0 ? 0 : SETTLE_MS,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [month, period, count]);
  useEffect(() => {
    const timer = setInterval(reload, ANEW_MS);
    return () => clearInterval(timer);
  }, [reload]);
  useEvent('statements.changed', reload);
  useEvent('app.changed', reload);

  return { overview, files, error, reload };
}
