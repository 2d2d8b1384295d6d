import { Button } from 'antd';
import { useState } from 'react';
import type { PlannedWait, StatementsOverview } from '../../../shared/contract/statements.ts';
import { isMonthly, isReadyTimeKnown, readyMinutes } from '../../../shared/domain/statement.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { minutesText, momentText, periodText } from './times.ts';

/** Sentences shown before one has to ask for more. */
const SHOWN = 3;

/** What is waited for and why, and what the day's queries have left: whole sentences. */
export function PlanAccount(props: { overview: StatementsOverview }) {
  const { waits, quota, now, readyAtOnce } = props.overview;
  const words = useWords('statements');
  const [all, setAll] = useState(false);
  const shown = all ? waits : waits.slice(0, SHOWN);
  return (
    <section className="hc-stm-plan" aria-label={words('plan.title')} data-testid="statement-plan">
      <ul>
        {waits.length === 0 && <li>{words('plan.idle')}</li>}
        {shown.map((wait) => (
          <li key={`${wait.kind} ${wait.period}`}>
            <Sentence wait={wait} now={now} />
            <Button
              size="small"
              type="link"
              aria-label={words('plan.forgetLabel', {
                kind: words(`kind.${wait.kind}`),
                period: periodText(wait.period),
              })}
              onClick={() => void call('statements.forget', { kind: wait.kind, period: wait.period })}
            >
              {words('plan.forget')}
            </Button>
          </li>
        ))}
      </ul>
      {waits.length > SHOWN && (
        <Button size="small" type="link" onClick={() => setAll(!all)}>
          {all ? words('plan.less') : words('plan.more', { count: waits.length - SHOWN })}
        </Button>
      )}
      <p className="hc-stm-quota" title={words('plan.limitNote')} data-testid="statement-quota">
        <span className="hc-stm-dots" aria-hidden="true">
          {Array.from({ length: quota.limit }, (_, n) => (
            <i key={n} className={quota.usedUp || n < quota.used ? 'hc-stm-dot-used' : ''} />
          ))}
        </span>
        {words('plan.used', { used: quota.used, limit: quota.limit })}
        {quota.usedUp && ` ${words('plan.usedUp')}`}
      </p>
      {readyAtOnce && <p className="hc-stm-soft">{words('plan.practice')}</p>}
    </section>
  );
}

function Sentence({ wait, now }: { wait: PlannedWait; now: Instant }) {
  const words = useWords('statements');
  const kind = words(`kind.${wait.kind}`);
  const at = momentText(wait.plannedAt, now);
  const period = periodText(wait.period);
  switch (wait.reason) {
    case 'ready':
      return (
        <span>
          {words('plan.ready', {
            kind,
            every: words(isMonthly(wait.kind) ? 'plan.everyMonth' : 'plan.everyDay'),
            time: minutesText(readyMinutes[wait.kind]),
            now: momentText(now, now),
            at,
          })}
          {!isReadyTimeKnown(wait.kind) && ` ${words('plan.assumed')}`}
        </span>
      );
    case 'retry':
      return (
        <span>
          {words('plan.retry', { kind, period, at, problem: words(`problem.${wait.problem ?? 'noAnswer'}`) })}
        </span>
      );
    case 'now':
      return <span>{words('plan.now', { kind, period })}</span>;
    default:
      return <span>{words(`plan.${wait.reason}`, { kind, period, at })}</span>;
  }
}
