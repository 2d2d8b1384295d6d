import { useWords } from '../../app/words.ts';

export function ShiftsPage() {
  const words = useWords('shifts');
  return <h1>{words('title')}</h1>;
}
