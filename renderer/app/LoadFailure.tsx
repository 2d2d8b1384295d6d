import type { ConsoleError } from '../../shared/contract/errors.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';

/** The main process did not say how things stand; nothing else can be shown. */
export function LoadFailure(props: { error: ConsoleError; onRetry: () => void }) {
  return (
    <main className="hc-centered">
      <ErrorNote error={props.error} onRetry={props.onRetry} />
    </main>
  );
}
