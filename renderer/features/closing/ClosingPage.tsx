import { useWords } from '../../app/words.ts';

export function ClosingPage() {
  const words = useWords('closing');
  return <h1>{words('title')}</h1>;
}
