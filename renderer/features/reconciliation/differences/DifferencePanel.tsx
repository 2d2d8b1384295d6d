import { Button } from 'antd';
import type { DayView, DifferenceDetail } from '../../../../shared/contract/reconciliation.ts';
import { fen } from '../../../../shared/domain/money.ts';
import { monthText } from '../../../app/amounts.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { useConsole } from '../../../app/store.ts';
import { labelled, listText, useLanguage, useWords } from '../../../app/words.ts';
import { Money } from '../../../components/Money.tsx';
import { SidePanel } from '../../../components/SidePanel.tsx';
import { DifferenceStateTag, OutcomeTag } from '../OutcomeTag.tsx';
import { BothRows } from './BothRows.tsx';
import { DifferenceActs } from './DifferenceActs.tsx';
import { History } from './History.tsx';
import { OriginalButton } from './OriginalButton.tsx';

/** One difference beside the list: both rows, why they differ, what to do, and everything that can be done. */
export function DifferencePanel(props: { id: string; onClose: () => void }) {
  const words = useWords('reconciliation');
  const {
    data: detail,
    error,
    again,
    take,
  } = useAnswer('reconciliation.detail', { id: props.id }, ['reconciliation.changed']);
  return (
    <SidePanel
      label={words('panel.label')}
      closeLabel={words('panel.close')}
      testId="difference-panel"
      id={props.id}
      error={error}
      onRetry={again}
      onClose={props.onClose}
    >
      {detail && <Detail key={detail.difference.id} detail={detail} take={take} />}
    </SidePanel>
  );
}

function Detail({ detail, take }: { detail: DifferenceDetail; take: (detail: DifferenceDetail) => void }) {
  const words = useWords('reconciliation');
  const spoken = useLanguage();
  const language = spoken === 'en' ? 'en' : 'zh';
  const go = useConsole((s) => s.go);
  const { difference, exception, paymentId, notes } = detail;
  const run = useRunOf(difference.lastDay);
  const { suggestion } = exception;
  return (
    <div className="hc-detail-content hc-diff-panel">
      <header className="hc-detail-head">
        <div className="hc-detail-state">
          <DifferenceStateTag state={difference.state} />
        </div>
        <h2>
          <OutcomeTag outcome={difference.outcome} />
        </h2>
        <Money fen={fen(difference.atRisk)} currency size="large" />
        {difference.reason && <p>{words(`reason.${difference.reason}`)}</p>}
        {difference.month !== difference.belongs && (
          <p className="hc-soft">
            {words('panel.late', { belongs: monthText(difference.belongs), month: monthText(difference.month) })}
          </p>
        )}
        {exception.open_item?.confirmed && <p className="hc-soft">{words('panel.confirmed')}</p>}
      </header>
      <h2>{words('panel.why')}</h2>
      <p>{exception.why[language]}</p>
      <h2>{words('panel.todo')}</h2>
      <p>{exception.todo[language]}</p>
      <DifferenceActs detail={detail} take={take} />
      <BothRows exception={exception} />
      {exception.file !== '' && (
        <p className="hc-soft">
          {words('panel.place', { file: exception.file, line: exception.line })}
          {exception.entry !== '' && ` · ${words('panel.entry', { entry: exception.entry })}`}
        </p>
      )}
      {suggestion && (
        <p>{words('panel.suggestion', { file: suggestion.file, line: suggestion.line, score: suggestion.score })}</p>
      )}
      {exception.others.length > 0 && (
        <p>
          {labelled(
            words('panel.others', { count: exception.others.length }),
            listText(
              spoken,
              exception.others.map(({ file, line }) => words('panel.place', { file, line })),
            ),
          )}
        </p>
      )}
      <div className="hc-detail-buttons">
        {run && exception.statement && <OriginalButton runId={run.id} place={exception} />}
        {paymentId !== null && (
          <Button size="small" onClick={() => go('transactions', { paymentId })}>
            {words('panel.payment')}
          </Button>
        )}
      </div>
      <h2>{words('panel.history')}</h2>
      <History notes={notes} />
    </div>
  );
}

/** The newest run of the day that looked at it last: the one whose files it names. */
function useRunOf(day: DifferenceDetail['difference']['lastDay']): DayView['run'] {
  return useAnswer('reconciliation.day', { day }).data?.run ?? null;
}
