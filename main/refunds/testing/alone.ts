import { failure } from '../../log/failure.ts';
import type { Approvals, OperatorRules } from '../../operators/types.ts';

/** A shop of one person: nobody else could agree, so nothing is ever approved. */
export const noApprovals: Approvals = { take: async () => failure('approvalVoid') };

/** What that person may do alone: everything, without limits and without ceremony. */
export const rulesAlone: OperatorRules = {
  refundLimits: () => ({ each: null, perDay: null }),
  secondPersonPossible: () => false,
};
