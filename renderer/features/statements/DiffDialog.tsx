import { Alert, Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { StatementDiff, StatementView } from '../../../shared/contract/statements.ts';
import { fen, formatYuan } from '../../../shared/domain/money.ts';
import { call } from '../../app/api.ts';
import { useWords, type Words } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';

/** What a regenerated statement changed: the sentence first, then the lines. */
export function DiffDialog(props: { older: StatementView; newer: StatementView; onClose: () => void }) {
  const words = useWords('statements');
  const [diff, setDiff] = useState<StatementDiff | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const { older, newer } = props;
  useEffect(() => {
    void call('statements.diff', { older: older.id, newer: newer.id }).then((answer) => {
      if (answer.ok) setDiff(answer.data);
      else setError(answer.error);
    });
  }, [older.id, newer.id]);

  return (
    <Modal open title={words('diff.title')} width={860} footer={null} onCancel={props.onClose}>
      {error && <ErrorNote error={error} />}
      {!diff && !error && <Spin />}
      {diff && (
        <div className="hc-stm-diff" data-testid="statement-diff">
          <p className="hc-stm-verdict">{sentenceOf(diff, words)}</p>
          {diff.totalsFen && diff.amountColumn !== null ? (
            <p>
              {words('diff.totals', {
                older: signedYuan(diff.totalsFen.older),
                newer: signedYuan(diff.totalsFen.newer),
                column: diff.amountColumn,
              })}
            </p>
          ) : (
            <Alert type="info" showIcon title={words('diff.noColumn')} />
          )}
          <ol className="hc-stm-difflines">
            {diff.lines.map((line) => (
              <li key={`${line.change} ${line.entry} ${line.line}`} className={`hc-stm-line-${line.change}`}>
                <span className="hc-stm-linehead">
                  {line.change === 'added' ? '+' : '−'} {words(`diff.${line.change}`)}{' '}
                  {words('diff.line', { line: line.line })}
                </span>
                <code>{line.text}</code>
              </li>
            ))}
          </ol>
          {diff.truncated && <p className="hc-stm-soft">{words('diff.truncated', { count: diff.lines.length })}</p>}
        </div>
      )}
    </Modal>
  );
}

/** `多 3 行，共 120.00 元`. Lines of the same transaction count as changed, not as one more and one fewer. */
export function sentenceOf(diff: StatementDiff, words: Words<'statements'>): string {
  if (diff.added === 0 && diff.removed === 0) return words('diff.same');
  const more = diff.added - diff.changed;
  const fewer = diff.removed - diff.changed;
  const parts = [
    more > 0 ? words('diff.more', { count: more }) : '',
    fewer > 0 ? words('diff.fewer', { count: fewer }) : '',
    diff.changed > 0 ? words('diff.changed', { count: diff.changed }) : '',
    diff.sumFen === null ? '' : sumOf(diff.sumFen, more > 0 && fewer === 0 && diff.changed === 0, words),
  ];
  return parts.filter((part) => part !== '').join(words('diff.comma'));
}

function sumOf(sum: number, onlyMore: boolean, words: Words<'statements'>): string {
  const yuan = formatYuan(fen(Math.abs(sum)));
  if (onlyMore && sum >= 0) return words('diff.sum', { yuan });
  return words(sum < 0 ? 'diff.sumDown' : 'diff.sumUp', { yuan });
}

function signedYuan(amount: number): string {
  return `${amount < 0 ? '-' : ''}${formatYuan(fen(Math.abs(amount)))}`;
}
