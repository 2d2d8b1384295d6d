import { CheckCircleOutlined, ClockCircleOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Select, Switch } from 'antd';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type {
  DifferenceCursor,
  DifferenceFilter,
  DifferenceTotals,
} from '../../../../shared/contract/reconciliation.ts';
import { ageBuckets, differenceStates, type Difference } from '../../../../shared/domain/difference.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { outcomes } from '../../../../shared/domain/reconciliation/outcome.ts';
import { call, useEvent } from '../../../app/api.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { useToday } from '../../../app/useNow.ts';
import { useWords } from '../../../app/words.ts';
import { DataTable } from '../../../components/DataTable.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { RowPages } from '../../../components/rowPages.ts';
import { useDay, useReconciliation } from '../reconciliationStore.ts';
import { differenceColumns, differenceTable } from './differenceTable.tsx';

/** Differences by the money that depends on them, most first. */
export function DifferenceList({ compared }: { compared: boolean }) {
  const words = useWords('reconciliation');
  const day = useDay();
  const { allDays, filter, activeId, activate, openDifference, clearFilter } = useReconciliation();
  const today = useToday();
  const asked = useMemo<DifferenceFilter>(() => (allDays ? filter : { ...filter, day }), [allDays, filter, day]);
  const { pages, totals } = useDifferences(asked);
  const columns = useMemo(() => differenceTable(words, today), [words, today]);
  // Open ones only is how the list begins, not a filter that hides something.
  const { states, ...others } = filter;
  const openOnly = states?.join() === 'open';
  const filtered = Object.keys(others).length > 0 || (states !== undefined && !openOnly);
  const waiting = !compared && !allDays;

  return (
    <section className="hc-diffs" aria-label={words('list.title')}>
      <Filters />
      <div className="hc-trans-list">
        <DataTable
          key={JSON.stringify(asked)}
          label={words('list.label')}
          pages={pages}
          columns={columns}
          shown={differenceColumns}
          total={totals?.count ?? null}
          activeId={activeId}
          onActivate={(row) => activate(row.id)}
          onOpen={(row) => openDifference(row.id)}
          onTop={() => {}}
          rowTestId="difference-row"
          empty={
            filtered && !waiting ? (
              <EmptyState
                icon={<FilterOutlined />}
                title={words('list.emptyFiltered')}
                detail={words('list.emptyFilteredDetail')}
                action={<Button onClick={clearFilter}>{words('list.filter.clear')}</Button>}
              />
            ) : (
              <EmptyState
                icon={waiting ? <ClockCircleOutlined /> : <CheckCircleOutlined />}
                title={words(waiting ? 'list.emptyWaiting' : openOnly ? 'list.emptyOpen' : 'list.empty')}
                detail={words('list.emptyDetail')}
              />
            )
          }
        />
        {pages.error && <ErrorNote error={pages.error} onRetry={() => pages.retry()} />}
        <Totals totals={totals} pages={pages} />
      </div>
    </section>
  );
}

/** The differences of a filter with their totals, read anew when one changes; a changed one stays in its place. */
function useDifferences(filter: DifferenceFilter) {
  const { data: totals } = useAnswer('reconciliation.totals', { filter }, ['reconciliation.changed']);
  const pages = useMemo(
    () =>
      new RowPages<Difference, DifferenceCursor>({
        load: (after, limit) => call('reconciliation.list', { filter, after, limit }),
        idOf: (row) => row.id,
        isBelow: (row, than) => row.atRisk < than.atRisk || (row.atRisk === than.atRisk && row.id > than.id),
      }),
    [filter],
  );
  useEffect(() => void pages.restart(), [pages]);
  useEvent('reconciliation.changed', () => void pages.restart());
  return { pages, totals };
}

function Totals(props: { totals: DifferenceTotals | null; pages: RowPages<Difference, DifferenceCursor> }) {
  const words = useWords('reconciliation');
  const { totals, pages } = props;
  useSyncExternalStore(pages.subscribe, pages.version);
  return (
    <footer className="hc-totals" data-testid="difference-totals">
      {totals && (
        <>
          <strong>{words('list.total', { count: totals.count, n: totals.count })}</strong>
          <span>
            {words('list.open', { count: totals.open, n: totals.open, amount: formatYuan(fen(totals.atRisk)) })}
          </span>
        </>
      )}
      {pages.started && !pages.complete && <span className="hc-totals-loaded">{words('list.loaded')}</span>}
    </footer>
  );
}

/** By state, kind, age and person; and whether all days are looked at. */
function Filters() {
  const words = useWords('reconciliation');
  const { filter, filterBy, allDays, overAllDays } = useReconciliation();
  const owners = useAnswer('reconciliation.owners', undefined, ['reconciliation.changed']).data ?? [];
  return (
    <div className="hc-diffs-filters">
      <label>
        <Switch size="small" checked={allDays} onChange={overAllDays} data-testid="all-days" />{' '}
        {words('list.filter.allDays')}
      </label>
      <Select
        mode="multiple"
        className="hc-diffs-filter"
        aria-label={words('list.filter.state')}
        placeholder={words('list.filter.state')}
        data-testid="filter-state"
        maxTagCount="responsive"
        value={[...(filter.states ?? [])]}
        onChange={(states) => filterBy({ states })}
        options={differenceStates.map((value) => ({ value, label: words(`state.${value}`) }))}
      />
      <Select
        mode="multiple"
        className="hc-diffs-filter"
        aria-label={words('list.filter.outcome')}
        placeholder={words('list.filter.outcome')}
        maxTagCount="responsive"
        popupMatchSelectWidth={false}
        value={[...(filter.outcomes ?? [])]}
        onChange={(chosen) => filterBy({ outcomes: chosen })}
        options={outcomes.map((value) => ({ value, label: `${words(`outcome.${value}`)} ${value}` }))}
      />
      <Select
        allowClear
        className="hc-diffs-filter"
        aria-label={words('list.filter.age')}
        placeholder={words('list.filter.age')}
        value={filter.age ?? null}
        onChange={(age) => filterBy({ age: age ?? undefined })}
        options={ageBuckets.map((value) => ({ value, label: words(`age.${value}`) }))}
      />
      <Select
        allowClear
        className="hc-diffs-filter"
        aria-label={words('list.filter.owner')}
        placeholder={words('list.filter.owner')}
        value={filter.owner ?? null}
        onChange={(owner) => filterBy({ owner: owner ?? undefined })}
        options={[
          { value: '', label: words('list.filter.nobody') },
          ...owners.map(({ id, name }) => ({ value: id, label: name || words('note.someone') })),
        ]}
      />
    </div>
  );
}
