import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { ImportResult } from '../../../shared/contract/statements.ts';
import { call } from '../../app/api.ts';
import { useWords, type Words } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { whatOf } from './FileList.tsx';
import { sendFile } from './sendFile.ts';
import { periodText } from './times.ts';

/** Where files are dropped, with the button that does the same by a dialog, and what became of each file. */
export function DropZone(props: { onError: (error: ConsoleError | null) => void }) {
  const words = useWords('statements');
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const [results, setResults] = useState<ImportResult[]>([]);

  const show = (came: ImportResult[]) => {
    setResults((before) => [...came, ...before].slice(0, 20));
    for (const result of came) announce(wordOf(result, words));
  };
  const take = async (files: File[]) => {
    for (const file of files) {
      setSending({ name: file.name, part: 0 });
      const answer = await sendFile(file, (part) => setSending({ name: file.name, part }));
      if (answer.ok) show([answer.data]);
      else props.onError(answer.error);
    }
    setSending(null);
  };
  const choose = async () => {
    const answer = await call('statements.import');
    props.onError(answer.ok ? null : answer.error);
    if (answer.ok) show(answer.data);
  };

  // Dropped beside the zone a file would otherwise be what the window tries to open.
  const dropped = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  useEffect(() => {
    const enter = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => dropped(event);
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  return (
    <div className="hc-stm-import">
      <div className={`hc-stm-drop${over ? ' hc-stm-drop-over' : ''}`} data-testid="drop-zone">
        <InboxOutlined aria-hidden />
        <span>
          <b>{words(over ? 'import.dropping' : 'import.drop')}</b>
          <br />
          <span className="hc-stm-soft">
            {sending
              ? words('import.sending', { name: sending.name, percent: Math.floor(sending.part * 100) })
              : words('import.dropDetail')}
          </span>
        </span>
        <Button data-testid="import-files" onClick={() => void choose()}>
          {words('action.import')}
        </Button>
      </div>
      {results.length > 0 && (
        <div className="hc-stm-results" data-testid="import-results">
          {results.map((result, index) => (
            <Alert
              key={`${index} ${result.name}`}
              showIcon
              type={result.state === 'stored' ? 'success' : result.state === 'duplicate' ? 'info' : 'error'}
              title={wordOf(result, words)}
            />
          ))}
          <Button size="small" type="link" onClick={() => setResults([])}>
            {words('import.close')}
          </Button>
        </div>
      )}
    </div>
  );
}

function wordOf(result: ImportResult, words: Words<'statements'>): string {
  const { name } = result;
  if (result.state !== 'refused') {
    const { statement } = result;
    const placed =
      statement.period === null
        ? words('import.noDay')
        : words('import.storedAs', { what: whatOf(statement, words), period: periodText(statement.period) });
    return `${words(`import.${result.state}`, { name })}${placed}`;
  }
  if (result.problem === 'tooLarge') return words('import.tooLarge', { name });
  return words('import.refused', { name, why: words(`refused.${result.problem}`) });
}
