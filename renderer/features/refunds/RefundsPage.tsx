import './RefundsPage.css';
import { InboxOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, type InputRef } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  refundShows,
  type FoundOrder,
  type RefundFilter,
  type RefundShow,
  type RefundTotals,
} from '../../../shared/contract/refunds.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { readPaymentCode } from '../../../shared/domain/paymentCode.ts';
import { instant } from '../../../shared/domain/time.ts';
import { isCovered } from '../../app/ScanNote.tsx';
import { useScan } from '../../app/scanListener.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useApp, useConsole, useMay } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobPanel, useJobs } from '../../components/JobPanel.tsx';
import { BatchDialog } from './batch/BatchDialog.tsx';
import { FindOrderDialog } from './FindOrderDialog.tsx';
import { RefundDialog } from './RefundDialog.tsx';
import { RefundPanel } from './RefundPanel.tsx';
import { refundColumns, refundTable } from './refundTable.tsx';
import { useReasonText } from './refundWords.ts';
import { useRefunds } from './refundsStore.ts';
import { useRefundList } from './useRefundList.ts';

/** Ages are told to the minute. */
const TICK_MS = 30_000;

function focusRows(body: HTMLElement | null): void {
  body?.querySelector<HTMLElement>('[role="grid"]')?.focus();
}

/** Every refund of the merchant, the open ones with their age, the abnormal ones as a worklist; batches from a spreadsheet. */
export function RefundsPage() {
  const words = useWords('refunds');
  const { profile } = useApp();
  const params = useConsole((s) => s.params);
  const { show, text, open, activeId, enter, showOnly, searchFor, openDetails, closeDetails } = useRefunds();
  const mayRefund = useMay('refund');
  const [batch, setBatch] = useState(false);
  /** The number of an order that is to be refunded, as far as it is known; `null` while nobody looks for one. */
  const [finding, setFinding] = useState<string | null>(null);
  const [refunding, setRefunding] = useState<FoundOrder | null>(null);
  const searchField = useRef<InputRef>(null);
  const body = useRef<HTMLDivElement>(null);
  const filter = useMemo<RefundFilter>(() => {
    const typed = text.replace(/[^0-9A-Za-z]/g, '').slice(0, 64);
    return { show, ...(typed === '' ? {} : { text: typed }) };
  }, [show, text]);
  const { pages, totals } = useRefundList(filter);
  const jobs = useJobs(['refundBatch']);
  const now = useTick();
  const focusList = () => focusRows(body.current);

  useLayoutEffect(() => enter(profile?.id ?? ''), [enter, profile?.id]);
  useEffect(() => {
    if (params.refundId) openDetails(params.refundId);
    focusRows(body.current);
  }, [params, openDetails]);
  useShortcut('focusSearch', () => searchField.current?.select());
  useShortcut('findNumber', () => (mayRefund ? setFinding('') : searchField.current?.select()));
  useScan((scan) => {
    if (!mayRefund || isCovered() || readPaymentCode(scan.text).ok) return false;
    setFinding(scan.text);
    return true;
  });
  useShortcut('back', () => {
    if (open) closeDetails();
    else if (text !== '') searchFor('');
    else return false;
    focusList();
    return true;
  });

  return (
    <div className="hc-refunds">
      <div className="hc-refunds-main">
        <h1 className="hc-hidden">{words('title')}</h1>
        <div className="hc-refunds-bar">
          <Input
            ref={searchField}
            allowClear
            aria-label={words('search')}
            placeholder={words('search')}
            value={text}
            onChange={(event) => searchFor(event.target.value)}
          />
          <Segmented<RefundShow>
            aria-label={words('showLabel')}
            value={show}
            onChange={showOnly}
            options={refundShows.map((value) => ({ value, label: labelOf(value, totals, words) }))}
          />
          {mayRefund && (
            <Button data-testid="find-order" onClick={() => setFinding('')}>
              {words('find.button')} <kbd>F3</kbd>
            </Button>
          )}
          <Button data-testid="batch-open" onClick={() => setBatch(true)}>
            {words('batch.button')}
          </Button>
        </div>
        <JobPanel jobs={jobs} now={now} />
        <div ref={body} className="hc-refunds-body">
          <List filter={filter} pages={pages} now={now} />
        </div>
        {totals && totals.count > 0 && <Totals totals={totals} />}
      </div>
      {open && activeId !== null && (
        <RefundPanel
          id={activeId}
          onClose={() => {
            closeDetails();
            focusList();
          }}
        />
      )}
      {finding !== null && (
        <FindOrderDialog
          scanned={finding}
          onRefund={(order) => (setFinding(null), setRefunding(order))}
          onClose={() => setFinding(null)}
        />
      )}
      {refunding && <RefundDialog payment={refunding} onClose={() => setRefunding(null)} />}
      {batch && <BatchDialog onClose={() => setBatch(false)} />}
    </div>
  );
}

