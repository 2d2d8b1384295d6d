import { Button, Tooltip } from 'antd';
import type { StatementCell, StatementDay } from '../../../shared/contract/statements.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { statementKinds, type StatementKind, type StatementPeriod } from '../../../shared/domain/statement.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { StateMark } from './StateMark.tsx';
import { kindsFor, periodText } from './times.ts';

/** Kinds that are shown before they were ever asked for. */
const USUAL: readonly StatementKind[] = ['trade', 'settlement', 'tradeMonth', 'settlementMonth'];

/** One day or month: each kind's state in words, and what can be done about it. */
export function DayCard(props: {
  period: StatementPeriod;
  day: StatementDay | undefined;
  onError: (error: ConsoleError | null) => void;
}) {
  const { period, day } = props;
  const words = useWords('statements');
  const known = day?.cells ?? [];
  const usual = kindsFor(period, USUAL).filter((kind) => !known.some((cell) => cell.kind === kind));
  const rest = kindsFor(period, statementKinds).filter(
    (kind) => !usual.includes(kind) && !known.some((cell) => cell.kind === kind),
  );

  const fetch = async (kinds: StatementKind[]) => {
    const answer = await call('statements.fetch', { kinds, period });
    props.onError(answer.ok ? null : answer.error);
  };
  const regenerate = async (kind: StatementKind) => {
    const answer = await call('statements.regenerate', { kind, period });
    props.onError(answer.ok ? null : answer.error);
  };
  const missing = [...usual, ...known.filter(({ state }) => state === 'failed').map(({ kind }) => kind)];
  return (
    <section className="hc-stm-daycard" aria-label={words('day.title', { date: periodText(period) })}>
      <header>
        <h2>{words('day.title', { date: periodText(period) })}</h2>
        {missing.length > 0 && (
          <Tooltip title={words('action.fetchHint')}>
            <Button type="primary" data-testid="fetch-day" onClick={() => void fetch(missing)}>
              {words(period.length === 6 ? 'action.fetchMonth' : 'action.fetchDay')}
            </Button>
          </Tooltip>
        )}
      </header>
      <ul className="hc-stm-kinds">
        {known.map((cell) => (
          <li key={cell.kind} data-testid={`statement-${cell.kind}`}>
            <span className="hc-stm-kind">{words(`kind.${cell.kind}`)}</span>
            <StateMark state={cell.state} />
            <span className="hc-stm-detail">{detailOf(cell, words)}</span>
            <span className="hc-stm-acts">
              {cell.state !== 'waiting' && cell.state !== 'generating' && (
                <Tooltip title={words('action.fetchHint')}>
                  <Button size="small" onClick={() => void fetch([cell.kind])}>
                    {words(cell.versions > 0 ? 'action.fetchAgain' : 'action.fetch')}
                  </Button>
                </Tooltip>
              )}
              {(cell.versions > 0 || cell.problem === 'taskFailed') && (
                <Tooltip title={words('action.regenerateHint')}>
                  <Button
                    size="small"
                    disabled={cell.state === 'generating'}
                    onClick={() => void regenerate(cell.kind)}
                  >
                    {words('action.regenerate')}
                  </Button>
                </Tooltip>
              )}
            </span>
          </li>
        ))}
        {usual.map((kind) => (
          <li key={kind} data-testid={`statement-${kind}`}>
            <span className="hc-stm-kind">{words(`kind.${kind}`)}</span>
            <StateMark state="none" />
            <span className="hc-stm-detail">{words('stateDetail.none')}</span>
            <span className="hc-stm-acts">
              <Button size="small" onClick={() => void fetch([kind])}>
                {words('action.fetch')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="hc-stm-rest">
          <span className="hc-stm-soft">{words('day.add')}</span>
          {rest.map((kind) => (
            <Button key={kind} size="small" type="link" onClick={() => void fetch([kind])}>
              {words(`kind.${kind}`)}
            </Button>
          ))}
        </p>
      )}
    </section>
  );
}

function detailOf(cell: StatementCell, words: ReturnType<typeof useWords<'statements'>>): string {
  const parts = [
    cell.state === 'empty' || cell.state === 'notOpened' ? words(`stateDetail.${cell.state}`) : '',
    cell.problem === null ? '' : words(`problem.${cell.problem}`),
    cell.said === null || cell.said === '' ? '' : words('day.said', { text: cell.said }),
    cell.versions > 1 ? words('day.versions', { count: cell.versions }) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
