import './Advice.css';
import { advice, type AdviceKey } from '../../shared/i18n/advice.ts';
import { adviceSteps } from '../../shared/i18n/adviceSteps.ts';
import { useLanguage } from '../app/words.ts';

/** What to do about a code of the gateway's: one sentence, and the steps where the case is a known one. */
export function Advice(props: { of: AdviceKey; className?: string }) {
  const language = useLanguage();
  const steps = adviceSteps[props.of]?.[language];
  return (
    <>
      <p className={props.className}>{advice[props.of][language]}</p>
      {steps && (
        <ol className="hc-advice-steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </>
  );
}
