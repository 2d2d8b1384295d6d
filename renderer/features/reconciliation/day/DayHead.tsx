import { DownOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { useState } from 'react';
import type { DayView } from '../../../../shared/contract/reconciliation.ts';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import { exportFormats, type ExportFormat } from '../../../../shared/contract/channels/exports.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { dayText } from '../../../app/amounts.ts';
import { call, useEvent } from '../../../app/api.ts';
import { useShortcut } from '../../../app/shortcuts.ts';
import { useApp } from '../../../app/store.ts';
import { dateTime } from '../../../app/times.ts';
import { useLanguage, useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { announce } from '../../../components/LiveRegion.tsx';
import { savePdf } from '../../../components/Printable.tsx';
import { StateSign } from '../OutcomeTag.tsx';
import { useReconciliation, type DayPart } from '../reconciliationStore.ts';
import { ReportSheet } from '../report/ReportSheet.tsx';

const parts: readonly DayPart[] = ['differences', 'totals', 'sources', 'fees'];

/** The verdict first; then what can be done with the day. */
export function DayHead({ view, busy }: { view: DayView; busy: boolean }) {
  const words = useWords('reconciliation');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { part, turnTo, show } = useReconciliation();
  const [error, setError] = useState<ConsoleError | null>(null);
  const { run, overview, statements } = view;
  const files = useFiles(view, setError);

  const compare = async () => {
    setError(null);
    const answer = await call('reconciliation.run', { day: view.day });
    if (!answer.ok) setError(answer.error);
  };
  useShortcut('export', () => (run ? (void files.save('xlsx'), true) : false));
  useShortcut('print', () => (run ? (void files.report(), true) : false));

  return (
    <header className="hc-verdict" data-testid="verdict" data-state={overview.state}>
      <div className="hc-verdict-line">
        <StateSign look={overview.state} />
        <h2>{run ? run.summary.verdict[language] : words('day.never', { day: dayText(view.day) })}</h2>
      </div>
      {run ? (
        <p className="hc-soft hc-figures">
          {words(`dayState.${overview.state}`)} · {words('day.matched', { count: run.matched })} ·{' '}
          {words('day.comparedAt', { time: dateTime(run.endedAt) })}
          {run.by !== '' && ` · ${words('day.by', { name: run.by })}`}
        </p>
      ) : (
        <p className="hc-soft">
          {overview.payments.count === 0
            ? words('day.nothing')
            : words('day.neverDetail', {
                count: overview.payments.count,
                amount: formatYuan(fen(overview.payments.sum_fen)),
              })}
        </p>
      )}
      {overview.stale && <p className="hc-verdict-warn">{words('calendar.stale')}</p>}
      {view.locked && <p className="hc-soft">{words('day.lockedHint')}</p>}
      {!run && (
        <p className="hc-soft">
          {statements.length === 0
            ? words('day.noStatements')
            : words('day.statements', {
                count: statements.length,
                names: statements.map(({ name }) => name).join('、'),
              })}
        </p>
      )}
      <div className="hc-verdict-acts">
        <Button type="primary" loading={busy} onClick={() => void compare()} data-testid="compare">
          {words(busy ? 'day.running' : run ? 'day.again' : 'day.compare')}
        </Button>
        {statements.length === 0 && <Button onClick={() => show('statements')}>{words('day.toStatements')}</Button>}
        {run && (
          <>
            <Dropdown
              trigger={['click']}
              menu={{
                items: exportFormats.map((format) => ({
                  key: format,
                  label: <span data-testid={`export-${format}`}>{words(`export.${format}`)}</span>,
                })),
                onClick: ({ key }) => void files.save(key as ExportFormat),
              }}
            >
              <Button data-testid="export">
                {words('day.export')} <DownOutlined aria-hidden />
              </Button>
            </Dropdown>
            <Button icon={<FilePdfOutlined />} onClick={() => void files.report()} data-testid="report">
              {words('day.report')}
            </Button>
            <Segmented<DayPart>
              className="hc-verdict-parts"
              value={part}
              onChange={turnTo}
              options={parts.map((value) => ({ value, label: words(`${partWords[value]}.title`) }))}
            />
          </>
        )}
      </div>
      {files.said !== '' && (
        <p role="status" className="hc-verdict-said" data-testid="export-said">
          {files.said}
        </p>
      )}
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </header>
  );
}

const partWords = { differences: 'list', totals: 'totals', sources: 'sources', fees: 'fees' } as const;

/** Export and report of a day, and what has become of the last one. */
function useFiles({ day, run }: DayView, onError: (error: ConsoleError) => void) {
  const words = useWords('reconciliation');
  const app = useWords('app');
  const { profile } = useApp();
  const [last, setLast] = useState<{ jobId: string; path: string } | null>(null);
  const [said, setSaid] = useState('');

  useEvent('job.changed', (job) => {
    if (job.id !== last?.jobId || job.state !== 'done') return;
    const text = `${words('export.saved', { count: job.done })} · ${last.path}`;
    setSaid(text);
    announce(text);
  });

  return {
    said,
    async save(format: ExportFormat) {
      if (!run) return;
      const name = words('export.name', { day });
      const answer = await call('exports.run', { runId: run.id, name, format });
      if (!answer.ok) return onError(answer.error);
      if (answer.data === null) return undefined;
      setLast({ jobId: answer.data.job.id, path: answer.data.path });
      // A short file may be done before this is.
      setSaid(words('export.started'));
      const jobs = await call('jobs.list');
      const job = jobs.ok ? jobs.data.find(({ id }) => id === answer.data!.job.id) : undefined;
      if (job?.state === 'done') setSaid(`${words('export.saved', { count: job.done })} · ${answer.data.path}`);
      return undefined;
    },
    async report() {
      if (!run) return;
      const worst = await call('reconciliation.worst', { runId: run.id });
      if (!worst.ok) return onError(worst.error);
      const sheet = <ReportSheet day={day} run={run} exceptions={worst.data} merchant={profile?.name ?? ''} />;
      const saved = await savePdf(sheet, words('export.name', { day }), 'A4');
      if (!saved.ok) return onError(saved.error);
      if (saved.data.saved) setSaid(app('print.saved', { path: saved.data.path }));
      return undefined;
    },
  };
}
