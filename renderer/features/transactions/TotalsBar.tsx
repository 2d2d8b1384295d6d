import { useSyncExternalStore } from 'react';
import type { PaymentTotals } from '../../../shared/contract/payments.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { useWords } from '../../app/words.ts';
import type { RowPages } from '../../components/rowPages.ts';

/** `1234567` → `1,234,567`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** What the whole filter adds up to, and how much of it is loaded: always says over what it counts. */
export function TotalsBar<Row, Cursor>(props: {
  totals: PaymentTotals | null;
  filtered: boolean;
  pages: RowPages<Row, Cursor>;
}) {
  const words = useWords('transactions');
  const { totals, pages } = props;
  useSyncExternalStore(pages.subscribe, pages.version);
  const loaded = pages.complete ? words('totals.loadedAll') : words('totals.loaded', { n: grouped(pages.count) });
  return (
    <footer className="hc-totals" data-testid="totals-bar" aria-label={words('totals.label')}>
      {totals ? <Sums totals={totals} filtered={props.filtered} /> : <span>{words('totals.counting')}</span>}
      {pages.started && <span className="hc-totals-loaded">{loaded}</span>}
    </footer>
  );
}

function Sums({ totals, filtered }: { totals: PaymentTotals; filtered: boolean }) {
  const words = useWords('transactions');
  return (
    <>
      <strong>
        {words(filtered ? 'totals.filtered' : 'totals.all', { count: totals.count, n: grouped(totals.count) })}
      </strong>
      <span>{words('totals.paid', { n: grouped(totals.paidCount), amount: formatYuan(totals.paidAmount) })}</span>
      <span>
        {words('totals.fee', { amount: formatYuan(totals.fee) })}
        {totals.feeUnknownCount > 0 && (
          <span className="hc-soft"> ({words('totals.feeUnknown', { n: grouped(totals.feeUnknownCount) })})</span>
        )}
      </span>
      {totals.openCount > 0 && <span>{words('totals.open', { n: grouped(totals.openCount) })}</span>}
    </>
  );
}
