import { AuditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import type { AutomaticFindings } from '../../../shared/contract/reconciliation.ts';
import { fen, formatYuan } from '../../../shared/domain/money.ts';
import { dayText } from '../../app/amounts.ts';
import { onNewPerson } from '../../app/person.ts';
import { useConsole, useMay } from '../../app/store.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';

const TOPICS = ['reconciliation.changed'] as const;

/** The comparison that somebody has taken note of; the next one that finds something is news again. */
const useNoted = create<{ runId: string | null }>()(() => ({ runId: null }));
onNewPerson(() => useNoted.setState({ runId: null }));

/** Quiet: the console has compared days by itself, and something is open. For whoever may look at it. */
export function FoundNote() {
  return useMay('statements') ? <News /> : null;
}

function News() {
  const { data: news } = useAnswer('reconciliation.news', undefined, TOPICS);
  const noted = useNoted((s) => s.runId);
  return news && news.runId !== noted ? <Note key={news.runId} news={news} /> : null;
}

function Note({ news: { runId, day, days, open, atRisk } }: { news: AutomaticFindings }) {
  const words = useWords('signals');
  const go = useConsole((s) => s.go);
  const values = { day: dayText(day), days, count: open, amount: formatYuan(fen(atRisk)) };
  const sentence = words(days === 1 ? 'found.one' : 'found.several', values);
  const say = useEffectEvent(() => announce(sentence));
  useEffect(() => say(), []);
  return (
    <div className="hc-quiet-note" data-testid="found">
      <AuditOutlined aria-hidden />
      <p>{sentence}</p>
      <Button size="small" onClick={() => go('reconciliation', { day })}>
        {words('found.see')}
      </Button>
      <Button size="small" onClick={() => useNoted.setState({ runId })}>
        {words('dismiss')}
      </Button>
    </div>
  );
}
