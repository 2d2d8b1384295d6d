import { useWords } from '../../app/words.ts';

export function ReconciliationPage() {
  const words = useWords('reconciliation');
  return <h1>{words('title')}</h1>;
}
