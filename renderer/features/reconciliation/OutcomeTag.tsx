import type { DifferenceState } from '../../../shared/domain/difference.ts';
import type { DayState } from '../../../shared/domain/monthLock.ts';
import type { Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import { useWords } from '../../app/words.ts';

type Look = DayState | DifferenceState;

/** Sign and colour of each state; the word stands beside it. */
const signs: Record<Look, string> = {
  none: '○',
  noFile: '?',
  unread: '!',
  untied: '≠',
  open: '≠',
  explained: '≈',
  clear: '=',
  cleared: '=',
  resolved: '≈',
};

/** A sign that says without colour how a day or a difference stands. */
export function StateSign({ look }: { look: Look }) {
  return (
    <span className={`hc-sign hc-sign-${look}`} aria-hidden>
      {signs[look]}
    </span>
  );
}

export function DifferenceStateTag({ state }: { state: DifferenceState }) {
  const words = useWords('reconciliation');
  return (
    <span className="hc-recon-state">
      <StateSign look={state} /> {words(`state.${state}`)}
    </span>
  );
}

export function DayStateTag({ state }: { state: DayState }) {
  const words = useWords('reconciliation');
  return (
    <span className="hc-recon-state">
      <StateSign look={state} /> {words(`dayState.${state}`)}
    </span>
  );
}

/** What it is in words, with the code that the method and other people's papers use. */
export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const words = useWords('reconciliation');
  return (
    <span className="hc-outcome" title={outcome}>
      {words(`outcome.${outcome}`)} <code className="hc-soft">{outcome}</code>
    </span>
  );
}
