import { SearchOutlined } from '@ant-design/icons';
import { useEffect } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { SearchHit } from '../../../shared/contract/payments.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { matchedPart } from './matchedPart.ts';
import { useTransactions } from './transactionsStore.ts';

/** The beginnings and ends of numbers are searched from this many characters on. */
const SHORTEST = 4;

/** As many hits as one search gives. */
const MOST = 50;

export function hitId(hit: SearchHit): string {
  return `hc-hit-${hit.payment.id}`;
}

/** What a number was found in: each hit with the number that matched, and the matching part marked. */
export function SearchHits(props: {
  text: string;
  hits: SearchHit[] | null;
  error: ConsoleError | null;
  answeredFor: string;
}) {
  const words = useWords('transactions');
  const numbers = useWords('payments');
  const { activeId, openDetails } = useTransactions();
  const { hits, error, text, answeredFor } = props;
  const done = hits !== null && answeredFor === text;

  useEffect(() => {
    if (done) announce(words('search.hits', { count: hits.length }));
  }, [done, hits, words]);

  if (error) return <ErrorNote error={error} />;
  if (hits === null) return null;
  if (hits.length === 0) {
    return (
      <EmptyState
        icon={<SearchOutlined />}
        title={words('search.none', { text: answeredFor })}
        detail={words(answeredFor.length < SHORTEST ? 'search.short' : 'search.noneHint')}
      />
    );
  }
  return (
    <div className="hc-hits">
      <p className="hc-hits-count">
        {words(hits.length < MOST ? 'search.hits' : 'search.atMost', { count: hits.length })}{' '}
        <span className="hc-soft">{words('search.keys')}</span>
      </p>
      <div id="hc-hits" role="listbox" tabIndex={-1} aria-label={words('search.label')}>
        {hits.map((hit) => {
          const { payment } = hit;
          const [before, match, after] = matchedPart(hit.text, answeredFor);
          return (
            <div
              key={payment.id}
              id={hitId(hit)}
              role="option"
              aria-selected={payment.id === activeId}
              data-testid="transaction-row"
              data-id={payment.id}
              className="hc-hit"
              onClick={() => openDetails(payment.id)}
            >
              <span className="hc-hit-number">
                <span className="hc-soft">{numbers(`number.${hit.number}`)}</span>
                <span className="hc-figures">
                  {before}
                  <mark>{match}</mark>
                  {after}
                </span>
              </span>
              <span className="hc-hit-state">
                <StatusTag state={payment.state} alert={payment.alert} />
              </span>
              <Money fen={payment.amount} currency />
              <span className="hc-figures hc-soft">{dateTime(payment.createdAt)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
