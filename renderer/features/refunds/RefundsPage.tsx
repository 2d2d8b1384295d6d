import { useWords } from '../../app/words.ts';

export function RefundsPage() {
  const words = useWords('refunds');
  return <h1>{words('title')}</h1>;
}
