import { useEffect, useMemo, useRef, useState } from 'react';
import type { PaymentCursor, PaymentFilter, PaymentTotals } from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { call, useEvent } from '../../app/api.ts';
import { RowPages } from '../../components/rowPages.ts';
import { coalesce } from '../payment/coalesce.ts';
import { passes } from './filterModel.ts';

const TOTALS_GAP_MS = 500;
const RELOAD_GAP_MS = 150;

/** Newest first; the same second in the order of ids (the ledger's order). */
function isOlder(row: PaymentCursor, than: PaymentCursor): boolean {
  return row.createdAt < than.createdAt || (row.createdAt === than.createdAt && row.id < than.id);
}

/**
 * The payments of a filter, page by page, with their totals, kept up to date: a changed payment is replaced in its
 * place; a new one appears at once while the reader is at the top, and is only counted while not, so that nothing moves
 * under the reader's eyes.
 *
 * @param filter the same object until it changes
 */
export function usePaymentList(filter: PaymentFilter) {
  const atTop = useRef(true);
  const [totals, setTotals] = useState<{ filter: PaymentFilter; data: PaymentTotals } | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  const pages = useMemo(
    () =>
      new RowPages<Payment, PaymentCursor>({
        load: (after, limit) => call('payments.list', { filter, after, limit }),
        idOf: (payment) => payment.id,
        isBelow: isOlder,
      }),
    [filter],
  );
  const readTotals = useMemo(
    () =>
      coalesce(async () => {
        const answer = await call('payments.totals', { filter });
        if (answer.ok) setTotals({ filter, data: answer.data });
      }, TOTALS_GAP_MS),
    [filter],
  );
  const reload = useMemo(
    () =>
      coalesce(async () => {
        await pages.restart();
        setFresh(new Set());
      }, RELOAD_GAP_MS),
    [pages],
  );

  useEffect(() => {
    atTop.current = true;
    reload();
    readTotals();
  }, [reload, readTotals]);

  useEvent('payment.changed', async ({ id }) => {
    readTotals();
    const answer = await call('payments.detail', { id });
    if (!answer.ok) return;
    const { payment } = answer.data;
    if (pages.replace(payment) || !passes(filter, payment)) return;
    if (pages.top !== null && !isOlder(pages.top, payment)) return;
    if (atTop.current) reload();
    else setFresh((before) => new Set(before).add(id));
  });

  // What may still be refunded is a column of the list.
  useEvent('refund.changed', async ({ paymentId }) => {
    const answer = await call('payments.detail', { id: paymentId });
    if (answer.ok) pages.replace(answer.data.payment);
  });

  return {
    pages,
    /** `null` until the first count of this filter is here. */
    totals: totals?.filter === filter ? totals.data : null,
    /** How many new payments wait at the top. */
    fresh: fresh.size,
    reload,
    onTop: (now: boolean) => {
      atTop.current = now;
    },
  };
}
