import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answered, ConsoleError } from '../../shared/contract/errors.ts';
import { useEvent } from './api.ts';

/** One record with its timeline, as a panel or dialog shows it. */
export interface ReadDetail<T> {
  /** `null` until the first answer for this record. */
  detail: T | null;
  error: ConsoleError | null;
  /** Takes the detail that an action returned. */
  take: (detail: T) => void;
  read: () => Promise<void>;
}

/** How one kind of record is read; lives outside of components, so that it stays the same between renders. */
export interface DetailSource<T> {
  ask: (id: string) => Promise<Answered<T>>;
  idOf: (detail: T) => string;
  topic: 'payment.changed' | 'refund.changed';
}

/** Reads a record, and reads it anew whenever its topic says that it changed. */
export function useDetail<T>({ ask, idOf, topic }: DetailSource<T>, id: string | null): ReadDetail<T> {
  const [seen, setSeen] = useState<{ id: string; detail: T | null; error: ConsoleError | null } | null>(null);
  /** Answers may overtake each other; only the newest question's counts. */
  const asked = useRef(0);

  const read = useCallback(async () => {
    if (id === null) return;
    asked.current += 1;
    const mine = asked.current;
    const answer = await ask(id);
    if (mine !== asked.current) return;
    setSeen((before) => ({
      id,
      detail: answer.ok ? answer.data : before?.id === id ? before.detail : null,
      error: answer.ok ? null : answer.error,
    }));
  }, [ask, id]);

  useEffect(() => void read(), [read]);
  useEvent(topic, (event) => {
    if (event.id === id) void read();
  });

  const take = useCallback(
    (detail: T) => {
      asked.current += 1;
      setSeen({ id: idOf(detail), detail, error: null });
    },
    [idOf],
  );

  const current = seen?.id === id ? seen : null;
  return { detail: current?.detail ?? null, error: current?.error ?? null, take, read };
}
