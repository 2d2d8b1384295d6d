import type { DayView } from '../../../../shared/contract/reconciliation.ts';
import type { Outcome } from '../../../../shared/domain/reconciliation/outcome.ts';
import type { CountAndSum, LegTotals } from '../../../../shared/domain/reconciliation/run.ts';
import { finestYuan, signedYuan } from '../../../app/amounts.ts';
import { labelled, useWords } from '../../../app/words.ts';
import { StateSign } from '../OutcomeTag.tsx';

type Run = NonNullable<DayView['run']>;

/** Both sides of each leg with their groups, which must add up to the whole, and how open items were carried on. */
export function DayTotals({ run }: { run: Run }) {
  const words = useWords('reconciliation');
  const { totals } = run.summary;
  const { opening, new: added, cleared, closing } = run.differences;
  return (
    <section className="hc-recon-scroll" aria-label={words('totals.title')}>
      <p className="hc-figures">
        {labelled(words('totals.openItems'), words('totals.rollForward', { opening, added, cleared, closing }))}
      </p>
      {totals.legs.map((leg) => (
        <Leg key={leg.leg} leg={leg} />
      ))}
    </section>
  );
}

function Leg({ leg }: { leg: LegTotals }) {
  const words = useWords('reconciliation');
  const names = [
    ...new Set([...Object.keys(leg.ledger.by_outcome), ...Object.keys(leg.statement.by_outcome)]),
  ] as (keyof LegTotals['ledger']['by_outcome'])[];
  const sides = [leg.ledger, leg.statement];
  return (
    <>
      <h3>
        {words(`leg.${leg.leg}`)} <StateSign look={leg.ties ? 'clear' : 'untied'} />{' '}
        <span className="hc-soft">{words(leg.ties ? 'totals.ties' : 'totals.untied')}</span>
      </h3>
      <table className="hc-figtable">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">{words('totals.ledger')}</th>
            <th scope="col">{words('totals.statement')}</th>
          </tr>
        </thead>
        <tbody>
          {(['payments', 'refunds'] as const).map((kind) => (
            <tr key={kind}>
              <th scope="row">{words(`totals.${kind}`)}</th>
              {sides.map((side, i) => (
                // oxlint-disable-next-line react/no-array-index-key -- two sides, always in this order
                <Sum key={i} sum={side[kind]} />
              ))}
            </tr>
          ))}
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{groupName(name, words)}</th>
              {sides.map((side, i) => (
                // oxlint-disable-next-line react/no-array-index-key -- two sides, always in this order
                <Sum key={i} sum={side.by_outcome[name as Outcome]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {leg.fees.compared > 0 && (
        <p className="hc-soft hc-figures">
          {words('totals.fees', {
            difference: finestYuan(leg.fees.difference_millifen),
            limit: finestYuan(leg.fees.limit_millifen),
          })}
          {leg.fees.one_sided && ` · ${words('totals.oneSided')}`}
        </p>
      )}
    </>
  );
}

function Sum({ sum }: { sum: CountAndSum | undefined }) {
  return <td>{sum ? `${sum.count} · ¥${signedYuan(sum.sum_fen)}` : '—'}</td>;
}

function groupName(
  name: keyof LegTotals['ledger']['by_outcome'],
  words: ReturnType<typeof useWords<'reconciliation'>>,
): string {
  if (name === 'OTHER-DAY') return words('totals.otherDay');
  if (name === 'NOT-DUE') return words('totals.notDue');
  if (name === 'OTHER-LEG') return words('totals.otherLeg');
  return words(`outcome.${name}`);
}
