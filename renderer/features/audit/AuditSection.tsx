import './audit.css';
import { FileProtectOutlined, SearchOutlined } from '@ant-design/icons';
import { App, Button, Input, Select } from 'antd';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { AuditFilter, AuditRow } from '../../../shared/contract/audit.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { auditActs, type AuditAct } from '../../../shared/domain/audit.ts';
import { call } from '../../app/api.ts';
import { useNameOf } from '../../app/people.ts';
import { useWords } from '../../app/words.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { RowPages } from '../../components/rowPages.ts';
import { useReasonText } from '../refunds/refundWords.ts';
import { auditColumns, auditTable, type ListedRow } from './auditTable.tsx';
import { ChainCheck } from './ChainCheck.tsx';

/** The audit log: found by act and by text, checked, exported for an auditor. */
export function AuditSection() {
  const { message } = App.useApp();
  const words = useWords('audit');
  const nameOf = useNameOf();
  const [act, setAct] = useState<AuditAct | undefined>();
  const [text, setText] = useState('');
  const typed = useDeferredValue(text.trim());
  const filter = useMemo<AuditFilter>(
    () => ({ ...(act ? { act } : {}), ...(typed ? { text: typed } : {}) }),
    [act, typed],
  );
  const [error, setError] = useState<ConsoleError | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const pages = useMemo(
    () =>
      new RowPages<ListedRow, number>({
        load: async (after, limit) => {
          const answer = await call('audit.list', { filter, after, limit });
          return answer.ok
            ? { ok: true, data: { rows: answer.data.rows.map(listed), next: answer.data.next } }
            : answer;
        },
        idOf: (row) => row.id,
        isBelow: (row, seq) => row.seq < seq,
      }),
    [filter],
  );
  useEffect(() => void pages.restart(), [pages]);
  const reasonOf = useReasonText();
  const columns = useMemo(() => auditTable({ audit: words, nameOf, reasonOf }), [words, nameOf, reasonOf]);

  async function exportLog(): Promise<void> {
    const answer = await call('audit.export');
    if (!answer.ok) return setError(answer.error);
    setError(null);
    void pages.restart();
    const { saved, rows, path } = answer.data;
    if (saved) void message.success(words('exported', { rows, path }));
  }

  return (
    <div className="hc-audit">
      <p className="hc-soft">{words('detail')}</p>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <div className="hc-audit-bar">
        <Select<AuditAct>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={words('column.act')}
          placeholder={words('allActs')}
          value={act ?? null}
          onChange={(value: AuditAct | undefined) => setAct(value)}
          options={auditActs.map((value) => ({ value, label: words(`act.${value}`) }))}
        />
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          aria-label={words('search')}
          placeholder={words('search')}
          maxLength={80}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ChainCheck />
        <Button icon={<FileProtectOutlined aria-hidden />} onClick={() => void exportLog()}>
          {words('export')}
        </Button>
      </div>
      <div className="hc-audit-list">
        <DataTable
          key={JSON.stringify(filter)}
          label={words('list')}
          pages={pages}
          columns={columns}
          shown={auditColumns}
          total={null}
          activeId={activeId}
          onActivate={(row) => setActiveId(row.id)}
          onOpen={(row) => setActiveId(row.id)}
          onTop={() => {}}
          rowTestId="audit-row"
          empty={
            <EmptyState
              title={words(act || typed ? 'emptyFiltered' : 'empty')}
              {...(act || typed
                ? { action: <Button onClick={() => (setAct(undefined), setText(''))}>{words('clear')}</Button> }
                : {})}
            />
          }
        />
        {pages.error && <ErrorNote error={pages.error} onRetry={() => pages.retry()} />}
      </div>
    </div>
  );
}

const listed = (row: AuditRow): ListedRow => ({ ...row, id: String(row.seq) });
