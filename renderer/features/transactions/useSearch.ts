import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { SearchHit } from '../../../shared/contract/payments.ts';
import { call, useEvent } from '../../app/api.ts';

const TYPING_MS = 30;

/** What a search has found: for which text, and in which order; `hits` is `null` until the first answer. */
export interface Found {
  hits: SearchHit[] | null;
  error: ConsoleError | null;
  answeredFor: string;
}

const nothing: Found = { hits: null, error: null, answeredFor: '' };

/** Finds payments by any of their numbers as the number is typed, and again when one that was found changes. */
export function useSearch(text: string): Found {
  const [found, setFound] = useState(nothing);
  /** Answers may overtake each other; only the newest question's counts. */
  const asked = useRef(0);
  const wanted = text.trim();

  const find = useCallback(async (what: string) => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await call('payments.search', { text: what });
    if (mine !== asked.current) return;
    setFound({ hits: answer.ok ? answer.data : [], error: answer.ok ? null : answer.error, answeredFor: what });
  }, []);

  useEffect(() => {
    if (wanted === '') return undefined;
    const timer = setTimeout(() => void find(wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted, find]);

  useEvent('payment.changed', ({ id }) => {
    if (found.hits?.some((hit) => hit.payment.id === id)) void find(found.answeredFor);
  });

  return wanted === '' ? nothing : found;
}
