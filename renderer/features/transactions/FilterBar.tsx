import { DownOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { relativeRanges, type RelativeRange } from '../../../shared/contract/payments.ts';
import { paymentMethods, type PaymentMethod } from '../../../shared/domain/payment.ts';
import { paymentStates, type PaymentState } from '../../../shared/domain/paymentState.ts';
import { useWords } from '../../app/words.ts';
import { SavedFileNote, useSavedFile } from '../../components/SavedFile.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { AmountFilter } from './AmountFilter.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { FilterChips } from './FilterChips.tsx';
import { DayInput } from '../../components/DayInput.tsx';
import type { ListFilter } from './filterModel.ts';
import { useTransactions } from './transactionsStore.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { ViewsMenu } from './ViewsMenu.tsx';

type DateChoice = RelativeRange | 'all' | 'custom';

/** Search, days, and behind buttons the other filters, the saved views and the columns; what is set stands below. */
export function FilterBar(props: { search: ReactNode }) {
  const words = useWords('transactions');
  const methods = useWords('payments');
  const { filter, filterBy } = useTransactions();
  const [choosing, setChoosing] = useState(false);
  const saved = useSavedFile();
  const byHand = filter.from !== null || filter.to !== null;
  const choice: DateChoice = filter.range ?? (byHand || choosing ? 'custom' : 'all');

  const choose = (next: DateChoice) => {
    setChoosing(next === 'custom');
    if (next !== 'custom') filterBy({ range: next === 'all' ? null : next, from: null, to: null });
    else filterBy({ range: null });
  };

  return (
    <div className="hc-bar">
      <div className="hc-bar-row">
        {props.search}
        <Segmented<DateChoice>
          className="hc-bar-dates"
          aria-label={words('filter.date')}
          value={choice}
          onChange={choose}
          options={(['all', ...relativeRanges, 'custom'] as const).map((value) => ({
            value,
            label: words(`filter.range.${value}`),
          }))}
        />
      </div>
      <div className="hc-bar-row">
        {choice === 'custom' && <Days filter={filter} />}
        <FilterButton label={words('filter.state')} count={filter.states.length}>
          <Checkbox.Group<PaymentState>
            className="hc-bar-choices"
            value={[...filter.states]}
            onChange={(states) => filterBy({ states })}
            options={paymentStates.map((state) => ({ value: state, label: <StatusTag state={state} /> }))}
          />
        </FilterButton>
        <FilterButton label={words('filter.method')} count={filter.methods.length}>
          <Checkbox.Group<PaymentMethod>
            className="hc-bar-choices"
            value={[...filter.methods]}
            onChange={(chosen) => filterBy({ methods: chosen })}
            options={paymentMethods.map((method) => ({ value: method, label: methods(`method.${method}`) }))}
          />
        </FilterButton>
        <AmountFilter />
        <span className="hc-bar-end">
          <ExportMenu onSave={saved.save} />
          <ViewsMenu />
          <ColumnsMenu />
        </span>
      </div>
      <FilterChips />
      <SavedFileNote {...saved} />
    </div>
  );
}

/** A button that opens a filter's choices; says how many are set. */
function FilterButton(props: { label: string; count: number; children: ReactNode }) {
  return (
    <Popover trigger="click" placement="bottomLeft" arrow={false} content={props.children}>
      <Button>
        {props.label}
        {props.count > 0 && <span className="hc-bar-count">{props.count}</span>}
        <DownOutlined className="hc-bar-down" aria-hidden />
      </Button>
    </Popover>
  );
}

/** First and last day, by hand; the system's own calendar opens from the field. */
function Days({ filter }: { filter: ListFilter }) {
  const words = useWords('transactions');
  const filterBy = useTransactions((s) => s.filterBy);
  const day = (name: 'from' | 'to') => (
    <DayInput
      aria-label={words(`filter.${name}`)}
      data-testid={`filter-${name}`}
      value={filter[name]}
      min={name === 'to' ? (filter.from ?? undefined) : undefined}
      max={name === 'from' ? (filter.to ?? undefined) : undefined}
      onChange={(chosen) => filterBy({ range: null, [name]: chosen })}
    />
  );
  return (
    <span className="hc-bar-days">
      {day('from')} – {day('to')}
    </span>
  );
}
