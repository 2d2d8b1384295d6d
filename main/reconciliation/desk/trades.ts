import { addDays, toBeijingStamp, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import type { TradeRow } from '../../ledger/interfaces/reconciliation.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { LedgerRow } from '../index.ts';

const PAGE = 2_000;

/** Payments and refunds of some days in pages, oldest first. */
export async function* tradePages(
  ledger: Ledger,
  profileId: string,
  from: BusinessDate,
  to: BusinessDate,
): AsyncGenerator<TradeRow[]> {
  let after: { at: Instant; id: string } | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['trades']>> = await ledger.trades(profileId, from, to, after, PAGE);
    yield page.rows;
    after = page.next;
  } while (after !== null);
}

/**
 * The ledger's side of a comparison: a day's trades with those of the day before and after, for pairs that cross
 * midnight, and the payments that its refunds are of, however old.
 */
export async function* ledgerRows(ledger: Ledger, profileId: string, day: BusinessDate): AsyncGenerator<LedgerRow> {
  const here = new Set<string>();
  const wanted = new Set<string>();
  for await (const page of tradePages(ledger, profileId, addDays(day, -1), addDays(day, 1))) {
    for (const trade of page) {
      if (trade.kind === 'payment') here.add(trade.paymentId);
      else wanted.add(trade.paymentId);
      yield rowOf(trade);
    }
  }
  for (const id of wanted) {
    if (here.has(id)) continue;
    const original = await ledger.payment(id);
    if (!original) continue;
    const { requestDate } = original;
    for await (const page of tradePages(ledger, profileId, requestDate, requestDate)) {
      const trade = page.find(({ kind, paymentId }) => kind === 'payment' && paymentId === id);
      if (trade) yield rowOf(trade);
    }
  }
}

function rowOf(trade: TradeRow): LedgerRow {
  const { at: _at, id: _id, paymentId: _payment, eventAt, ...row } = trade;
  return { ...row, event_time: beijingTime(eventAt) };
}

/** `2026-11-23T12:00:00+08:00`. */
export function beijingTime(at: Instant): string {
  const stamp = toBeijingStamp(at);
  return `${stamp.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6')}+08:00`;
}
