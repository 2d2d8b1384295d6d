import './TransactionsPage.css';
import { FilterOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, type InputRef } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { useApp, useConsole, useMay } from '../../app/store.ts';
import { useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { DetailPanel } from './DetailPanel.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FilterChips } from './FilterChips.tsx';
import { activeParts, toPaymentFilter } from './filterModel.ts';
import { paymentTable } from './paymentTable.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SearchHits } from './SearchHits.tsx';
import { TotalsBar } from './TotalsBar.tsx';
import { useTransactions } from './transactionsStore.ts';
import { usePaymentList } from './usePaymentList.ts';
import { useSearch } from './useSearch.ts';

/** Puts the focus on the list, or on the hits that stand in its place. */
function focusRows(body: HTMLElement | null): void {
  body?.querySelector<HTMLElement>('[role="grid"], [role="listbox"]')?.focus();
}

/** Every payment of the merchant: search, filters, the list with its totals, and the details of one beside it. */
export function TransactionsPage() {
  const words = useWords('transactions');
  const { profile } = useApp();
  const params = useConsole((s) => s.params);
  const { search, activeId, open, enter, openDetails, closeDetails, searchFor, refund } = useTransactions();
  const searchField = useRef<InputRef>(null);
  const body = useRef<HTMLDivElement>(null);
  const found = useSearch(search);
  const focusSearch = () => searchField.current?.select();
  const focusList = () => focusRows(body.current);

  useLayoutEffect(() => enter(profile?.id ?? ''), [enter, profile?.id]);
  useEffect(() => {
    if (params.paymentId) openDetails(params.paymentId);
    if (params.focusSearch) searchField.current?.focus();
    else focusRows(body.current);
  }, [params, openDetails]);

  useShortcut('focusSearch', focusSearch);
  useShortcut('findNumber', focusSearch);
  useShortcut('queryNow', () => {
    if (activeId === null) return false;
    openDetails(activeId, true);
    return true;
  });
  useShortcut('refund', () => {
    if (activeId === null) return false;
    refund(activeId);
    return true;
  });
  useShortcut('back', () => {
    if (open) closeDetails();
    else if (search !== '') searchFor('');
    else return false;
    focusList();
    return true;
  });

  return (
    <div className="hc-trans">
      <div className="hc-trans-main">
        <h1 className="hc-hidden">{words('title')}</h1>
        <FilterBar search={<SearchBox ref={searchField} hits={found.hits} />} />
        <div ref={body} className="hc-trans-body">
          {search.trim() === '' ? <List /> : <SearchHits {...found} text={search.trim()} />}
        </div>
      </div>
      {open && activeId !== null && (
        <DetailPanel
          id={activeId}
          onClose={() => {
            closeDetails();
            focusList();
          }}
        />
      )}
    </div>
  );
}

function List() {
  const words = useWords('transactions');
  const payments = useWords('payments');
  const go = useConsole((s) => s.go);
  const mayCollect = useMay('collect');
  const { filter, columns, activeId, open, activate, openDetails, clearFilter } = useTransactions();
  const today = useToday();
  const asked = useMemo(() => toPaymentFilter(filter, today), [filter, today]);
  const { pages, totals, fresh, reload, onTop } = usePaymentList(asked);
  const definition = useMemo(() => paymentTable(columns, words, payments), [columns, words, payments]);
  const frame = useRef<HTMLDivElement>(null);

  const empty =
    activeParts(filter).length === 0 ? (
      <EmptyState
        icon={<InboxOutlined />}
        title={words('empty.noData')}
        detail={words('empty.noDataDetail')}
        action={
          mayCollect && (
            <Button type="primary" onClick={() => go('collect')}>
              {words('empty.collect')}
            </Button>
          )
        }
      />
    ) : (
      <EmptyState
        icon={<FilterOutlined />}
        title={words('empty.filtered')}
        detail={
          <>
            <p>{words('empty.filteredDetail')}</p>
            <FilterChips />
          </>
        }
        action={<Button onClick={clearFilter}>{words('filter.clearAll')}</Button>}
      />
    );

  return (
    <div ref={frame} className="hc-trans-list">
      {fresh > 0 && (
        <button
          type="button"
          className="hc-trans-fresh"
          onClick={() => {
            frame.current?.querySelector('[role="grid"]')?.scrollTo({ top: 0 });
            reload();
          }}
        >
          {words('fresh', { count: fresh })}
        </button>
      )}
      <DataTable
        key={JSON.stringify(asked)}
        label={words('list')}
        pages={pages}
        columns={definition}
        shown={columns}
        total={totals?.count ?? null}
        activeId={activeId}
        onActivate={(payment) => (open ? openDetails(payment.id) : activate(payment.id))}
        onOpen={(payment) => openDetails(payment.id)}
        onTop={onTop}
        rowTestId="transaction-row"
        empty={empty}
      />
      {pages.error && (
        <div className="hc-trans-error">
          <ErrorNote error={pages.error} onRetry={() => pages.retry()} />
        </div>
      )}
      <TotalsBar totals={totals} filtered={activeParts(filter).length > 0} pages={pages} />
    </div>
  );
}
