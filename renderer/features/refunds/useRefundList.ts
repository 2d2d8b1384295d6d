import { useEffect, useMemo, useState } from 'react';
import type { RefundCursor, RefundFilter, RefundRow, RefundTotals } from '../../../shared/contract/refunds.ts';
import { call, useEvent } from '../../app/api.ts';
import { RowPages } from '../../components/rowPages.ts';
import { coalesce } from '../payment/coalesce.ts';

const RELOAD_GAP_MS = 200;

/**
 * The refunds of a filter with the totals of all, read anew when any of them changes: they are few, and a change may take a
 * refund out of the filter or into it.
 *
 * @param filter the same object until it changes
 */
export function useRefundList(filter: RefundFilter) {
  const [totals, setTotals] = useState<RefundTotals | null>(null);
  const pages = useMemo(
    () =>
      new RowPages<RefundRow, RefundCursor>({
        load: (after, limit) => call('refunds.list', { filter, after, limit }),
        idOf: (refund) => refund.id,
        isBelow: (row, than) =>
          row.createdAt < than.createdAt || (row.createdAt === than.createdAt && row.id < than.id),
      }),
    [filter],
  );
  const reload = useMemo(
    () =>
      coalesce(async () => {
        const [answer] = await Promise.all([call('refunds.totals'), pages.restart()]);
        if (answer.ok) setTotals(answer.data);
      }, RELOAD_GAP_MS),
    [pages],
  );
  useEffect(() => reload(), [reload]);
  useEvent('refund.changed', () => reload());
  return { pages, totals };
}
