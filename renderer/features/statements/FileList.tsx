import { Button } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { StatementView, VaultCheck } from '../../../shared/contract/statements.ts';
import { call } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useWords, type Words } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { DiffDialog } from './DiffDialog.tsx';
import { LinesDialog } from './LinesDialog.tsx';
import { versionBefore } from './versions.ts';
import { periodText } from './times.ts';

type Opened =
  | { what: 'diff'; older: StatementView; newer: StatementView }
  | { what: 'lines' | 'assign'; file: StatementView }
  | null;

/** Stored files: what each is, where it came from, its fingerprint, and ways to look into it. */
export function FileList(props: { files: StatementView[]; onError: (error: ConsoleError | null) => void }) {
  const { files } = props;
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  return (
    <>
      <ul className="hc-stm-files">
        {files.map((file) => (
          <FileItem key={file.id} file={file} files={files} onOpen={setOpened} onError={props.onError} />
        ))}
      </ul>
      {opened?.what === 'diff' && <DiffDialog older={opened.older} newer={opened.newer} onClose={close} />}
      {opened?.what === 'lines' && <LinesDialog file={opened.file} onClose={close} />}
      {opened?.what === 'assign' && <AssignDialog file={opened.file} onClose={close} />}
    </>
  );
}

function FileItem(props: {
  file: StatementView;
  files: StatementView[];
  onOpen: (opened: Opened) => void;
  onError: (error: ConsoleError | null) => void;
}) {
  const { file, files, onOpen } = props;
  const words = useWords('statements');
  const [check, setCheck] = useState<VaultCheck | null>(null);
  const before = versionBefore(file, files);

  const verify = async () => {
    const answer = await call('statements.verify', { id: file.id });
    if (!answer.ok) return props.onError(answer.error);
    setCheck(answer.data.check);
    announce(words(`files.${answer.data.check}`));
  };
  return (
    <li data-testid="statement-file">
      <div className="hc-stm-file-head">
        <b className="hc-stm-file-name" title={file.name}>
          {file.name}
        </b>
        {before.superseded && <span className="hc-stm-tag">{words('files.older')}</span>}
      </div>
      <p className="hc-stm-facts hc-figures">
        <span>{whatOf(file, words)}</span>
        <span>{file.period ? periodText(file.period) : words('files.unknownDay')}</span>
        {file.part > 1 && <span>{words('files.part', { part: file.part })}</span>}
        <span>{sizeText(file.bytes)}</span>
        <span>{words(`files.from.${file.source}`)}</span>
        <span>{dateTime(file.receivedAt)}</span>
      </p>
      <p className="hc-stm-facts">
        <span className="hc-stm-soft">{words('files.hash')}</span>
        <CopyText text={file.sha256} label={words('files.hash')}>
          <code>{file.sha256.slice(0, 16)}…</code>
        </CopyText>
        {check !== null && <span className={`hc-stm-check-${check}`}>{words(`files.${check}`)}</span>}
      </p>
      <div className="hc-stm-acts">
        {before.older && (
          <Button size="small" onClick={() => onOpen({ what: 'diff', older: before.older!, newer: file })}>
            {words('files.diff')}
          </Button>
        )}
        <Button size="small" onClick={() => onOpen({ what: 'lines', file })}>
          {words('files.lines')}
        </Button>
        <Button size="small" onClick={() => void verify()}>
          {words('files.verify')}
        </Button>
        {(file.source !== 'fetched' || file.period === null) && (
          <Button size="small" onClick={() => onOpen({ what: 'assign', file })}>
            {words('files.assign')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** What a file is: a kind of Huifu's, or else its form. */
export function whatOf({ kind, format }: StatementView, words: Words<'statements'>): string {
  if (kind !== null) return words(`kind.${kind}`);
  return words(format === null ? 'files.unknownKind' : `format.${format}`);
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
