import { useWords } from '../../app/words.ts';

export function SettlementPage() {
  const words = useWords('settlement');
  return <h1>{words('title')}</h1>;
}
