import { Button } from 'antd';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { SettlementBatch, SettlementView } from '../../../shared/contract/settlement.ts';
import { dayText, finestYuan } from '../../app/amounts.ts';
import { useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { OriginalButton } from '../reconciliation/differences/OriginalButton.tsx';
import { StateSign } from '../reconciliation/OutcomeTag.tsx';

/** Trade − fee − refund + returned fee − not due − frozen = settlement, line by line of the settlements of a day. */
export function FormulaView(props: { view: SettlementView | null; error: ConsoleError | null; retry: () => void }) {
  const words = useWords('settlement');
  const go = useConsole((s) => s.go);
  const { view } = props;
  if (props.error) return <ErrorNote error={props.error} onRetry={props.retry} />;
  if (!view) return null;
  return (
    <section data-testid="formula">
      <p>{words('formula.lead')}</p>
      {view.batches.length === 0 ? (
        <EmptyState
          title={words('formula.none')}
          detail={words('formula.noneDetail')}
          action={
            <Button onClick={() => go('reconciliation', { reconciliation: 'statements' })}>
              {words('formula.toStatements')}
            </Button>
          }
        />
      ) : (
        view.batches.map((one) => <BatchLine key={`${one.runId}/${one.batch.line}`} settled={one} />)
      )}
    </section>
  );
}

/** One settlement line with its terms, what it states, and the way to its original bytes. */
export function BatchLine({ settled }: { settled: SettlementBatch }) {
  const words = useWords('settlement');
  const { batch, formula, runId } = settled;
  const trades = batch.trades_tie === null ? 'unknown' : batch.trades_tie ? 'yes' : 'no';
  return (
    <article className="hc-card hc-source" data-testid="batch">
      <h3>
        {words('formula.batch', {
          batch: batch.batch,
          from: dayText(batch.from),
          to: dayText(batch.to),
          on: dayText(batch.settled_on),
        })}
      </h3>
      <p className="hc-soft">
        {words(`formula.bank.${batch.bank}`)} · {words(`formula.trades.${trades}`)}
      </p>
      <table className="hc-figtable">
        <tbody>
          {formula.terms.map(({ key, millifen }) => (
            <tr key={key}>
              <th scope="row">{words(`formula.${key}`)}</th>
              <td>{finestYuan(millifen)}</td>
            </tr>
          ))}
          <tr className="hc-formula-sum">
            <th scope="row">{words('formula.computed')}</th>
            <td>{finestYuan(formula.computed)}</td>
          </tr>
          <tr>
            <th scope="row">{words('formula.stated')}</th>
            <td>{finestYuan(formula.stated)}</td>
          </tr>
          <tr>
            <th scope="row">{words('formula.difference')}</th>
            <td>
              <StateSign look={formula.difference === 0 ? 'clear' : 'open'} />{' '}
              {formula.difference === 0 ? words('formula.ties') : finestYuan(formula.difference)}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="hc-soft">
        {words('formula.source', { file: batch.file, line: batch.line })} <OriginalButton runId={runId} place={batch} />
      </p>
    </article>
  );
}
