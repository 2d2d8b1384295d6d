import type { AuditRow } from '../../../shared/contract/audit.ts';
import { dateTime } from '../../app/times.ts';
import type { Words } from '../../app/words.ts';
import type { TableColumn } from '../../components/DataTable.tsx';
import { changeText } from './changeText.ts';

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
export function auditTable(words: Words<'audit'>, app: Words<'app'>): TableColumn<ListedRow>[] {
  return auditColumns.map((id) => ({
    id,
    header: words(`column.${id}`),
    size: WIDTHS[id],
    meta: id === 'change' ? { grow: true } : id === 'seq' ? { align: 'end' as const } : {},
    cell: ({ row }) => cellOf(id, row.original, words, app),
  }));
}

function cellOf(column: AuditColumn, row: ListedRow, words: Words<'audit'>, app: Words<'app'>) {
  switch (column) {
    case 'seq':
      return row.seq;
    case 'at':
      return dateTime(row.at);
    case 'act':
      return words(`act.${row.act}`);
    case 'operator':
      return row.operator || words('owner');
    case 'change': {
      const text = changeText(row.before, row.after, words, app);
      return <span title={text}>{text || words('nobody')}</span>;
    }
    case 'subject':
    case 'machine':
      return <span title={row[column]}>{row[column] || words('nobody')}</span>;
  }
}
