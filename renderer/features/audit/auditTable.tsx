import type { AuditRow } from '../../../shared/contract/audit.ts';
import { dateTime } from '../../app/times.ts';
import type { TableColumn } from '../../components/DataTable.tsx';
import { changeText, subjectText, type ChangeWords } from './changeText.ts';

/** A row under the id that a table knows it by. */
export type ListedRow = AuditRow & { id: string };

export const auditColumns = ['seq', 'at', 'operator', 'act', 'subject', 'change', 'machine'] as const;
type AuditColumn = (typeof auditColumns)[number];

const WIDTHS: Record<AuditColumn, number> = {
  seq: 64,
  at: 166,
  operator: 110,
  act: 180,
  subject: 150,
  change: 220,
  machine: 110,
};

/** Columns of the audit log. */
export function auditTable(words: ChangeWords): TableColumn<ListedRow>[] {
  return auditColumns.map((id) => ({
    id,
    header: words.audit(`column.${id}`),
    size: WIDTHS[id],
    meta: id === 'change' ? { grow: true } : id === 'seq' ? { align: 'end' as const } : {},
    cell: ({ row }) => cellOf(id, row.original, words),
  }));
}

function cellOf(column: AuditColumn, row: ListedRow, words: ChangeWords) {
  const { audit } = words;
  switch (column) {
    case 'seq':
      return row.seq;
    case 'at':
      return dateTime(row.at);
    case 'act':
      return audit(`act.${row.act}`);
    case 'operator':
      return row.operator || audit('owner');
    case 'change': {
      const text = changeText(row.before, row.after, words);
      return <span title={text}>{text || audit('nobody')}</span>;
    }
    case 'subject': {
      const subject = subjectText(row.subject, words);
      return <span title={subject}>{subject || audit('nobody')}</span>;
    }
    case 'machine':
      return <span title={row.machine}>{row.machine || audit('nobody')}</span>;
  }
}
