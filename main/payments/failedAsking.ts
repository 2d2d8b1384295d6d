import type { Answered } from '../../shared/contract/errors.ts';
import type { CallOutcome } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';

/** A question to the gateway that brought no answer to use, in the window's words. */
export function failedAsking(
  outcome: Exclude<CallOutcome<unknown>, { kind: 'accepted' | 'notFound' }>,
  requestNumber: string,
): Answered<never> {
  if (outcome.kind === 'notSent') {
    return failure(outcome.reason === 'keyUnavailable' ? 'keychainLocked' : outcome.reason);
  }
  const code = {
    rejected: 'gatewayRejected',
    duplicate: 'gatewayRejected',
    throttled: 'gatewayThrottled',
    unknown: 'resultUnknown',
  } as const;
  const { answer } = outcome;
  return failure(code[outcome.kind], {
    ...(outcome.kind === 'unknown' ? { params: { reason: outcome.reason } } : {}),
    ...(answer
      ? {
          gateway: {
            respCode: answer.respCode,
            respDesc: answer.respDesc,
            advice: outcome.advice,
            requestNumber,
          },
        }
      : {}),
  });
}
