import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { StatementLines, StatementView } from '../../../shared/contract/statements.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';

const STEP = 200;

/** The lines of a stored file as they came, by their numbers. */
export function LinesDialog(props: { file: StatementView; onClose: () => void }) {
  const { file } = props;
  const words = useWords('statements');
  const [from, setFrom] = useState(1);
  const [page, setPage] = useState<StatementLines | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  useEffect(() => {
    void call('statements.lines', { id: file.id, entry: null, from, count: STEP }).then((answer) => {
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setPage(answer.data);
    });
  }, [file.id, from]);
  const isLast = page !== null && page.lines.length < STEP;

  return (
    <Modal open title={words('lines.title', { name: file.name })} width={960} footer={null} onCancel={props.onClose}>
      {error && <ErrorNote error={error} />}
      {page && (
        <>
          <p className="hc-stm-facts">
            {page.entry !== '' && <span>{page.entry}</span>}
            <span>{words('lines.encoding', { encoding: page.encoding.toUpperCase() })}</span>
            <span>{words('lines.from', { from: page.from })}</span>
          </p>
          <ol className="hc-stm-lines" start={page.from} data-testid="statement-lines" tabIndex={0}>
            {page.lines.map((line, index) => (
              <li key={page.from + index} value={page.from + index}>
                <code>{line}</code>
              </li>
            ))}
          </ol>
          <div className="hc-stm-acts">
            <Button disabled={from === 1} onClick={() => setFrom(Math.max(1, from - STEP))}>
              {words('lines.previous')}
            </Button>
            <Button disabled={isLast} onClick={() => setFrom(from + STEP)}>
              {words('lines.next')}
            </Button>
            {isLast && <span className="hc-stm-soft">{words('lines.end')}</span>}
          </div>
        </>
      )}
    </Modal>
  );
}
