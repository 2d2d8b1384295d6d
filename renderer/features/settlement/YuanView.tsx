import { Button } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { SettlementView } from '../../../shared/contract/settlement.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import type { YuanPlace, YuanSource, YuanTerm } from '../../../shared/domain/yuan.ts';
import { dayText, finestYuan } from '../../app/amounts.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateSign } from '../reconciliation/OutcomeTag.tsx';
import { BatchLine } from './FormulaView.tsx';
import { TermRowsDialog } from './TermRowsDialog.tsx';

/** What made the day's money and where it is now; both sides are equal, and every term opens to its rows. */
export function YuanView(props: {
  view: SettlementView | null;
  error: ConsoleError | null;
  retry: () => void;
  day: BusinessDate;
}) {
  const words = useWords('settlement');
  const [opened, setOpened] = useState<{ kind: 'payment' | 'refund'; name: string } | null>(null);
  const [batches, setBatches] = useState(false);
  const { view, day } = props;
  if (props.error) return <ErrorNote error={props.error} onRetry={props.retry} />;
  if (!view) return null;
  const { yuan } = view;
  if (view.counts.payments + view.counts.refunds === 0 && yuan.batches.length === 0) {
    return <EmptyState title={words('noMoney', { day: dayText(day) })} detail={words('noMoneyDetail')} />;
  }
  const total = yuan.sources.reduce((sum, { millifen }) => sum + millifen, 0);
  const unexplained = yuan.places.find(({ key }) => key === 'unexplained')?.millifen ?? 0;
  const open = ({ rows }: YuanTerm<string>, name: string) => {
    if (rows === 'settlement') setBatches(true);
    else if (rows !== null) setOpened({ kind: rows === 'refunds' ? 'refund' : 'payment', name });
  };
  return (
    <section data-testid="yuan">
      <p className="hc-yuan-verdict" data-testid="yuan-verdict">
        <StateSign look={unexplained === 0 ? 'clear' : 'open'} />{' '}
        {unexplained === 0 ? words('sums') : words('unexplained', { amount: finestYuan(unexplained) })}
      </p>
      {view.feeUnknown > 0 && <p className="hc-soft">{words('feeUnknown', { count: view.feeUnknown })}</p>}
      <div className="hc-yuan">
        <Terms<YuanSource>
          title={words('sources')}
          terms={yuan.sources}
          total={total}
          nameOf={(key) => words(`source.${key}`)}
          helpOf={() => ''}
          onOpen={open}
        />
        <Terms<YuanPlace>
          title={words('places')}
          terms={yuan.places}
          total={total}
          nameOf={(key) => words(`place.${key}`)}
          helpOf={(key) => words(`placeHelp.${key}`, { due: dayText(yuan.dueOn) })}
          onOpen={open}
        />
      </div>
      {batches && view.batches.map((one) => <BatchLine key={`${one.runId}/${one.batch.line}`} settled={one} />)}
      {opened && <TermRowsDialog day={day} {...opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function Terms<Key extends string>(props: {
  title: string;
  terms: YuanTerm<Key>[];
  total: number;
  nameOf: (key: Key) => string;
  helpOf: (key: Key) => string;
  onOpen: (term: YuanTerm<Key>, name: string) => void;
}) {
  const words = useWords('settlement');
  return (
    <table className="hc-card hc-yuan-side">
      <caption>{props.title}</caption>
      <tbody>
        {props.terms.map((term) => {
          const name = props.nameOf(term.key);
          return (
            <tr
              key={term.key}
              className={term.millifen === 0 ? 'hc-yuan-zero' : undefined}
              data-testid={`yuan-${term.key}`}
            >
              <th scope="row">
                {name}
                {props.helpOf(term.key) !== '' && <span className="hc-soft">{props.helpOf(term.key)}</span>}
              </th>
              <td className="hc-figures">{finestYuan(term.millifen)}</td>
              <td>
                {term.millifen !== 0 && term.rows !== null && (
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${name}: ${words('rows')}`}
                    onClick={() => props.onOpen(term, name)}
                  >
                    {words('rows')}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words('total')}</th>
          <td className="hc-figures">¥{finestYuan(props.total)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
