import type { WechatUserView } from '../../shared/contract/counter.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { ok } from '../../shared/domain/result.ts';
import { businessDateOf, type Instant } from '../../shared/domain/time.ts';
import type { MerchantLookups } from '../gateway/lookups/types.ts';
import { failure } from '../log/failure.ts';

/** Asks who shows a WeChat payment code, and words what the gateway says otherwise (huifu-api.md §3.9.1). */
export async function askWechatUser(
  lookups: MerchantLookups,
  code: string,
  appId: string,
  now: Instant,
): Promise<Answered<WechatUserView>> {
  const requestNumber = newRequestNumber('lookup', now, '00');
  const found = await lookups.wechatUser({ requestDate: businessDateOf(now), requestNumber }, code, appId);
  switch (found.kind) {
    case 'accepted':
      return ok(found.value);
    case 'notSent':
      return failure(found.reason === 'keyUnavailable' ? 'keychainLocked' : found.reason);
    case 'unknown':
      return failure('resultUnknown', { params: { reason: found.reason } });
    case 'rejected':
    case 'duplicate':
    case 'notFound':
    case 'throttled': {
      const { respCode, respDesc } = found.answer;
      return failure(found.kind === 'throttled' ? 'gatewayThrottled' : 'gatewayRejected', {
        gateway: { respCode, respDesc, advice: found.advice, requestNumber },
      });
    }
  }
}
