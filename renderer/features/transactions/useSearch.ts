import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { SearchHit } from '../../../shared/contract/payments.ts';
import { call, useEvent } from '../../app/api.ts';

const TYPING_MS = 100;

/** Finds payments by any of their numbers as the number is typed; `hits` is `null` until the first answer. */
export function useSearch(text: string): { hits: SearchHit[] | null; error: ConsoleError | null; answeredFor: string } {
  const [answer, setAnswer] = useState<{ text: string; hits: SearchHit[]; error: ConsoleError | null } | null>(null);
  const [turn, setTurn] = useState(0);
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') return setAnswer(null);
    let gone = false;
    const timer = setTimeout(async () => {
      const found = await call('payments.search', { text: wanted });
      if (gone) return;
      setAnswer({ text: wanted, hits: found.ok ? found.data : [], error: found.ok ? null : found.error });
    }, TYPING_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, turn]);

  useEvent('payment.changed', ({ id }) => {
    if (answer?.hits.some((hit) => hit.payment.id === id)) setTurn((n) => n + 1);
  });

  return { hits: answer?.hits ?? null, error: answer?.error ?? null, answeredFor: answer?.text ?? '' };
}
