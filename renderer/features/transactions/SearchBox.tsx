import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import type { KeyboardEvent, Ref } from 'react';
import type { SearchHit } from '../../../shared/contract/payments.ts';
import { useWords } from '../../app/words.ts';
import { hitId } from './SearchHits.tsx';
import { useTransactions } from './transactionsStore.ts';

/** One box for any number; the arrow keys and Enter choose among the hits while the cursor stays here. */
export function SearchBox({ ref, ...props }: { ref: Ref<InputRef>; hits: SearchHit[] | null }) {
  const words = useWords('transactions');
  const { search, activeId, searchFor, activate, openDetails } = useTransactions();
  const hits = props.hits ?? [];
  const at = hits.findIndex((hit) => hit.payment.id === activeId);

  function pressed(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || search === '') return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const to = event.key === 'ArrowDown' ? at + 1 : at - 1;
      const hit = hits[Math.max(0, Math.min(to, hits.length - 1))];
      if (hit) activate(hit.payment.id);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const hit = hits[Math.max(0, at)];
      if (hit) openDetails(hit.payment.id);
    }
  }

  return (
    <Input
      ref={ref}
      className="hc-search"
      data-testid="transactions-search"
      role="combobox"
      aria-label={words('search.label')}
      aria-expanded={search !== ''}
      aria-controls="hc-hits"
      aria-activedescendant={at >= 0 ? hitId(hits[at]!) : undefined}
      prefix={<SearchOutlined aria-hidden />}
      suffix={search === '' ? <kbd>F2</kbd> : undefined}
      placeholder={words('search.placeholder')}
      allowClear
      spellCheck={false}
      maxLength={128}
      value={search}
      onChange={(event) => searchFor(event.target.value)}
      onKeyDown={pressed}
    />
  );
}
