import { useWords } from '../../app/words.ts';
import { StatementsPanel } from '../statements/StatementsPanel.tsx';

export function ReconciliationPage() {
  const words = useWords('reconciliation');
  return (
    <div style={{ height: '100%', overflow: 'auto', padding: 16 }}>
      <h1 className="hc-hidden">{words('title')}</h1>
      <StatementsPanel />
    </div>
  );
}
