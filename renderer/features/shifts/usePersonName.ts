import { useCallback } from 'react';
import type { PersonName } from '../../../shared/domain/shift.ts';
import { useWords } from '../../app/words.ts';

/** Names somebody; in a shop without operators that is the owner. */
export function usePersonName(): (person: PersonName) => string {
  const words = useWords('operators');
  return useCallback(({ id, name }: PersonName) => (id === null ? words('soleOwner') : name), [words]);
}
