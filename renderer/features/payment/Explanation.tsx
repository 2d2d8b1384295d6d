import './Explanation.css';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { useWords } from '../../app/words.ts';
import { Advice } from '../../components/Advice.tsx';
import { ExplainButton } from '../explain/ExplainButton.tsx';
import type { Situation } from './explain.ts';

/** What to do in a situation, whether it may still change, what never to do and who to call; with the gateway's code where one failed. */
export function Explanation(props: { situation: Situation; detail: PaymentDetail | null }) {
  const words = useWords('payments');
  const { situation, detail } = props;
  const failureCode = detail?.payment.failureCode;
  return (
    <dl className="hc-explain">
      {failureCode && (
        <div>
          <dt>{words('explain.advice')}</dt>
          <dd>
            <code>{failureCode}</code> {detail.payment.failureText}{' '}
            <ExplainButton
              topic={{ kind: 'code', code: failureCode, text: detail.payment.failureText ?? '' }}
              what={failureCode}
            />
            {detail.advice && <Advice of={detail.advice} className="hc-explain-advice" />}
          </dd>
        </div>
      )}
      <div>
        <dt>{words('explain.todo')}</dt>
        <dd>{words(`explain.${situation}.todo`)}</dd>
      </div>
      <div>
        <dt>{words('explain.mayChange')}</dt>
        <dd>{words(`explain.${situation}.mayChange`)}</dd>
      </div>
      <div className="hc-explain-never">
        <dt>{words('explain.never')}</dt>
        <dd>{words(`explain.${situation}.never`)}</dd>
      </div>
      <div>
        <dt>{words('explain.call')}</dt>
        <dd>{words(`explain.${situation}.call`)}</dd>
      </div>
    </dl>
  );
}
