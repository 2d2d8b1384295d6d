import type { DayView } from '../../../../shared/contract/reconciliation.ts';
import type { FeeAudit } from '../../../../shared/domain/reconciliation/run.ts';
import { finestYuan, signedYuan } from '../../../app/amounts.ts';
import { useWords } from '../../../app/words.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { OriginalButton } from '../differences/OriginalButton.tsx';
import { StateSign } from '../OutcomeTag.tsx';

type Run = NonNullable<DayView['run']>;

/** Which rate and rounding explain each channel's fees, and the lines that they do not explain. */
export function FeeAudits({ run }: { run: Run }) {
  const words = useWords('reconciliation');
  const audits = run.summary.totals.fee_audit;
  if (audits.length === 0) return <EmptyState title={words('fees.title')} detail={words('fees.none')} />;
  return (
    <section className="hc-recon-scroll" aria-label={words('fees.title')}>
      {audits.map((audit) => (
        <Audit key={`${audit.leg}/${audit.channel}/${audit.rate_ppm}`} audit={audit} runId={run.id} />
      ))}
    </section>
  );
}

function Audit({ audit, runId }: { audit: FeeAudit; runId: string }) {
  const words = useWords('reconciliation');
  const rate = audit.rate_ppm === null ? words('fees.noRate') : `${audit.rate_ppm / 10_000} %`;
  return (
    <article className="hc-card hc-source">
      <h3>
        <StateSign look={audit.misfit_count === 0 && audit.rate_ppm !== null ? 'clear' : 'open'} /> {audit.channel} ·{' '}
        {rate} <span className="hc-soft">· {words(`fees.source.${audit.rate_source}`)}</span>
      </h3>
      <p className="hc-figures">
        {words('fees.lines')} {audit.lines} · {words('fees.charged')} ¥{finestYuan(audit.charged_millifen)}
      </p>
      <table className="hc-figtable">
        <thead>
          <tr>
            <th scope="col">{words('fees.rule')}</th>
            <th scope="col">{words('fees.explained')}</th>
          </tr>
        </thead>
        <tbody>
          {audit.rules.map(({ rule, explained }) => (
            <tr key={rule}>
              <th scope="row">
                {words(`fees.rules.${rule}`)}
                {rule === audit.best && ' ✓'}
              </th>
              <td>
                {explained} / {audit.lines}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {audit.misfit_count > 0 && (
        <>
          <h4>
            {words('fees.misfits')} · {audit.misfit_count}
          </h4>
          <ul className="hc-misfits">
            {audit.misfits.map((line) => (
              <li key={`${line.file}/${line.entry}/${line.line}`}>
                <span>{words('panel.place', { file: line.file, line: line.line })}</span>
                <span className="hc-figures">
                  ¥{signedYuan(line.amount_fen)} · {words('export.column.charged')} ¥{finestYuan(line.fee_millifen)} ·{' '}
                  {words('export.column.expected')} ¥{finestYuan(line.expected_millifen)}
                </span>
                <OriginalButton runId={runId} place={line} />
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
