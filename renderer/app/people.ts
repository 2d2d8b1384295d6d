import { useMemo } from 'react';
import { useApp } from './store.ts';
import { useWords } from './words.ts';

/** Somebody's name by their id; without one it was the owner of a shop without operators. */
export type NameOf = (id: string | null) => string;

/** Names people, those who have left as well; whatever is nobody's id stays as it is. */
export function useNameOf(): NameOf {
  const words = useWords('operators');
  const { operators, formerOperators } = useApp();
  return useMemo(() => {
    const names = new Map([...formerOperators, ...operators].map(({ id, name }) => [id, name]));
    return (id) => (id === null ? words('soleOwner') : (names.get(id) ?? id));
  }, [words, operators, formerOperators]);
}
