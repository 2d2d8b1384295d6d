import type { Answered, ErrorCode } from '../../../shared/contract/errors.ts';
import type { StatementOutcome } from '../../gateway/statementTypes.ts';
import { failure } from '../../log/failure.ts';

/** What went wrong with a call that a person made, in the window's words. */
export function adviceOf({ outcome, refusal }: StatementOutcome<unknown>, requestNumber: string): Answered<never> {
  if (outcome.kind === 'notSent') return failure(codeOf({ outcome, refusal }), { params: { detail: outcome.detail } });
  const { answer } = outcome;
  if (answer === null || outcome.kind === 'accepted') return failure(codeOf({ outcome, refusal }));
  const { respCode, respDesc } = answer;
  return failure(codeOf({ outcome, refusal }), {
    gateway: { respCode, respDesc, advice: outcome.advice, requestNumber },
  });
}

/** The window's code for an outcome that brought nothing. */
export function codeOf({ outcome, refusal }: StatementOutcome<unknown>): ErrorCode {
  if (refusal === 'usedUp') return 'statementQuota';
  if (refusal === 'notOpened') return 'statementNotOpened';
  switch (outcome.kind) {
    case 'notSent':
      return outcome.reason === 'keyUnavailable' ? 'keychainLocked' : outcome.reason;
    case 'throttled':
      return 'gatewayThrottled';
    case 'accepted':
    case 'unknown':
      return 'resultUnknown';
    default:
      return 'gatewayRejected';
  }
}
