import {
  CheckOutlined,
  ClockCircleOutlined,
  ExclamationOutlined,
  MinusOutlined,
  QuestionOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CloseRun } from '../../../shared/contract/closing.ts';
import { closeResults, type CloseResult } from '../../../shared/domain/closing.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ExplainButton } from '../explain/ExplainButton.tsx';

type Result = CloseRun['rows'][number]['result'];

const looks: Record<Result, { icon: ReactNode; look: string }> = {
  scheduled: { icon: <ClockCircleOutlined />, look: 'waiting' },
  unknown: { icon: <QuestionOutlined />, look: 'unknown' },
  closed: { icon: <CheckOutlined />, look: 'closed' },
  paidWhileClosing: { icon: <ExclamationOutlined />, look: 'paidAfterEnd' },
  cannotClose: { icon: <StopOutlined />, look: 'waiting' },
  notClosed: { icon: <MinusOutlined />, look: 'failed' },
  queued: { icon: <ClockCircleOutlined />, look: 'created' },
  left: { icon: <MinusOutlined />, look: 'created' },
};

/** What came of a close, as sign, word and colour, with its explanation. */
export function ResultTag(props: { result: Result; dueAt?: Instant }) {
  const words = useWords('closing');
  const { result, dueAt } = props;
  const { icon, look } = looks[result];
  const text = words(`result.${result}`, { time: dueAt === undefined ? '' : clockTime(dueAt) }).trim();
  return (
    <span className="hc-closing-result" data-testid="close-result" data-result={result}>
      <span className={`hc-status hc-status-${look}`}>
        <span aria-hidden="true">{icon}</span>
        {text}
      </span>
      {isCloseResult(result) && <ExplainButton topic={{ kind: 'close', id: result }} what={text} />}
    </span>
  );
}

function isCloseResult(result: Result): result is CloseResult {
  return closeResults.some((name) => name === result);
}
