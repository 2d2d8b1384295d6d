import { useEffect, useEffectEvent, useState } from 'react';
import type { CounterView } from '../../../shared/contract/counter.ts';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import { call, useEvent } from '../../app/api.ts';

/** The counter's state as the main process has it, and a way to change it that keeps what went wrong. */
export function useCounter() {
  const [view, setView] = useState<CounterView | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);

  const take = (answer: Answered<CounterView>) => (answer.ok ? setView(answer.data) : setError(answer.error));
  const took = useEffectEvent(take);
  useEffect(() => {
    void call('counter.view').then((answer) => took(answer));
  }, []);
  const read = () => void call('counter.view').then(take);
  useEvent('counter.changed', read);
  useEvent('app.changed', read);

  /** Whether it was done. */
  async function change(done: Promise<Answered<unknown>>): Promise<boolean> {
    const answer = await done;
    setError(answer.ok ? null : answer.error);
    return answer.ok;
  }

  return { view, error, change, dropError: () => setError(null) };
}

/** Makes a change and tells whether it was done; what went wrong is shown above. */
export type Change = ReturnType<typeof useCounter>['change'];
