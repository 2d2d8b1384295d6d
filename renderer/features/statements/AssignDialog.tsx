import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { StatementView } from '../../../shared/contract/statements.ts';
import { isMonthly, parsePeriod, statementKinds, type StatementKind } from '../../../shared/domain/statement.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';

/** Says what a file is about that does not say so itself. */
export function AssignDialog(props: { file: StatementView; onClose: () => void }) {
  const { file } = props;
  const words = useWords('statements');
  const [kind, setKind] = useState<StatementKind | null>(file.kind);
  const [text, setText] = useState<string>(file.period ?? '');
  const [error, setError] = useState<ConsoleError | null>(null);
  const typed = text.trim().replaceAll('-', '');
  const period = parsePeriod(kind ?? (typed.length === 6 ? 'tradeMonth' : 'trade'), typed);
  const fits = period !== null && (kind === null || isMonthly(kind) === (period.length === 6));

  const save = async () => {
    if (period === null || !fits) return;
    const answer = await call('statements.assign', { id: file.id, kind, period });
    if (answer.ok) props.onClose();
    else setError(answer.error);
  };
  return (
    <Modal
      open
      title={words('files.assignTitle')}
      okText={words('files.save')}
      cancelText={words('files.cancel')}
      okButtonProps={{ disabled: !fits }}
      onOk={() => void save()}
      onCancel={props.onClose}
    >
      {error && <ErrorNote error={error} />}
      <p>{file.name}</p>
      <label className="hc-stm-field">
        {words('files.assignKind')}
        <Select<StatementKind | 'other'>
          value={kind ?? 'other'}
          onChange={(value) => setKind(value === 'other' ? null : value)}
          options={[...statementKinds, 'other' as const].map((value) => ({ value, label: words(`kind.${value}`) }))}
        />
      </label>
      <label className="hc-stm-field">
        {words('files.assignDay')}
        <Input
          value={text}
          autoFocus
          onPressEnter={() => void save()}
          onChange={(event) => setText(event.target.value)}
          {...(typed !== '' && !fits ? { status: 'error' as const } : {})}
        />
      </label>
      {typed !== '' && !fits && <p className="hc-stm-bad">{words('files.assignBad')}</p>}
    </Modal>
  );
}
