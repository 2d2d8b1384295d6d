import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { offered, useWays } from './waysStore.ts';

/** How the next payment is to be paid; nothing to see where there is only one way. */
export function WayChooser(props: { focusAmount: () => void }) {
  const words = useWords('collect');
  const { view, choose } = useWays();
  const all = offered(view);
  if (!view || all.length < 2) return null;
  return (
    <fieldset className="hc-choices">
      <legend className="hc-pad-label">{words('way.label')}</legend>
      <div className="hc-choices-list">
        {all.map((choice) => (
          <label key={choice} className="hc-choice" data-chosen={choice === view.choice}>
            <input
              type="radio"
              name="hc-way"
              // Chosen by the mouse or by `+`; the keyboard stays with the amount.
              tabIndex={-1}
              onClick={props.focusAmount}
              data-testid={`way-${choice}`}
              checked={choice === view.choice}
              onChange={() => {
                void choose(choice);
                announce(words('way.changed', { way: words(`way.${choice}`) }));
              }}
            />
            {words(`way.${choice}`)}
          </label>
        ))}
      </div>
      {view.settings.paymentCodes && <p className="hc-choices-code">{words('way.code')}</p>}
    </fieldset>
  );
}