type Words = ReturnType<typeof useWords<'refunds'>>;

/** The worklist says how long it is, so that nobody has to look. */
function labelOf(show: RefundShow, totals: RefundTotals | null, words: Words): string {
  const count = show === 'trouble' ? totals?.troubleCount : show === 'open' ? totals?.openCount : 0;
  return count ? `${words(`show.${show}`)} ${count}` : words(`show.${show}`);
}

function useTick() {
  const [now, setNow] = useState(() => instant(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instant(Date.now())), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function List(props: {
  filter: RefundFilter;
  pages: ReturnType<typeof useRefundList>['pages'];
  now: ReturnType<typeof useTick>;
}) {
  const words = useWords('refunds');
  const app = useWords('app');
  const { pages, filter, now } = props;
  const { activeId, open, activate, openDetails } = useRefunds();
  const reasonOf = useReasonText();
  const columns = useMemo(() => refundTable(words, app, reasonOf, now), [words, app, reasonOf, now]);
  return (
    <>
      <DataTable
        key={JSON.stringify(filter)}
        label={words('list')}
        pages={pages}
        columns={columns}
        shown={refundColumns}
        total={pages.complete ? pages.count : null}
        activeId={activeId}
        onActivate={(row) => (open ? openDetails(row.id) : activate(row.id))}
        onOpen={(row) => openDetails(row.id)}
        onTop={() => {}}
        rowTestId="refund-row"
        empty={<Empty filter={filter} />}
      />
      {pages.error && <ErrorNote error={pages.error} onRetry={() => pages.retry()} />}
    </>
  );
}

function Empty({ filter }: { filter: RefundFilter }) {
  const words = useWords('refunds');
  const go = useConsole((s) => s.go);
  const { showOnly, searchFor } = useRefunds();
  const icon = <InboxOutlined />;
  if (filter.show === 'all' && filter.text === undefined) {
    return (
      <EmptyState
        icon={icon}
        title={words('empty.none')}
        detail={words('empty.noneDetail')}
        action={
          <Button type="primary" onClick={() => go('transactions')}>
            {words('empty.toTransactions')}
          </Button>
        }
      />
    );
  }
  const which = filter.show === 'trouble' && filter.text === undefined ? 'trouble' : 'filtered';
  return (
    <EmptyState
      icon={icon}
      title={words(`empty.${which}`)}
      detail={words(`empty.${which}Detail`)}
      action={
        <Button
          onClick={() => {
            showOnly('all');
            searchFor('');
          }}
        >
          {words('empty.clear')}
        </Button>
      }
    />
  );
}

function Totals({ totals }: { totals: RefundTotals }) {
  const words = useWords('refunds');
  const { refundedCount, refundedAmount, openCount, openAmount, troubleCount } = totals;
  return (
    <footer className="hc-refunds-totals hc-figures" role="status" aria-label={words('totals.label')}>
      <span>
        {words('totals.refunded', { count: refundedCount, n: refundedCount, amount: formatYuan(refundedAmount) })}
      </span>
      <span>{words('totals.open', { count: openCount, n: openCount, amount: formatYuan(openAmount) })}</span>
      <span>{words('totals.trouble', { count: troubleCount, n: troubleCount })}</span>
    </footer>
  );
}
