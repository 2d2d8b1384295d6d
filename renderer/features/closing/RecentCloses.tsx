import { Button } from 'antd';
import type { CloseRecord } from '../../../shared/contract/closing.ts';
import { useConsole } from '../../app/store.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../components/Money.tsx';
import { ResultTag } from './ResultTag.tsx';

/** The latest closes, each with what may be done about its result: money that came all the same can be refunded. */
export function RecentCloses({ recent }: { recent: CloseRecord[] }) {
  const words = useWords('closing');
  const go = useConsole((s) => s.go);
  if (recent.length === 0) return null;
  return (
    <section className="hc-closing-recent" aria-label={words('recent.title')}>
      <h2>{words('recent.title')}</h2>
      <ul>
        {recent.map(({ payment, result, dueAt, requestNumber }) => (
          <li key={requestNumber} data-testid="recent-close" data-result={result}>
            <span className="hc-soft hc-figures">{clockTime(dueAt)}</span>
            <Money fen={payment.amount} currency />
            <ResultTag result={result} dueAt={dueAt} />
            {result === 'unknown' && <span className="hc-soft">{words('recent.whenUnknown')}</span>}
            {result === 'paidWhileClosing' && (
              <Button
                size="small"
                type="primary"
                data-testid="refund-offer"
                onClick={() => go('refunds', { paymentId: payment.id })}
              >
                {words('recent.refund')}
              </Button>
            )}
            <Button size="small" type="link" onClick={() => go('transactions', { paymentId: payment.id })}>
              {words('recent.details')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
