import { CloseOutlined } from '@ant-design/icons';
import { formatYuan } from '../../../shared/domain/money.ts';
import { useWords } from '../../app/words.ts';
import { activeParts, dayToIso, withoutPart, type FilterPart, type ListFilter } from './filterModel.ts';
import { useTransactions } from './transactionsStore.ts';

/** What is filtered, in words, each with a way to take it away. */
export function FilterChips() {
  const words = useWords('transactions');
  const { filter, filterBy, clearFilter } = useTransactions();
  const parts = activeParts(filter);
  const text = useChipText(filter);
  if (parts.length === 0) return null;
  return (
    <span className="hc-chips" role="group" aria-label={words('filter.active')}>
      {parts.map((part) => (
        <button
          key={part}
          type="button"
          className="hc-chip"
          aria-label={words('filter.remove', { what: text(part) })}
          onClick={() => filterBy(withoutPart(filter, part))}
        >
          {text(part)} <CloseOutlined aria-hidden />
        </button>
      ))}
      {parts.length > 1 && (
        <button type="button" className="hc-chip hc-chip-all" onClick={clearFilter}>
          {words('filter.clear')}
        </button>
      )}
    </span>
  );
}

function useChipText(filter: ListFilter): (part: FilterPart) => string {
  const words = useWords('transactions');
  const methods = useWords('payments');
  const states = useWords('app');
  const { range, from, to, minAmount, maxAmount } = filter;
  return (part) => {
    switch (part) {
      case 'date':
        if (range) return words(`filter.range.${range}`);
        if (from && to) return words('filter.chipDates', { from: dayToIso(from), to: dayToIso(to) });
        return from
          ? words('filter.chipFrom', { from: dayToIso(from) })
          : words('filter.chipTo', { to: to ? dayToIso(to) : '' });
      case 'states':
        return filter.states.map((state) => states(`state.${state}`)).join(words('filter.or'));
      case 'methods':
        return filter.methods.map((method) => methods(`method.${method}`)).join(words('filter.or'));
      case 'amount': {
        const [min, max] = [minAmount, maxAmount].map((fen) => (fen === null ? '' : formatYuan(fen)));
        if (min && max) return words('filter.chipBetween', { min, max });
        return min ? words('filter.chipAtLeast', { min }) : words('filter.chipAtMost', { max: max ?? '' });
      }
    }
  };
}
