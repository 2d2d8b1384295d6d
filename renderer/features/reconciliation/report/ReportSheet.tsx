import './ReportSheet.css';
import type { ReactNode } from 'react';
import type { DayView, DifferenceDetail } from '../../../../shared/contract/reconciliation.ts';
import type { RunSummary } from '../../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate } from '../../../../shared/domain/time.ts';
import { dayText, signedYuan } from '../../../app/amounts.ts';
import { dateTime } from '../../../app/times.ts';
import { labelled, useLanguage, useWords } from '../../../app/words.ts';

type Run = NonNullable<DayView['run']>;
const ON_PAPER = 200;

/** The report to sign: verdict, both sides, differences by amount at risk, and what it all rests on. */
export function ReportSheet(props: {
  day: BusinessDate;
  run: Run;
  exceptions: DifferenceDetail['exception'][];
  merchant: string;
}): ReactNode {
  const words = useWords('reconciliation');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { run, exceptions } = props;
  const { summary } = run;
  const total = Object.entries(summary.outcomes)
    .filter(([outcome]) => !['OK', 'OK-TOL', 'OK-MAN', 'LATE'].includes(outcome))
    .reduce((sum, [, count]) => sum + count, 0);
  return (
    <article className="hc-report">
      <h1>{words('report.title')}</h1>
      <p>{words('report.for', { merchant: props.merchant, day: dayText(props.day) })}</p>
      <p className="hc-report-verdict">{summary.verdict[language]}</p>
      <Agreements summary={summary} />
      <h2>{words('report.bridge')}</h2>
      <Bridge run={run} />
      <h2>{words('report.exceptions')}</h2>
      {exceptions.length === 0 ? (
        <p>{words('report.none')}</p>
      ) : (
        <ol className="hc-report-list">
          {exceptions.map((one) => (
            <li key={`${one.outcome}/${one.leg}/${one.request_number}/${one.file}/${one.line}`}>
              <strong>
                {words(`outcome.${one.outcome}`)} {one.outcome} · ¥{signedYuan(one.at_risk_fen)}
              </strong>
              {one.request_number !== '' && ` · ${one.request_number}`}
              {one.file !== '' && ` · ${words('panel.place', { file: one.file, line: one.line })}`}
              <br />
              {one.why[language]} {one.todo[language]}
            </li>
          ))}
        </ol>
      )}
      {total > ON_PAPER && <p>{words('report.more', { count: total - ON_PAPER })}</p>}
      <h2>{words('report.proof')}</h2>
      <dl className="hc-report-proof">
        <dt>{words('report.ranBy')}</dt>
        <dd>{run.automatic ? words('note.machine') : run.by || words('note.someone')}</dd>
        <dt>{words('report.ranAt')}</dt>
        <dd>{dateTime(run.endedAt)}</dd>
        <dt>{words('report.version')}</dt>
        <dd>{run.version}</dd>
        <dt>{words('report.rules')}</dt>
        <dd>{run.ruleHash}</dd>
        <dt>{words('report.result')}</dt>
        <dd>{run.resultSha256}</dd>
      </dl>
      <h3>{words('report.files')}</h3>
      <ul className="hc-report-files">
        {summary.sources.map((source) => (
          <li key={source.sha256}>
            {source.file} · {words('sources.lines', { count: source.lines })}
            <br />
            <code>{source.sha256}</code>
          </li>
        ))}
      </ul>
      <footer className="hc-report-sign">
        {(['preparedBy', 'checkedBy', 'signedOn'] as const).map((place) => (
          <span key={place}>{words(`report.${place}`)}</span>
        ))}
      </footer>
    </article>
  );
}

/** 账证相符, 账账相符, 账实相符: one line each. */
function Agreements({ summary }: { summary: RunSummary }) {
  const words = useWords('reconciliation');
  const { legs, settlement } = summary.totals;
  const bank = settlement.filter((one) => one.bank !== 'inTransit');
  const lines = {
    voucher: summary.all_read && summary.clear,
    books:
      summary.all_read &&
      legs.length > 0 &&
      legs.every(
        ({ ties, statement, ledger }) =>
          ties &&
          statement.payments.sum_fen - statement.refunds.sum_fen === ledger.payments.sum_fen - ledger.refunds.sum_fen,
      ),
    cash: bank.length === 0 ? null : bank.every((one) => one.bank === 'arrived' && one.own_ties),
  };
  return (
    <ul className="hc-report-agree">
      {(['voucher', 'books', 'cash'] as const).map((line) => (
        <li key={line}>
          {lines[line] === null ? '○' : lines[line] ? '✓' : '✕'}{' '}
          {labelled(
            words(`report.agree.${line}`),
            words(lines[line] === null ? 'report.unknown' : lines[line] ? 'report.yes' : 'report.no'),
          )}
        </li>
      ))}
    </ul>
  );
}

function Bridge({ run }: { run: Run }) {
  const words = useWords('reconciliation');
  const { totals } = run.summary;
  const { opening, new: added, cleared, closing } = run.differences;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{words('report.side')}</th>
            <th scope="col">{words('totals.payments')}</th>
            <th scope="col">{words('totals.refunds')}</th>
            <th scope="col">{words('totals.net')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words('totals.ledger')}</th>
            <td>
              {totals.ledger.payments.count} · {signedYuan(totals.ledger.payments.sum_fen)}
            </td>
            <td>
              {totals.ledger.refunds.count} · {signedYuan(totals.ledger.refunds.sum_fen)}
            </td>
            <td>{signedYuan(totals.ledger.net_fen)}</td>
          </tr>
          {totals.legs.map(({ leg, statement: { payments, refunds } }) => (
            <tr key={leg}>
              <th scope="row">{words(`leg.${leg}`)}</th>
              <td>
                {payments.count} · {signedYuan(payments.sum_fen)}
              </td>
              <td>
                {refunds.count} · {signedYuan(refunds.sum_fen)}
              </td>
              <td>{signedYuan(payments.sum_fen - refunds.sum_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{labelled(words('totals.openItems'), words('totals.rollForward', { opening, added, cleared, closing }))}</p>
    </>
  );
}
