import './signals.css';
import { CheckCircleOutlined } from '@ant-design/icons';
import { useAnswer } from '../../app/useAnswer.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SignalCard } from './SignalCard.tsx';

const TOPICS = ['refund.changed', 'signals.changed'] as const;

/** Reasons for the owner to look, each with the refunds behind it. */
export function SignalsSection() {
  const words = useWords('signals');
  const { data: signals, error, again } = useAnswer('signals.list', undefined, TOPICS);
  return (
    <div className="hc-signals">
      <p className="hc-soft">{words('detail')}</p>
      {error && <ErrorNote error={error} onRetry={again} />}
      {signals?.length === 0 && (
        <EmptyState icon={<CheckCircleOutlined />} title={words('empty')} detail={words('emptyDetail')} />
      )}
      {signals && signals.length > 0 && (
        <>
          <p>{words('notVerdict')}</p>
          {signals.map((signal) => (
            <SignalCard key={`${signal.kind} ${JSON.stringify(signal.params)}`} signal={signal} />
          ))}
        </>
      )}
    </div>
  );
}
