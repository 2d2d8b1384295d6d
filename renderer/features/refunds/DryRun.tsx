import { InfoCircleOutlined } from '@ant-design/icons';
import type { RefundPreview } from '../../../shared/contract/refunds.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../components/Money.tsx';
import { dayToIso } from '../transactions/filterModel.ts';

/** What the refund would do, before anything is sent: balances, fee, who pays, who confirms, and the exact request. */
export function DryRun({ run }: { run: RefundPreview }) {
  const words = useWords('refunds');
  return (
    <section className="hc-dry" aria-label={words('dry.title')} data-testid="dry-run">
      <h3>{words('dry.title')}</h3>
      <dl className="hc-facts hc-facts-money">
        <div>
          <dt>{words('dry.before')}</dt>
          <dd data-testid="dry-before">
            <Money fen={run.balance.refundable} currency />
          </dd>
        </div>
        <div>
          <dt>{words('dry.after')}</dt>
          <dd data-testid="dry-after">
            <Money fen={run.after} currency />
          </dd>
        </div>
        <div>
          <dt>{words('dry.fee')}</dt>
          <dd data-testid="dry-fee">
            {run.returnedFee === null ? (
              <span className="hc-soft">{words('dry.feeUnknown')}</span>
            ) : (
              <Money fen={run.returnedFee} currency />
            )}
          </dd>
        </div>
        <div>
          <dt>{words('dry.cost')}</dt>
          <dd>
            <Money fen={run.cost ?? run.amount} currency />
          </dd>
        </div>
      </dl>
      <p className="hc-soft">
        {words(run.settled === 'no' ? 'dry.settledNo' : 'dry.settledProbably')}
        {' · '}
        {words('dry.settlement', { date: dayToIso(run.settlementDate) })}
      </p>
      <p className="hc-dry-who" data-testid="dry-level" data-level={run.level}>
        <strong>{words('dry.who')}</strong> {whoConfirms(run, words)}{' '}
        <span className="hc-soft">{words('dry.level', { level: run.level })}</span>
      </p>
      {run.reasons.length > 0 && (
        <ul className="hc-dry-reasons">
          {run.reasons.map((reason) => (
            <li key={reason}>{words(`reasons.${reason}`)}</li>
          ))}
        </ul>
      )}
      {run.notices.map((notice) => (
        <p key={notice} className="hc-dry-notice">
          <InfoCircleOutlined aria-hidden /> {words(`notices.${notice}`)}
        </p>
      ))}
      <details className="hc-dry-fields">
        <summary>{words('dry.fields')}</summary>
        <code>POST {run.path}</code>
        <dl>
          {run.fields.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function whoConfirms(run: RefundPreview, words: ReturnType<typeof useWords<'refunds'>>): string {
  if (run.secondPerson) return words('dry.second');
  return words(run.level >= 3 ? 'dry.aloneAnyway' : 'dry.alone');
}
