import './DataTable.css';
import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  FlexRender,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { RowPages } from './rowPages.ts';
import { useRowWindow } from './useRowWindow.ts';

const ROW_HEIGHT = 34;

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  columnMeta: {} as { align?: 'end'; grow?: boolean },
});
export type TableParts = typeof features;
export type TableColumn<Data extends object> = ColumnDef<TableParts, Data, unknown> & { id: string };

/**
 * A long list as a table: rows are drawn only where they are seen, and come page by page from `pages`. One tab stop;
 * the arrow keys move, Space or Enter opens. The first row on screen stays where it is when rows change.
 */
export function DataTable<Data extends { id: string }, Cursor>(props: {
  label: string;
  pages: RowPages<Data, Cursor>;
  columns: TableColumn<Data>[];
  /** Ids of the visible columns, in order. */
  shown: readonly string[];
  /** Rows in all as far as anybody knows, for a screen reader; `null` if nobody does. */
  total: number | null;
  /** The row that the keys act on. */
  activeId: string | null;
  onActivate: (row: Data) => void;
  onOpen: (row: Data) => void;
  /** Whether the reader is at the top, where new rows may appear. */
  onTop: (atTop: boolean) => void;
  rowTestId: string;
  /** Shown in the place of rows when there are none. */
  empty: ReactNode;
}) {
  const { pages, columns, shown, activeId, onActivate, onOpen, onTop } = props;
  useSyncExternalStore(pages.subscribe, pages.version);
  const view = useRowWindow(pages.count, ROW_HEIGHT);
  const { scroller } = view;

  const table = useTable({
    features,
    columns,
    data: pages.held as Data[],
    getRowId: (row) => row.id,
    state: {
      columnOrder: useMemo(() => [...shown], [shown]),
      columnVisibility: useMemo(
        () => Object.fromEntries(columns.map((column) => [column.id, shown.includes(column.id)])),
        [columns, shown],
      ),
    },
  });
  const rows = table.getRowModel().rowsById;
  const leaves = table.getVisibleLeafColumns();
  const template = leaves
    .map((column) => (column.columnDef.meta?.grow ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
    .join(' ');
  const minWidth = leaves.reduce((sum, column) => sum + column.getSize(), 0);

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: view.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const first = view.base + (items[0]?.index ?? 0);
  const last = view.base + (items.at(-1)?.index ?? 0);
  const version = pages.version();
  useLayoutEffect(() => view.keepInside());
  useEffect(() => {
    // While a scroll is still on its way, what is drawn is not what is seen; it will be drawn again.
    if (virtual.scrollOffset === scroller.current!.scrollTop) pages.want(first, last);
  }, [pages, first, last, version, virtual, scroller]);

  const activeIndex = activeId === null ? -1 : pages.indexOf(activeId);

  function moveTo(index: number): void {
    const to = Math.max(0, Math.min(index, pages.count - 1));
    const row = pages.rowAt(to);
    const place = view.show(to);
    virtual.scrollToIndex(place, { align: 'auto' });
    if (row) onActivate(row);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const target: Record<string, number> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex < 0 ? 0 : activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: pages.count - 1,
    };
    const to = target[event.key];
    if (to !== undefined) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      const row = pages.rowAt(activeIndex);
      if (row && !event.repeat) onOpen(row);
    }
  }

  return (
    <div
      ref={scroller}
      className="hc-table"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={props.total === null ? -1 : props.total + 1}
      aria-colcount={leaves.length}
      aria-activedescendant={
        activeIndex >= 0 && activeIndex >= first && activeIndex <= last ? `hc-row-${activeId}` : undefined
      }
      onKeyDown={pressed}
      onScroll={(event) => onTop(view.base === 0 && event.currentTarget.scrollTop < ROW_HEIGHT)}
    >
      <div className="hc-table-head" role="rowgroup" style={{ minWidth }}>
        <div role="row" aria-rowindex={1} className="hc-table-row" style={{ gridTemplateColumns: template }}>
          {table.getFlatHeaders().map((header) => (
            <div
              key={header.id}
              role="columnheader"
              className={`hc-table-cell${header.column.columnDef.meta?.align ? ' hc-table-end' : ''}`}
            >
              <FlexRender header={header} />
            </div>
          ))}
        </div>
      </div>
      {pages.count === 0 && pages.started ? (
        <div role="row" aria-rowindex={2}>
          <div role="gridcell" aria-colspan={leaves.length} className="hc-table-empty">
            {props.empty}
          </div>
        </div>
      ) : (
        <div role="rowgroup" className="hc-table-body" style={{ height: virtual.getTotalSize(), minWidth }}>
          {items.map((item) => {
            const index = view.base + item.index;
            const data = pages.rowAt(index);
            const row = data ? rows[data.id] : undefined;
            return (
              <div
                key={data?.id ?? `place-${index}`}
                id={data ? `hc-row-${data.id}` : undefined}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={data !== null && data.id === activeId}
                data-testid={data ? props.rowTestId : undefined}
                data-id={data?.id}
                className="hc-table-row hc-table-line"
                style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
                onClick={data ? () => onOpen(data) : undefined}
              >
                {row ? (
                  <Cells row={row} shown={shown} />
                ) : (
                  <div role="gridcell" className="hc-table-cell hc-table-blank" />
                )}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}

/** The cells of one row; drawn again only when the row or the choice of columns changes. */
const Cells = memo(function Cells<Data extends { id: string }>({
  row,
}: {
  row: Row<TableParts, Data>;
  shown: readonly string[];
}) {
  return row.getVisibleCells().map((cell) => (
    <div
      key={cell.id}
      role="gridcell"
      className={`hc-table-cell${cell.column.columnDef.meta?.align ? ' hc-table-end' : ''}`}
    >
      <FlexRender cell={cell} />
    </div>
  ));
}) as <Data extends { id: string }>(props: { row: Row<TableParts, Data>; shown: readonly string[] }) => ReactNode;
