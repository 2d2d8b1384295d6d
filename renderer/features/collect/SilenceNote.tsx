import { MutedOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { create } from 'zustand';
import type { Silence } from '../../../shared/contract/signals.ts';
import { instant, type Instant } from '../../../shared/domain/time.ts';
import { onNewPerson } from '../../app/person.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';

const TOPICS = ['signals.changed', 'payment.changed'] as const;
const MINUTE_MS = 60_000;

/** The last payment before the silence that somebody has taken note of; the next payment begins anew. */
const useNoted = create<{ since: Instant | null }>()(() => ({ since: null }));
onNewPerson(() => useNoted.setState({ since: null }));

/** Quiet: no payment for much longer than usual at this hour. A swapped plate and a dead network look like this. */
export function SilenceNote() {
  const { data: silence } = useAnswer('signals.silence', undefined, TOPICS);
  const noted = useNoted((s) => s.since);
  return silence && silence.since !== noted ? <Note key={silence.since} silence={silence} /> : null;
}

function Note({ silence: { since, usual } }: { silence: Silence }) {
  const words = useWords('signals');
  const minutes = useMinutesSince(since);
  const sentence = words('sentence.silence', { minutes, usual });
  const say = useEffectEvent(() => announce(sentence));
  useEffect(() => say(), []);
  return (
    <div className="hc-quiet-note" data-testid="silence">
      <MutedOutlined aria-hidden />
      <p>{sentence}</p>
      <Button size="small" onClick={() => useNoted.setState({ since })}>
        {words('dismiss')}
      </Button>
    </div>
  );
}

function useMinutesSince(since: Instant): number {
  const [now, setNow] = useState(() => instant(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instant(Date.now())), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.round((now - since) / MINUTE_MS);
}
