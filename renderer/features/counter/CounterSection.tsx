import './counter.css';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ListenerCard } from './ListenerCard.tsx';
import { PageCard } from './PageCard.tsx';
import { PlatesCard } from './PlatesCard.tsx';
import { SecretsCard } from './SecretsCard.tsx';
import { useCounter } from './useCounter.ts';

/** Settings › notifications and the shop's own payment page. */
export function CounterSection() {
  const { view, error, change, dropError } = useCounter();
  return (
    <div className="hc-counter">
      {error && <ErrorNote error={error} onClose={dropError} />}
      {view && (
        <>
          <ListenerCard view={view} change={change} />
          <PlatesCard view={view} change={change} />
          <PageCard key={JSON.stringify(view.page)} view={view} change={change} />
          <SecretsCard view={view} change={change} />
        </>
      )}
    </div>
  );
}
