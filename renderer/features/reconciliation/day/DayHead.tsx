import { DownOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { useState } from 'react';
import type { DayView } from '../../../../shared/contract/reconciliation.ts';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import { exportFormats, type ExportFormat } from '../../../../shared/contract/channels/exports.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { dayText } from '../../../app/amounts.ts';
import { call } from '../../../app/api.ts';
import { useShortcut } from '../../../app/shortcuts.ts';
import { useApp } from '../../../app/store.ts';
import { dateTime } from '../../../app/times.ts';
import { listText, useLanguage, useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { savePdf } from '../../../components/Printable.tsx';
import { SavedFileNote, useSavedFile } from '../../../components/SavedFile.tsx';
import { StateSign } from '../OutcomeTag.tsx';
import { useReconciliation, type DayPart } from '../reconciliationStore.ts';
import { ReportSheet } from '../report/ReportSheet.tsx';

const parts: readonly DayPart[] = ['differences', 'totals', 'sources', 'fees'];

/** The verdict first; then what can be done with the day. */
export function DayHead({ view, busy }: { view: DayView; busy: boolean }) {
  const words = useWords('reconciliation');
  const app = useWords('app');
  const spoken = useLanguage();
  const language = spoken === 'en' ? 'en' : 'zh';
  const { part, turnTo, show } = useReconciliation();
  const [error, setError] = useState<ConsoleError | null>(null);
  const { run, overview, statements } = view;
  const saved = useSavedFile();
  const [said, setSaid] = useState('');
  const { profile } = useApp();

  const compare = async () => {
    setError(null);
    const answer = await call('reconciliation.run', { day: view.day });
    if (!answer.ok) setError(answer.error);
  };
  const save = (format: ExportFormat): boolean => {
    if (!run) return false;
    const name = words('export.name', { day: view.day });
    void saved.save(call('exports.run', { runId: run.id, name, format }));
    return true;
  };
  const report = async () => {
    if (!run) return;
    const worst = await call('reconciliation.worst', { runId: run.id });
    if (!worst.ok) return setError(worst.error);
    const sheet = <ReportSheet day={view.day} run={run} exceptions={worst.data} merchant={profile?.name ?? ''} />;
    const done = await savePdf(sheet, words('export.name', { day: view.day }), 'A4');
    if (!done.ok) return setError(done.error);
    if (done.data.saved) setSaid(app('print.saved', { path: done.data.path }));
    return undefined;
  };
  useShortcut('export', () => save('xlsx'));
  useShortcut('print', () => (run ? (void report(), true) : false));

  return (
    <header className="hc-verdict" data-testid="verdict" data-state={overview.state}>
      <div className="hc-verdict-line">
        <StateSign look={overview.state} />
        <h2>{run ? run.summary.verdict[language] : words('day.never', { day: dayText(view.day) })}</h2>
      </div>
      {run ? (
        <p className="hc-soft hc-figures">
          {words(`dayState.${overview.state}`)} · {words('day.matched', { count: run.matched })} ·{' '}
          {overview.open > 0 &&
            `${words('day.left', { count: overview.open, amount: formatYuan(fen(overview.atRisk)) })} · `}
          {words('day.comparedAt', { time: dateTime(run.endedAt) })}
          {run.automatic && ` · ${words('day.byItself')}`}
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
                names: listText(
                  spoken,
                  statements.map(({ name }) => name),
                ),
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
                onClick: ({ key }) => save(key as ExportFormat),
              }}
            >
              <Button data-testid="export">
                {words('day.export')} <DownOutlined aria-hidden />
              </Button>
            </Dropdown>
            <Button icon={<FilePdfOutlined />} onClick={() => void report()} data-testid="report">
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
      <SavedFileNote {...saved} />
      {said !== '' && (
        <p role="status" className="hc-saved" data-testid="report-said">
          {said}
        </p>
      )}
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </header>
  );
}

const partWords = { differences: 'list', totals: 'totals', sources: 'sources', fees: 'fees' } as const;
