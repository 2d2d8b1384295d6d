import { useEffect, useMemo, useState } from 'react';
import type { ShiftCursorView } from '../../../shared/contract/shifts.ts';
import type { PersonName, Shift } from '../../../shared/domain/shift.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { call } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useWords, type Words } from '../../app/words.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Money } from '../../components/Money.tsx';
import { RowPages } from '../../components/rowPages.ts';
import { usePersonName } from './usePersonName.ts';

const shown = ['openedAt', 'closedAt', 'by', 'till', 'count', 'amount', 'unfinished'] as const;
type Column = (typeof shown)[number];
const WIDTHS: Record<Column, number> = {
  openedAt: 146,
  closedAt: 146,
  by: 84,
  till: 56,
  count: 68,
  amount: 98,
  unfinished: 98,
};

/** The slip has the seconds. */
const toMinute = (at: Instant) => dateTime(at).slice(0, 16);

function cellOf(column: Column, shift: Shift, nameOf: (person: PersonName) => string) {
  switch (column) {
    case 'openedAt':
      return toMinute(shift.openedAt);
    case 'closedAt':
      return shift.closedAt === null ? '' : toMinute(shift.closedAt);
    case 'by':
      return nameOf(shift.openedBy);
    case 'till':
      return shift.till;
    case 'count':
      return shift.slip?.totals.count ?? 0;
    case 'amount':
      return <Money fen={shift.slip?.totals.amount ?? null} />;
    case 'unfinished':
      return shift.slip?.unfinished.length ?? 0;
  }
}

function columnsOf(words: Words<'shifts'>, nameOf: (person: PersonName) => string): TableColumn<Shift>[] {
  const atEnd: ReadonlySet<Column> = new Set(['count', 'amount', 'unfinished']);
  return shown.map((id) => ({
    id,
    header: words(`history.${id}`),
    size: WIDTHS[id],
    meta: { ...(atEnd.has(id) ? { align: 'end' as const } : {}), ...(id === 'by' ? { grow: true } : {}) },
    cell: ({ row }) => cellOf(id, row.original, nameOf),
  }));
}

/** Closed shifts, newest first; one opens its slip. */
export function ShiftHistory(props: { onOpen: (shift: Shift) => void }) {
  const words = useWords('shifts');
  const nameOf = usePersonName();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [pages] = useState(
    () =>
      new RowPages<Shift, ShiftCursorView>({
        load: (after, limit) => call('shifts.list', { after, limit }),
        idOf: ({ id }) => id,
        isBelow: (row, than) => row.openedAt < than.openedAt || (row.openedAt === than.openedAt && row.id < than.id),
      }),
  );
  useEffect(() => void pages.restart(), [pages]);
  const columns = useMemo(() => columnsOf(words, nameOf), [words, nameOf]);
  return (
    <section className="hc-shift-history" aria-label={words('history.title')}>
      <h2>{words('history.title')}</h2>
      <DataTable
        label={words('history.title')}
        pages={pages}
        columns={columns}
        shown={shown}
        total={pages.complete ? pages.count : null}
        activeId={activeId}
        onActivate={({ id }) => setActiveId(id)}
        onOpen={(shift) => {
          setActiveId(shift.id);
          props.onOpen(shift);
        }}
        onTop={() => {}}
        rowTestId="shift-row"
        empty={<EmptyState title={words('history.none')} />}
      />
    </section>
  );
}
