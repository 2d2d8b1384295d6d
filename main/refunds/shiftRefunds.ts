import type { PaymentState } from '../../shared/domain/paymentState.ts';
import type { RefundState } from '../../shared/domain/refundState.ts';
import type { Ledger } from '../ledger/types.ts';
import type { ShiftRefunds } from '../operators/shifts.ts';

/** How far an open refund is, in the words of orders: the shift's slip has one column for both. */
const asOrder: Record<RefundState, PaymentState> = {
  requested: 'created',
  unknown: 'unknown',
  refunding: 'processing',
  refunded: 'paid',
  failed: 'failed',
};

/** A merchant's refunds as the shift of a till sees them. */
export function shiftRefunds(ledger: Ledger, profileId: string): ShiftRefunds {
  return {
    totals: (till, from, to) => ledger.refundSums(profileId, till, from, to),
    async open(till) {
      const open = await ledger.openRefunds(profileId);
      return open
        .filter((refund) => refund.till === till)
        .map(({ id, amount, state, createdAt }) => ({ subject: id, amount, state: asOrder[state], createdAt }));
    },
  };
}
