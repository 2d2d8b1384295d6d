import { useEffect, useMemo, useState } from 'react';
import type { CloseRecord, OpenOrder } from '../../../shared/contract/closing.ts';
import { call, useEvent } from '../../app/api.ts';
import { RowPages } from '../../components/rowPages.ts';
import { coalesce } from '../payment/coalesce.ts';

const GAP_MS = 200;
const RECENT = 3;

/** An open order as a row of the table. */
export type OrderRow = OpenOrder & { id: string };

/** The open orders and the latest closes, read anew whenever a payment changes. */
export function useOrders() {
  const [orders, setOrders] = useState<OrderRow[] | null>(null);
  const [recent, setRecent] = useState<CloseRecord[]>([]);
  const pages = useMemo(
    () =>
      new RowPages<OrderRow, null>({
        load: async () => {
          const answer = await call('closing.orders');
          if (!answer.ok) return answer;
          const rows = answer.data.map((order) => ({ ...order, id: order.payment.id }));
          setOrders(rows);
          return { ok: true, data: { rows, next: null } };
        },
        idOf: (order) => order.id,
        isBelow: () => false,
      }),
    [],
  );
  const reload = useMemo(
    () =>
      coalesce(async () => {
        await pages.restart();
        const answer = await call('closing.history', { before: null, limit: RECENT });
        if (answer.ok) setRecent(answer.data.rows);
      }, GAP_MS),
    [pages],
  );
  useEffect(() => reload(), [reload]);
  useEvent('payment.changed', reload);
  return { pages, orders, recent, reload };
}
