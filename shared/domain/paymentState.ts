/**
 * The payment's state machine: the only place that says how news moves a payment (huifu-api.md §3.2.2).
 *
 *   created ─send─► unknown ─► waiting ─► processing ─► paid
 *                      └─────────┴───────────┴────────► failed | closed ──late news──► paid
 *
 * `paid` is absorbing: no later message takes a payment back from it. `failed` and `closed` can only become `paid`,
 * because a payer may be faster than an expiry or a close; that raises an alert for a person.
 */
export const paymentStates = ['created', 'unknown', 'waiting', 'processing', 'paid', 'failed', 'closed'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** What an answer, a query, a notification or a statement was seen to say about a payment. */
export const paymentNews = [
  'sending',
  'noAnswer',
  'accepted',
  'unpaid',
  'notFound',
  'processing',
  'paid',
  'failed',
  'closed',
] as const;
export type PaymentNews = (typeof paymentNews)[number];

/** Something a person must look at: money came after the end, or two sources contradict each other. */
export type PaymentAlert = 'paidAfterEnd' | 'contradicted';

export interface PaymentStep {
  to: PaymentState;
  alert: PaymentAlert | null;
}

const RANK: Record<PaymentState, number> = {
  created: 0,
  unknown: 1,
  waiting: 2,
  processing: 3,
  failed: 4,
  closed: 4,
  paid: 5,
};

const TARGET: Record<PaymentNews, PaymentState | null> = {
  sending: 'unknown',
  noAnswer: null,
  accepted: 'waiting',
  unpaid: 'waiting',
  // Right after a hosted preorder "not found" only means that the payer has not opened the cashier (§3.2.5).
  notFound: null,
  processing: 'processing',
  paid: 'paid',
  failed: 'failed',
  closed: 'closed',
};

/** Where `news` takes a payment that stands at `from`. Total: every pair has an answer, and it never moves backwards. */
export function nextPaymentStep(from: PaymentState, news: PaymentNews): PaymentStep {
  const target = TARGET[news];
  if (target === null || target === from) return { to: from, alert: null };
  if (from === 'paid') {
    return { to: from, alert: target === 'failed' || target === 'closed' ? 'contradicted' : null };
  }
  if (target === 'paid') return { to: 'paid', alert: isEnded(from) ? 'paidAfterEnd' : null };
  return { to: RANK[target] > RANK[from] ? target : from, alert: null };
}

/** True once nothing more is expected: paid, failed or closed. */
export function isEnded(state: PaymentState): boolean {
  return state === 'paid' || state === 'failed' || state === 'closed';
}

/** States that still need the gateway to be asked. */
export const openPaymentStates = paymentStates.filter((s) => !isEnded(s));
