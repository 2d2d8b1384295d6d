import './explain.css';
import { useWords } from '../../app/words.ts';
import { useExplain, type Topic } from './explainStore.ts';

/** A `?` beside a state or a code. `what` names it for a screen reader. */
export function ExplainButton(props: { topic: Topic; what: string }) {
  const words = useWords('explain');
  const explain = useExplain((s) => s.explain);
  const label = words('open', { what: props.what });
  return (
    <button
      type="button"
      className="hc-explain-button"
      aria-label={label}
      title={label}
      data-testid="explain"
      onClick={(event) => {
        event.stopPropagation();
        explain(props.topic);
      }}
    >
      ?
    </button>
  );
}
