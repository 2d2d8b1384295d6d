import { LeftOutlined, LockOutlined, RightOutlined, UnlockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import type { MonthView } from '../../../../shared/contract/reconciliation.ts';
import { addMonths, monthOf } from '../../../../shared/domain/difference.ts';
import { dayText, monthText, signedYuan } from '../../../app/amounts.ts';
import { call } from '../../../app/api.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { dateTime } from '../../../app/times.ts';
import { useToday } from '../../../app/useNow.ts';
import { listText, useLanguage, useWords } from '../../../app/words.ts';
import { CopyText } from '../../../components/CopyText.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { AskDialog } from '../AskDialog.tsx';
import { DayStateTag } from '../OutcomeTag.tsx';
import { useReconciliation } from '../reconciliationStore.ts';
import { LateItems } from './LateItems.tsx';
import { UnlockDialog } from './UnlockDialog.tsx';

/** A month's control totals, what keeps it from being locked, and the turns of its key. */
export function MonthTab() {
  const words = useWords('reconciliation');
  const today = useToday();
  const [month, setMonth] = useState(() => addMonths(monthOf(today), -1));
  const { data: view, error, again, take } = useAnswer('reconciliation.month', { month }, ['reconciliation.changed']);
  const [refused, setRefused] = useState<ConsoleError | null>(null);
  const [dialog, setDialog] = useState<'lock' | 'unlock' | null>(null);
  const [busy, setBusy] = useState(false);

  const turn = async (work: ReturnType<typeof call<'reconciliation.lock'>>) => {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    setDialog(null);
    if (answer.ok) take(answer.data);
    setRefused(answer.ok ? null : answer.error);
  };

  return (
    <div className="hc-recon-scroll hc-month" data-testid="month">
      <header className="hc-month-head">
        <Button
          type="text"
          icon={<LeftOutlined />}
          aria-label={words('calendar.previous')}
          onClick={() => setMonth(addMonths(month, -1))}
        />
        <h2>{words('month.heading', { year: month.slice(0, 4), month: month.slice(4) })}</h2>
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={words('calendar.next')}
          disabled={month >= monthOf(today)}
          onClick={() => setMonth(addMonths(month, 1))}
        />
        {view && (
          <>
            <span className="hc-month-state" data-testid="month-state" data-locked={view.locked}>
              {view.locked ? <LockOutlined aria-hidden /> : <UnlockOutlined aria-hidden />}{' '}
              {words(view.locked ? 'month.locked' : 'month.open')}
            </span>
            {view.locked ? (
              <Button onClick={() => setDialog('unlock')} data-testid="unlock-month">
                {words('month.unlock')}
              </Button>
            ) : (
              <Button
                type="primary"
                disabled={view.problems.length > 0}
                onClick={() => setDialog('lock')}
                data-testid="lock-month"
              >
                {words('month.lock')}
              </Button>
            )}
          </>
        )}
      </header>
      {error && <ErrorNote error={error} onRetry={again} />}
      {refused && <ErrorNote error={refused} onClose={() => setRefused(null)} />}
      {view && <Month view={view} />}
      {view && (
        <AskDialog
          open={dialog === 'lock'}
          busy={busy}
          title={words('month.lockTitle', { month: monthText(month) })}
          lead={words('month.lockLead')}
          confirm={words('month.lockConfirm', { amount: signedYuan(view.totals.net_fen) })}
          onClose={() => setDialog(null)}
          onConfirm={() => void turn(call('reconciliation.lock', { month }))}
        />
      )}
      {view && (
        <UnlockDialog
          view={view}
          open={dialog === 'unlock'}
          busy={busy}
          onClose={() => setDialog(null)}
          onUnlock={(how) => void turn(call('reconciliation.unlock', { month, ...how }))}
        />
      )}
    </div>
  );
}

function Month({ view }: { view: MonthView }) {
  const words = useWords('reconciliation');
  const language = useLanguage();
  const { totals, problems, acts } = view;
  const { opening, new: added, cleared, closing } = totals.differences;
  const figures: [string, string][] = [
    [words('month.payments'), `${totals.payments.count} · ¥${signedYuan(totals.payments.sum_fen)}`],
    [words('month.refunds'), `${totals.refunds.count} · ¥${signedYuan(totals.refunds.sum_fen)}`],
    [words('month.net'), `¥${signedYuan(totals.net_fen)}`],
    [words('month.fee'), `¥${signedYuan(totals.fee_fen)}`],
    [words('month.rollForward'), words('totals.rollForward', { opening, added, cleared, closing })],
    [words('month.atRisk'), `¥${signedYuan(totals.at_risk_fen)}`],
  ];
  return (
    <>
      {!view.locked && problems.length > 0 && (
        <section className="hc-card hc-month-problems">
          <h3>{words('month.problems')}</h3>
          <ul>
            {problems.map(({ code, days }) => (
              <li key={code}>{words(`month.problem.${code}`, { days: listText(language, days.map(dayText)) })}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{words('month.totals')}</h3>
        <dl className="hc-month-totals">
          {figures.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="hc-figures">{text}</dd>
            </div>
          ))}
        </dl>
        {acts[0] && view.locked && (
          <p className="hc-soft">
            {words('month.digest')} <CopyText text={acts[0].digest} label="SHA-256" />
          </p>
        )}
      </section>
      <LateItems what="late" items={view.late} />
      <LateItems what="posted" items={view.posted} />
      <Days view={view} />
      {acts.length > 0 && (
        <section>
          <h3>{words('month.history')}</h3>
          <ul>
            {acts.map((act) => (
              <li key={act.at}>
                {words(act.act === 'lock' ? 'month.lockedBy' : 'month.unlockedBy', {
                  time: dateTime(act.at),
                  name: act.by || words('note.someone'),
                  reason: act.reason,
                })}
                {act.approvedBy !== '' && ` · ${words('note.approvedBy', { name: act.approvedBy })}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Days({ view }: { view: MonthView }) {
  const words = useWords('reconciliation');
  const choose = useReconciliation((s) => s.choose);
  const days = view.totals.days.filter(({ state, payments }) => state !== 'none' || payments.count > 0);
  if (days.length === 0) return <p className="hc-soft">{words('month.nothing')}</p>;
  return (
    <section>
      <h3>{words('month.days')}</h3>
      <table className="hc-figtable">
        <thead>
          <tr>
            <th scope="col">{words('month.day')}</th>
            <th scope="col">{words('month.state')}</th>
            <th scope="col">{words('month.payments')}</th>
            <th scope="col">{words('month.refunds')}</th>
            <th scope="col">{words('month.fee')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">
                <Button type="link" size="small" onClick={() => choose(day.day)}>
                  {dayText(day.day)}
                </Button>
              </th>
              <td>
                <DayStateTag state={day.state} />
              </td>
              <td>
                {day.payments.count} · ¥{signedYuan(day.payments.sum_fen)}
              </td>
              <td>
                {day.refunds.count} · ¥{signedYuan(day.refunds.sum_fen)}
              </td>
              <td>¥{signedYuan(day.fee_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
