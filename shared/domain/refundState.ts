/**
 * The refund's state machine: the only place that says how news moves a refund (huifu-api.md §3.2.2).
 *
 *   requested ─send─► unknown ─► refunding ─► refunded
 *                        └───────────┴──────► failed ──late news──► refunded
 *
 * `refunded` is absorbing: the money has left. `failed` can only become `refunded`, should the gateway say so after all;
 * that raises an alert for a person. Sending the same number again leaves an unknown refund unknown.
 */
export const refundStates = ['requested', 'unknown', 'refunding', 'refunded', 'failed'] as const;
export type RefundState = (typeof refundStates)[number];

/** What an answer, a query or a notification was seen to say about a refund. */
export const refundNews = ['sending', 'noAnswer', 'notFound', 'refunding', 'refunded', 'failed', 'neverSent'] as const;
export type RefundNews = (typeof refundNews)[number];

/** Something a person must look at: money went back after the end, or two sources contradict each other. */
export const refundAlerts = ['refundedAfterEnd', 'contradicted'] as const;
export type RefundAlert = (typeof refundAlerts)[number];

export interface RefundStep {
  to: RefundState;
  alert: RefundAlert | null;
}

const RANK: Record<RefundState, number> = { requested: 0, unknown: 1, refunding: 2, failed: 3, refunded: 4 };

const TARGET: Record<RefundNews, RefundState | null> = {
  sending: 'unknown',
  noAnswer: null,
  // A refund that was accepted cannot be unheard of; one that was not may only be slow to appear (§3.2.5).
  notFound: null,
  refunding: 'refunding',
  refunded: 'refunded',
  failed: 'failed',
  neverSent: 'failed',
};

/** Where `news` takes a refund that stands at `from`. Total: every pair has an answer, and it never moves backwards. */
export function nextRefundStep(from: RefundState, news: RefundNews): RefundStep {
  const target = TARGET[news];
  if (target === null || target === from) return { to: from, alert: null };
  // That nothing arrived says nothing once the gateway has known the refund.
  if (news === 'neverSent' && from !== 'requested' && from !== 'unknown') return { to: from, alert: null };
  if (from === 'refunded') return { to: from, alert: target === 'failed' ? 'contradicted' : null };
  if (target === 'refunded') return { to: 'refunded', alert: from === 'failed' ? 'refundedAfterEnd' : null };
  return { to: RANK[target] > RANK[from] ? target : from, alert: null };
}

/** True once nothing more is expected: refunded or failed. */
export function isRefundEnded(state: RefundState): boolean {
  return state === 'refunded' || state === 'failed';
}

/** States in which nobody may refund the same order again. */
export const openRefundStates = refundStates.filter((state) => !isRefundEnded(state));
